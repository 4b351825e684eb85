"""Languages: one file of words each, found by its name; and looking one up."""

from __future__ import annotations

from functools import lru_cache

from convert.languages._detect import detect as detect
from convert.languages._detect import foreign as foreign
from convert.parts import LANGUAGES, Language


def primary(tag: str | None) -> str:
    """Return the primary subtag of a BCP 47 tag, lower case; "" for none."""
    return (tag or "").partition("-")[0].lower()


@lru_cache(maxsize=256)  # asked of every line; tags come from outside
def known(tag: str | None) -> Language | None:
    """Return the language of a BCP 47 tag by its primary subtag, or None where we have no words of it."""
    code = primary(tag)
    return LANGUAGES.load(code) if code in LANGUAGES.names() else None


def speaking(tag: str | None) -> Language:
    """Return the language in which a writer labels things for readers of `tag`: English where we lack it."""
    return known(tag) or LANGUAGES.load("en")
