"""`:antCitation[]{citations="…"}`: a directive of Claude's pages, with ids of sources and nothing else."""

import re

from convert.draft import Cite
from convert.parts import MarkerFamily, Reading
from convert.patterns import pattern

_PATTERN = (
    r":antCitation\\?\[(?P<prose>[^\[\]\n]{0,1000})\\?\]"
    r"\\?\{citations=[\"“”](?P<ids>[\w,;\s:.-]{1,4000})[\"“”]\\?\}"
)
_ID = pattern(r"[^\s,;]+")


def _read(match: re.Match[str]) -> Reading:
    ids = dict.fromkeys(_ID.findall(match["ids"]))
    return Reading(tuple(map(Cite, ids)), match.span("prose") if match["prose"].strip("\\ ") else None)


part = MarkerFamily(
    name="ant-citation",
    description="Claude's citation directives; an id is all they carry",
    hooks=(":antCitation",),
    pattern=_PATTERN,
    read=_read,
    evidence="always",
    examples={
        'Rain fell. :antCitation[]{citations="82a5aa2f-a6d1-4a5a-a5c4-5a9d3a1b6a11"}': (
            "82a5aa2f-a6d1-4a5a-a5c4-5a9d3a1b6a11",
        ),
        'Rain fell:antCitation[]{citations="82a5aa2f-a6d1,93b6bb30-b7e2"}.': (
            "82a5aa2f-a6d1",
            "93b6bb30-b7e2",
        ),
        'It is said :antCitation[rain fell]{citations="82a5aa2f"} here.': ("82a5aa2f",),
        "Rain fell. :antCitation[]{citations=“82a5aa2f”}": ("82a5aa2f",),
        r'Rain fell. :antCitation\[\]{citations="82a5aa2f"}': ("82a5aa2f",),
    },
    leaves={
        'Rain fell:antCitation[]{citations="82a5aa2f-a6d1,93b6bb30-b7e2"}.': "Rain fell.",
        'It is said :antCitation[rain fell]{citations="82a5aa2f"} here.': "It is said rain fell here.",
    },
    near_misses=(
        "The directive is called antCitation.",
        ":antCitation[] without ids",
        ':antCitation[]{citations=""}',
        '`:antCitation[]{citations="82a5aa2f"}`',
        ':relevantCitation[]{citations="82a5aa2f"}',
        ":antArtifact[]{id=1}",
    ),
)
