"""Fences around all of an answer: they go; around code they stay for the passes."""

from __future__ import annotations

import pytest

from convert.options import ReadOptions
from convert.readers.text import read
from convert.source import Source

PROSE = """The harbor council met for nine hours on Monday and agreed on a budget for the coming year.

Work on the two piers begins in April, with crews on site around the clock until the summer."""
CODE = "```python\nprint(1)\n```"


def _cut(text: str) -> list[str]:
    draft = read(Source("case.txt", text.encode()), ReadOptions())
    return [draft.original[edit.start : edit.end].strip() for edit in draft.repairs if edit.rule == "fence"]


@pytest.mark.parametrize(
    "text",
    [
        f"```markdown\n# Harbor budget\n\n{PROSE}\n```",
        f"```\n{PROSE}\n```\n",
        f"Here it is:\n\n```md\n{PROSE}\n```\n\nWant me to shorten it?",
        f"````markdown\n{PROSE}\n\n{CODE}\n\n{PROSE}\n````",
        f"```markdown\r\n{PROSE}\r\n\r\n{CODE}\r\n```\r\n",
        f"```\n# Harbor budget\n\n{PROSE}\n```",
        f"  ```text\n{PROSE}\n  ```",
    ],
)
def test_fences_around_a_text_go(text: str) -> None:
    first, last = _cut(text)
    assert first.startswith("```")
    assert last in ("```", "````")


@pytest.mark.parametrize(
    "text",
    [
        f"```python\n{PROSE}\n```",
        "```\nprint(1)\nprint(2)\n```",
        "```\n# First we install the packages that the server needs in order to run the site at all.\nsudo apt install"
        "\n# Then we ask for a certificate for the domain, which takes a minute or two.\nsudo certbot\n```",
        "```\n2025-03-03 The harbor council met for nine hours on Monday and agreed on a budget for the coming year.\n"
        "2025-03-04 The harbor council met for nine hours on Monday and agreed on a budget for the coming year.\n```",
        f"{PROSE}\n\n```markdown\n{PROSE}\n```",  # half of a text
        f"```markdown\n{PROSE}",
        f"```markdown\n{PROSE}\n```\n\n{PROSE}\n\n```markdown\n{PROSE}\n```",  # samples in a text
        f"```\n{PROSE}\n\n{CODE}\n```",  # which of them closes is not clear
        f"~~~\n{PROSE}\n~~~",
    ],
)
def test_other_fences_stay(text: str) -> None:
    assert _cut(text) == []
