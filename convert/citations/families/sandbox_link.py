"""`[Download the plan](sandbox:/mnt/data/plan.pdf)`: links to files that no one but ChatGPT can open."""

import re

from convert.parts import MarkerFamily, Reading

_PATTERN = (
    r"!?\[(?P<label>[^\[\]\n]{0,300})\]"
    r"\(<?(?:sandbox|file-service):[^()<>\n]{0,500}(?:\([^()<>\n]{0,200}\)[^()<>\n]{0,300}){0,3}>?\)"
)


def _read(match: re.Match[str]) -> Reading:
    return Reading(prose=match.span("label")) if match["label"].strip() else Reading()


part = MarkerFamily(
    name="sandbox-link",
    description="links into ChatGPT's own file system, of which the label stays",
    hooks=("[", "!["),
    pattern=_PATTERN,
    read=_read,
    evidence="always",
    examples={
        "[Download the plan](sandbox:/mnt/data/plan.pdf)": (),
        "[](sandbox:/mnt/data/plan.pdf)": (),
    },
    leaves={
        "Here: [Download the plan](sandbox:/mnt/data/plan.pdf).": "Here: Download the plan.",
        "Here: [plan](sandbox:/mnt/data/plan(1).pdf) now": "Here: plan now",
        "![A chart of the tides](sandbox:/mnt/data/tides.png)": "A chart of the tides",
        "[the plan](<sandbox:/mnt/data/plan of the pier.pdf>)": "the plan",
        "See [the plan](file-service://file-AbC123) now": "See the plan now",
    },
    near_misses=(
        "[A sandbox](https://example.org/sandbox:/mnt) to play in",
        "The path sandbox:/mnt/data/plan.pdf alone",
        "Written `[plan](sandbox:/mnt/data/plan.pdf)` in code.",
        "[plan] (sandbox: a place to play)",
    ),
)
