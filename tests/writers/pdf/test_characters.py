"""Which characters leave ink or room on a page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convert.writers.pdf.text.characters import preformatted, prose


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("a\t\n b\u2028c", "a b c"),
        ("e\u0301", "é"),
        ("so\u00adft \u200bzero\ufeff \u202ebidi\u2066", "soft zero bidi"),
        ("\x00be\x07ll\x7f", "bell"),
        ("10\u202f000\u00a0km\u2011h", "10\u202f000\u00a0km\u2011h"),
        ("می\u200cسازد क\u094d\u200dष", "می\u200cسازد क\u094d\u200dष"),  # joiners say which form a letter has
        ("wo\u200crds", "words"),
        ("\u2067שלום\u2069\u200f!", "\u2067שלום\u2069\u200f!"),  # marks order what runs both ways
        ("\u202dשלום\u202ecba\u202c", "שלוםcba\u202c"),  # overrides make a text look like another
    ],
)
def test_prose(given: str, expected: str) -> None:
    assert prose(given) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [("a  b", "a  b"), ("if x:\r\n\ty", "if x:\n    y"), ("a\x0bb\u2029c", "a\nb\nc"), ("\x07a", "a")],
)
def test_preformatted(given: str, expected: str) -> None:
    assert preformatted(given) == expected


@given(st.text())
def test_what_is_ready_to_be_set_stays_as_it_is(text: str) -> None:
    assert prose(prose(text)) == prose(text)
    assert preformatted(preformatted(text)) == preformatted(text)
