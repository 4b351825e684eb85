"""Fonts that go along with a publication: as few as set all of its text."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from lxml.etree import _Element

from convert.fonts import Face, chain
from convert.languages import speaking
from convert.model import Meta
from convert.render import words

_XHTML = "{http://www.w3.org/1999/xhtml}"

# What is set in which family. Where no fonts go along, that is left to the reader.
_ROLES = (
    ("body", "serif", "serif"),
    (
        ".kicker, .byline, .dates, figcaption, table, .attribution, .colophon, .ref, .back",
        "sans",
        "sans-serif",
    ),
    ("code", "mono", "monospace"),
)


# EPUB 3.3, core media types; a file that collects several fonts is none.
_MEDIA_TYPES = {".ttf": "font/ttf", ".otf": "font/otf"}


class FontFile(NamedTuple):
    """A font in the publication, and the face that it is used for."""

    path: str
    media_type: str
    data: bytes
    family: str
    face: Face


# Which elements are set in which face, beside the text itself.
_FACES = {
    Face("serif", italic=True): "em cite h3",
    Face("serif", bold=True): "strong h1 h2 h3 h4 h5 h6",
    Face("serif", bold=True, italic=True): "h3",
    Face("sans"): "figcaption table footer sup p",
    Face("sans", bold=True): "th header",
    Face("mono"): "code",
}


def embedded(documents: Collection[_Element], meta: Meta) -> tuple[FontFile, ...]:
    """Return the fonts for what is in `documents`: for each face that occurs, those that set the characters."""
    characters = {ord(c) for root in documents for text in root.itertext() for c in text if c.isprintable()}
    language, script = words.language(meta.inLanguage), speaking(meta.inLanguage).script
    tags = {str(element.tag).removeprefix(_XHTML) for root in documents for element in root.iter()}
    found: dict[str, FontFile] = {}
    for face in (Face("serif"), *(face for face, set_in in _FACES.items() if tags & set(set_in.split()))):
        missing = set(characters)
        for font in chain(face, script, language):
            suffix = font.path.suffix.lower()
            if suffix in _MEDIA_TYPES and missing & font.characters:
                missing -= font.characters
                path, family = f"fonts/{font.path.stem}{suffix}", font.path.stem.partition("-")[0]
                found.setdefault(
                    path, FontFile(path, _MEDIA_TYPES[suffix], font.path.read_bytes(), family, face)
                )
    return tuple(found.values())


def faces(fonts: Collection[FontFile]) -> str:
    """Return the style rules that name `fonts` and set the text in them; "" for none."""
    rules = [
        f'@font-face {{ font-family: "{font.family}"; font-weight: {"bold" if font.face.bold else "normal"}; '
        f"font-style: {'italic' if font.face.italic else 'normal'}; src: url({font.path}); }}"
        for font in fonts
    ]
    for selector, role, generic in _ROLES:
        names = dict.fromkeys(f'"{font.family}"' for font in fonts if font.face.family == role)
        if names:
            rules.append(f"{selector} {{ font-family: {', '.join(names)}, {generic}; }}")
    return "\n".join(rules)
