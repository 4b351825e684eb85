"""What the shape of a line says."""

from __future__ import annotations

import pytest

from convert import shape


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("python", "python"),
        (" c++ title=x", "c++"),
        ("{.haskell .numberLines}", "haskell"),
        ("{r, echo=FALSE}", "r"),
        ("objective-c", "objective-c"),
        ("", ""),
        ("text", ""),
        ("plaintext", ""),
        ("none", ""),
        ("2024", ""),
        ("<b>", ""),
        ("a" * 40, ""),
    ],
)
def test_the_language_of_code_is_the_first_word_if_it_names_one(said: str, language: str) -> None:
    assert shape.language(said) == language
