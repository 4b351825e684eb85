"""As JSON: the figures, and each article with its files, messages, score and time."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from convert.batch.order import Outcome, Output
from convert.batch.report._account import Account


def render(found: Account) -> bytes:
    """Return the account as one object; escapes make it ASCII, whatever file names are in it."""
    said: dict[str, Any] = {
        "articles": found.articles,
        "failed": found.failed,
        "files": found.files,
        "size": found.size,
        "archives": found.archives,
        "last": msgspec.to_builtins(found.last),
        "errors": found.errors,
        "warnings": found.warnings,
        "outcomes": [_article(each) for each in found.outcomes()],
    }
    return f"{json.dumps(said, indent=2)}\n".encode()


def _article(outcome: Outcome) -> dict[str, Any]:
    known = {
        "input": outcome.name,
        "state": "failed" if outcome.state == "failed" else "done",
        "verdict": outcome.verdict,
        "score": outcome.score,
        "removed": outcome.removed,
        "seconds": outcome.seconds,
        "files": [_file(each) for each in outcome.outputs],
        "messages": [msgspec.to_builtins(each) for each in outcome.messages],
    }
    return {key: value for key, value in known.items() if value is not None}


def _file(output: Output) -> dict[str, Any]:
    said = {"path": output.path, "format": output.format, "sha256": output.sha256, "size": output.size}
    return said | ({"archive": output.archive} if output.archive else {})
