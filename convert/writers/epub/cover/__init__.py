"""A typographic cover, made of what is known of a publication: publisher, headline, authors, date."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from convert.fonts import Face
from convert.languages import speaking
from convert.model import Meta
from convert.render import words
from convert.writers.epub.cover.fit import Box, fit
from convert.writers.epub.cover.line import Setter
from convert.writers.epub.cover.sheet import Rule, Sheet, Text, edges

_HEIGHT = 2560
_MARGIN = 136
_TOP, _BOTTOM = 520, 2090  # of the headline
_SIGN, _BY, _DATE = 292, 2318, 2402  # baselines of publisher, authors, date
_PAPER = "#faf9f5"
# Each at least 11:1 with the paper (WCAG 2.2, 1.4.6 asks for 7:1).
_GROUNDS = ("#14304a", "#5a1620", "#173a2f", "#2f2a4d", "#5a2a16", "#20343a")

_HEADLINE, _AUTHORS, _PLAIN = Face("serif", bold=True), Face("sans", bold=True), Face("sans")
_SMALL, _SMALLEST = 60, 40
_TRACKING = 10 / 64

# By script: leading and height of the first line, as parts of the type size, and the largest size in pixels.
_SCRIPTS = {
    "Arab": (1.5, 0.78, 210),
    "Deva": (1.4, 0.8, 210),
    "Hans": (1.34, 0.86, 196),
    "Jpan": (1.34, 0.86, 196),
    "Kore": (1.3, 0.8, 210),
}
_LATIN = (1.1, 0.67, 252)


class Cover(NamedTuple):
    """A cover, what it says, the characters that it could not show, and whether a line is missing for their sake."""

    sheet: Sheet
    title: str
    lacking: str
    incomplete: bool


def cover(meta: Meta, width: int = 1600) -> Cover:
    """Return the cover of what `meta` describes, 2560 pixels high.

    What no font at hand can set is not there, rather than as boxes: the title page says it all in the reader's fonts.
    """
    draft = _Draft(meta, width)
    draft.publisher()
    draft.headline()
    draft.foot()
    name = (meta.publisher.name if meta.publisher else meta.headline) or ""
    ground = _GROUNDS[int(hashlib.sha256(name.encode()).hexdigest(), 16) % len(_GROUNDS)]
    sheet = Sheet(width, _HEIGHT, ground, _PAPER, draft.rules(), tuple(draft.texts))
    return Cover(sheet, words.headline(meta), draft.lacking, draft.incomplete)


class _Draft:
    """A cover while it is made."""

    def __init__(self, meta: Meta, width: int) -> None:
        language = speaking(meta.inLanguage)
        self.texts: list[Text] = []
        self.lacking = ""
        self.incomplete = False
        self._meta, self._width = meta, width
        self._measure = width - 2 * _MARGIN
        self._rtl = words.direction(meta.inLanguage) == "rtl"
        self._tag, self._script = words.language(meta.inLanguage), language.script

    def rules(self) -> tuple[Rule, ...]:
        """Return the rules: a thick and a thin one under the publisher, a thin one over the foot."""
        return tuple(
            Rule(_MARGIN, y, self._measure, height) for y, height in ((352, 14), (376, 3), (2214, 3))
        )

    def publisher(self) -> None:
        """Set the publisher in tracked capitals, or as it is where the script has none."""
        setter, name = self._drawable(_HEADLINE, self._meta.publisher.name if self._meta.publisher else "")
        shown = capitals(name, self._tag)
        cased = all(c.lower() != c.upper() for c in shown if c.isalpha())  # others join, or fill a square
        tracking = _TRACKING if cased else 0.0
        if shown:
            self._single(shown, setter, _SIGN, 64 if tracking else 72, tracking)

    def headline(self) -> None:
        """Set the headline as large as it can be."""
        setter, text = self._drawable(_HEADLINE, self._meta.headline or "")
        if not text:
            return
        leading, rise, largest = _SCRIPTS.get("Latn" if text.isascii() else self._script, _LATIN)
        box = Box(self._measure, _BOTTOM - _TOP, largest, 84, leading, rise, 132)
        lines, size = fit(text, box, lambda line: setter.line(line).width, self._hyphenated)
        for n, line in enumerate(lines):
            self._place(line, setter, _TOP + size * (rise + n * leading), size)

    def foot(self) -> None:
        """Set the authors, and the day below them."""
        setter, names = self._drawable(_AUTHORS, words.authors(self._meta))
        if names:
            self._single(names, setter, _BY, _SMALL)
        published = (self._meta.datePublished or "")[:10]
        day = words.date(published, self._meta.inLanguage) if published else ""
        setter, day = self._drawable(_PLAIN, day)
        if day:
            self._single(day, setter, _DATE if names else _BY, _SMALL)

    def _drawable(self, face: Face, text: str) -> tuple[Setter, str]:
        """Return what sets `text`, and as much of it as can be set; note what cannot."""
        setter = Setter(face, self._tag, self._script, rtl=self._rtl)
        found, lacking = setter.drawable(text)
        self.lacking += "".join(c for c in lacking if c not in self.lacking)
        self.incomplete |= bool(lacking and not found)
        return setter, found

    def _single(self, text: str, setter: Setter, y: float, size: float, tracking: float = 0.0) -> None:
        """Place `text` on one line: smaller where it is too long, cut with an ellipsis where that is not enough."""

        def wide(line: str) -> float:
            return setter.line(line, tracking).width

        shown = text
        while shown and wide(shown) * _SMALLEST > self._measure:
            text = text[:-1].rstrip(" ,")
            shown = f"{text}…"
        if width := wide(shown):  # of controls alone nothing is drawn
            self._place(shown, setter, y, min(size, self._measure / width), tracking)

    def _place(self, text: str, setter: Setter, y: float, size: float, tracking: float = 0.0) -> None:
        """Append a line, its first letter flush with the margin where reading begins: at the left or at the right."""
        line = setter.line(text, tracking)
        left, right = edges(line)
        x = self._width - _MARGIN - right * size if self._rtl else _MARGIN - left * size
        self.texts.append(Text(line, x, y, size))

    def _hyphenated(self, word: str) -> Sequence[int]:
        """Return where a word may be divided, by the table of the language; nowhere without one."""
        import pyphen

        table = pyphen.language_fallback(self._tag.replace("-", "_"))
        return pyphen.Pyphen(lang=table, left=4, right=4).positions(word) if table else ()


def capitals(text: str, tag: str) -> str:
    """Return `text` in capitals as its language writes them (Unicode 16, 5.18: Turkish, Greek)."""
    primary = tag.partition("-")[0]
    if primary in ("tr", "az"):
        text = text.replace("i", "İ")
    if primary == "el":
        bare = (c for c in unicodedata.normalize("NFD", text) if c != "\u0301")
        text = unicodedata.normalize("NFC", "".join(bare))
    return text.upper()
