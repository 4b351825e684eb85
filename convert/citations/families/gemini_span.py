"""`[span_1](start_span)Prose[span_1](end_span)`, as Gemini's app marks the prose that a source stands behind.

Spans may overlap, so each of the two tokens is read by itself: the first goes, the second is the marker.
"""

import re

from convert.draft import Cite
from convert.parts import MarkerFamily, Reading

_PATTERN = r"\\?\[span\\?_(?P<number>\d{1,4})\\?\]\\?[(\[](?P<side>start|end)\\?_span\\?[)\]]"


def _read(match: re.Match[str]) -> Reading:
    number = int(match["number"])
    return Reading((Cite(f"span_{number}", number),) if match["side"] == "end" else ())


part = MarkerFamily(
    name="gemini-span",
    description="Gemini's spans: the prose stays, the end of a span is its marker",
    hooks=("[span_", r"\[span\_", r"\[span_", r"[span\_"),
    pattern=_PATTERN,
    read=_read,
    evidence="always",
    base=0,
    examples={
        "[span_1](start_span)Rain fell all day.[span_1](end_span)": ("span_1",),
        "On the pier[span_0](start_span)[span_0](end_span)[span_1](start_span)[span_1](end_span)": (
            "span_0",
            "span_1",
        ),
        "[span_2](start_span)Rain [span_3](start_span)fell[span_3](end_span) here[span_2](end_span)": (
            "span_3",
            "span_2",
        ),
        "[span_4](start_span)Rain [span_5](start_span)fell[span_4](end_span) here[span_5](end_span)": (
            "span_4",
            "span_5",
        ),
        r"\[span\_6\](start\_span)Rain\[span\_6\](end\_span)": ("span_6",),
        "[span_7][start_span]Rain[span_7][end_span]": ("span_7",),
        "[span_8](start_span)Never closed.": (),
    },
    leaves={
        "[span_1](start_span)Rain fell all day.[span_1](end_span)": "Rain fell all day.",
        "[span_2](start_span)Rain [span_3](start_span)fell[span_3](end_span) here[span_2](end_span)": "Rain fell here",
        "[span_4](start_span)Rain [span_5](start_span)fell[span_4](end_span) here[span_5](end_span)": "Rain fell here",
    },
    near_misses=(
        "A bridge of one [span] over the river.",
        "The link [span_1](https://example.org/) stays.",
        "The style sheet knows span_1 and span_2.",
        "Call make_span(start_span) and then end_span.",
        "`[span_1](start_span)` opens one.",
        "[span_x](start_span) has no number.",
    ),
)
