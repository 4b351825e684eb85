"""Each test of runs is in a folder of its own, with a few inputs, and no settings around it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import folder as folder
from tests.cli.plugin import WRITER, install

# A writer that minds what an article is called.
_MOODY = WRITER.format(
    """match article.meta.headline.split()[0]:
        case "Crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "Exit":
            os._exit(3)
        case "Hang":
            import time
            time.sleep(100)
        case "Hog":
            hog = [bytes(1 << 20) for _ in range(4000)]
            raise SystemError(len(hog))
        case "Fault":
            raise KeyError("x")
    return article.meta.headline.encode()"""
)


@pytest.fixture
def moody(folder: Path) -> str:
    """Return the PYTHONPATH with a writer that does what the headline says."""
    return install(folder, "moody", _MOODY, writers="fake = moody:part")
