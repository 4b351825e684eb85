"""`:llmCitationRef[1]`: a number is all that it carries."""

import re

from convert.draft import Cite
from convert.parts import MarkerFamily, Reading

_PATTERN = r"::?llmCitationRef\\?\[(?P<number>[0-9]{1,4})\\?\]"


def _read(match: re.Match[str]) -> Reading:
    number = int(match["number"])
    return Reading((Cite(f"citation:{number}", number),))


part = MarkerFamily(
    name="llm-citation-ref",
    description="ChatGPT's reference directives; the number is all they carry",
    hooks=(":llmCitationRef", "::llmCitationRef"),
    pattern=_PATTERN,
    read=_read,
    evidence="always",
    replaces=True,
    examples={
        "The pier is closed. :llmCitationRef[1]": ("citation:1",),
        "The pier is closed:llmCitationRef[12].": ("citation:12",),
        "The pier is closed. :llmCitationRef[1]:llmCitationRef[2]": ("citation:1", "citation:2"),
        r"The pier is closed. :llmCitationRef\[3\]": ("citation:3",),
        "The pier is closed. ::llmCitationRef[4]": ("citation:4",),
    },
    leaves={"The pier is closed :llmCitationRef[1].": "The pier is closed."},
    near_misses=(
        "The class LlmCitationRef[1] of a program.",
        "Written `:llmCitationRef[1]` in code.",
        ":llmCitationRef[]",
        "https://example.org/:llmCitationRef[1]",
    ),
)
