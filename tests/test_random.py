"""Whatever text comes in, the laws hold and no writer fails: random Unicode, and fixtures torn and glued."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from convert import pipeline
from convert.citations.find import find
from convert.errors import ArticleError, MissingEngine
from convert.model import codec
from convert.parts import FAMILIES, WRITERS
from convert.pipeline import Reading
from convert.readers._clean import clean
from convert.readers._decode import decode
from convert.source import Source
from tests.corpus import FIXTURES

# Lines that mean something to some pass, beside lines of anything.
_PIECES = [
    line
    for path in FIXTURES
    for line in decode(Source(str(path), path.read_bytes())).splitlines()
    if len(line) < 200
]
_SPECIAL = [
    "",
    "",
    " ",
    "- ",
    "1. ",
    "> ",
    "* * *",
    "[1]",
    "[1][2]",
    "[1]: https://x.org/a?utm_source=b",
    "Sources",
    "—",
    "`",
]
_SPECIAL += [
    ":contentReference[oaicite:0]{index=0}",
    "\u00ad",
    "\u200b",
    "â€™",
    "\ufffd",
    "March 3, 2025",
    "By A B",
    "\x00",
]
_LINE = st.one_of(
    st.sampled_from(_PIECES),
    st.lists(st.sampled_from([*_SPECIAL, "word", "Two words.", " "]), max_size=8).map("".join),
    st.text(max_size=40),
)
_END = st.sampled_from(["\n", "\n\n", "\r\n", " \n  ", "\u2028"])
_TEXT = st.lists(st.tuples(_LINE, _END).map("".join), max_size=25).map("".join)


def assert_every_marker_taken_out_is_in_a_note(reading: Reading) -> None:
    if not reading.article.children:
        return  # nothing is left that notes could belong to: no article
    noted = {marker for note in reading.article.notes for marker in note.markers}
    for span in reading.report.spans:
        if span.action == "moved" and span.rule in FAMILIES.names():
            text, _ = clean(span.text)
            assert {text[found.start : found.end] for found in find(text)} <= noted


@settings(max_examples=150, deadline=None)
@given(_TEXT)
def test_the_laws_hold_for_any_text(text: str) -> None:
    source = Source("any.txt", text.encode("utf-8", "surrogatepass"))
    try:
        reading = pipeline.examine(source)
    except ArticleError:
        return
    assert "".join(span.text for span in reading.report.spans) == decode(source)
    assert codec.decode(codec.encode(reading.article)) == reading.article
    assert_every_marker_taken_out_is_in_a_note(reading)
    for name in WRITERS.names():
        try:
            assert pipeline.write(reading.article, name)
        except MissingEngine as error:
            assert name == "pdf", error  # noqa: PT017  # a character that no font has is named, not drawn as a box


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_one_clear_error(data: bytes) -> None:
    try:
        assert decode(Source("any.bin", data))
    except ArticleError as error:
        assert str(error).startswith("any.bin:")  # noqa: PT017  # either outcome is right
