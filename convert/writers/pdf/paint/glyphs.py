"""Fonts in the document: what was drawn of each, addressed glyph by glyph (ISO 32000-1, 9.7).

A code stands for a glyph and the text that it says there: so one glyph may say different texts, and a ligature says
all its letters. Fonts are Type 0, Identity-H, CIDFontType2; CIDToGIDMap leads from codes to the subset's glyphs.
"""

from __future__ import annotations

import hashlib
import struct
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFZCompress

from convert.fonts import Font
from convert.fonts.words import Part

_SYMBOLIC = 4  # ISO 32000-1, table 123
_MAPPED_AT_ONCE = 100  # entries of a block in a CMap (Adobe Technical Note 5014, 1.4.1)


class UsedFont:
    """A font in one document, with the codes of what has been drawn of it."""

    def __init__(self, font: Font, name: str) -> None:
        """`name` is the resource's, on every page."""
        self.font = font
        self.name = name
        self._codes: dict[tuple[int, str], str] = {(0, "\ufffd"): "0000"}
        self._written: dict[int, tuple[Part, str]] = {}

    def code(self, glyph: int, text: str) -> str:
        """Return the code, in hexadecimal, of a glyph that says `text`."""
        key = glyph, text
        found = self._codes.get(key)
        if found is None:
            found = self._codes[key] = f"{len(self._codes):04X}"
        return found

    def written(self, part: Part) -> str:
        """Return a plain part of a word as items of a TJ array. Words come back: each is written once."""
        found = self._written.get(id(part))
        if found is None:
            items = [
                str(group) if isinstance(group, int) else f"<{''.join([self.code(*pair) for pair in group])}>"
                for group in part.groups or ()
            ]
            found = self._written[id(part)] = part, "".join(items)
        return found[1]

    def write(self, document: Any) -> Any:
        """Add the font to ReportLab's `document`; return the reference to it."""
        pairs = list(self._codes)
        font = self.font
        subset = font.subset([glyph for glyph, _ in pairs])
        base = PDFName(f"{_tag(pairs)}+{font.postscript_name}")
        glyphs = [subset.glyphs[glyph] for glyph, _ in pairs]
        entries = {
            "Type": PDFName("Font"),
            "Subtype": PDFName("CIDFontType2"),
            "BaseFont": base,
            "CIDSystemInfo": PDFDictionary(
                {"Registry": "(Adobe)", "Ordering": "(Identity)", "Supplement": 0}
            ),
            "FontDescriptor": self._described(document, base, subset.data),
            "DW": 1000,
            "W": PDFArray([0, PDFArray([font.width(glyph) for glyph, _ in pairs])]),
            "CIDToGIDMap": self._stream(document, "glyphs", struct.pack(f">{len(glyphs)}H", *glyphs)),
        }
        whole = {
            "Type": PDFName("Font"),
            "Subtype": PDFName("Type0"),
            "BaseFont": base,
            "Encoding": PDFName("Identity-H"),
            "DescendantFonts": PDFArray([self._added(document, "descendant", PDFDictionary(entries))]),
            "ToUnicode": self._stream(document, "unicode", _unicode_map([text for _, text in pairs])),
        }
        return self._added(document, "font", PDFDictionary(whole))

    def _described(self, document: Any, base: Any, data: bytes) -> Any:
        """Return the reference to the font's descriptor (ISO 32000-1, 9.8)."""
        font = self.font
        above, below = font.extents
        described = {
            "Type": PDFName("FontDescriptor"),
            "FontName": base,
            "Flags": _SYMBOLIC,
            "FontBBox": PDFArray(list(font.box)),
            "ItalicAngle": 0,
            "Ascent": round(above),
            "Descent": round(below),
            "CapHeight": round(above),
            "StemV": 80,
            "FontFile2": self._stream(document, "file", data, Length1=len(data)),
        }
        return self._added(document, "descriptor", PDFDictionary(described))

    def _stream(self, document: Any, part: str, data: bytes, **entries: int) -> Any:
        return self._added(document, part, PDFStream(PDFDictionary(entries), data, filters=[PDFZCompress]))

    def _added(self, document: Any, part: str, thing: Any) -> Any:
        return document.Reference(thing, f"{self.name}-{part}")


class Fonts:
    """The fonts of one document."""

    def __init__(self) -> None:
        """Begin with none."""
        self._used: dict[Font, UsedFont] = {}

    def use(self, font: Font) -> UsedFont:
        """Return `font` in this document."""
        found = self._used.get(font)
        if found is None:
            found = self._used[font] = UsedFont(font, f"G{len(self._used) + 1}")
        return found

    def write(self, document: Any) -> None:
        """Add all fonts to ReportLab's `document`, and to the resources of its pages."""
        resources = document.idToObject["BasicFonts"].dict
        for used in self._used.values():
            resources[used.name] = used.write(document)


def _tag(pairs: list[tuple[int, str]]) -> str:
    """Return six letters that tell this subset from others (ISO 32000-1, 9.6.4)."""
    digest = hashlib.sha256(repr(pairs).encode("utf-8", "replace")).digest()
    return "".join(chr(65 + byte % 26) for byte in digest[:6])


def _unicode_map(texts: list[str]) -> bytes:
    """Return the CMap from codes to text (ISO 32000-1, 9.10.3)."""
    lines = [f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in enumerate(texts)]
    blocks = [lines[n : n + _MAPPED_AT_ONCE] for n in range(0, len(lines), _MAPPED_AT_ONCE)]
    mapped = [line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")]
    return "\n".join(
        (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
            "1 begincodespacerange <0000> <FFFF> endcodespacerange",
            *mapped,
            "endcmap CMapName currentdict /CMap defineresource pop end end",
        )
    ).encode("ascii")
