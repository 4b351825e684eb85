"""Number the notes in the order of first reference, and say what each of them is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from convert.citations.find import find
from convert.citations.render import linked, linked_by, render
from convert.citations.style import load
from convert.draft import Cite, Draft, Entry, Marker, Remark, shorten
from convert.languages import speaking
from convert.model import CSLItem, FootnoteDefinition, FootnoteReference, Inline, Paragraph, Text
from convert.patterns import pattern

_JOINT = pattern(r"(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])")
# Markdown's definition: an address, then perhaps a title.
_ADDRESS = pattern(r"<?https?://\S+>?(?:\s+[\"'(].*[\"')])?")


class Numbering:
    """The notes of one article: asked for references in reading order, it gives the notes at the end."""

    def __init__(self, draft: Draft, csl: str | None = None) -> None:
        """Prepare for the markers of `draft`; entries of its source list lend the notes their text.

        `csl` is a citation style (`convert.citations.style`), which words every source that is known as data.
        """
        self._draft = draft
        self._style = load(csl, draft.language) if csl else None
        self._entries = {entry.key: entry for entry in reversed(draft.entries)}
        self._markers: dict[str, list[Marker]] = {}
        self._cites: dict[str, Cite] = {}
        self._numbers: dict[str, int] = {}

    def references(self, group: Iterable[Marker]) -> Iterator[FootnoteReference]:
        """Yield the references of the markers at one place, each source once, in the order given."""
        here: dict[str, None] = {}
        for marker in group:
            for cite in marker.cites:
                key = self._key(marker, cite)
                self._cites.setdefault(key, cite)
                self._numbers.setdefault(key, len(self._numbers) + 1)
                self._markers.setdefault(key, []).append(marker)
                here[key] = None
        for key in here:
            label = str(self._numbers[key])
            yield FootnoteReference(label, label)

    def notes(self) -> tuple[FootnoteDefinition, ...]:
        """Return the notes: those referred to in the order of first reference, then sources of the text never cited."""
        cited = [self._note(key, n) for n, key in enumerate(self._cites, 1)]
        unused = [entry for entry in self._unused() if not _from_outside(entry)]
        return (*cited, *(self._further(entry, n) for n, entry in enumerate(unused, len(cited) + 1)))

    def remarks(self) -> Iterator[Remark]:
        """Yield a remark for each marker whose source the text does not give, and each source never cited."""
        for key, cite in self._cites.items():
            if not (key in self._entries or cite.text or self._item(cite.item)):
                marker = self._markers[key][0]
                message = f"the text does not give the source of {cite.key}: its endnote says so"
                yield Remark("marker-unresolved", "warning", message, marker.start, marker.end)
            elif self._style and cite.item and not self._styled(cite.item):
                marker = self._markers[key][0]
                message = (
                    f"{self._style.title} cannot word the source of a marker: its note is not in that style"
                )
                yield Remark("csl-unfit", "warning", message, marker.start, marker.end)
        if self._style and not self._style.numbered and self._cites:
            message = f"{self._style.title} cites by author or date: its notes are used, with numbers to refer to them"
            yield Remark("csl-numbered", "warning", message, 0, 0)
        unused = self._unused()
        for entry in unused:
            if not _from_outside(entry):
                message = "no marker points to this source: kept at the end of the notes"
                yield Remark("source-unused", "info", message, entry.start, entry.end)
        left = [entry.label for entry in unused if _from_outside(entry)]
        if left:
            message = f"no marker points to {len(left)} of the sources given: {shorten(', '.join(left))}"
            yield Remark("source-unused", "info", message, 0, 0)

    def _unused(self) -> list[Entry]:
        """Return the entries never cited, in the order of their lists."""
        return [entry for key, entry in reversed(self._entries.items()) if key not in self._cites]

    def _key(self, marker: Marker, cite: Cite) -> str:
        """Return what tells a source from the others; one tool may write the same key in several ways."""
        if cite.key in self._entries or cite.item:
            return cite.key
        return f"text:{cite.text}" if cite.text else cite.key

    def _note(self, key: str, number: int) -> FootnoteDefinition:
        cite, markers = self._cites[key], self._markers[key]
        verbatim = tuple(
            dict.fromkeys(marker.token or self._draft.text[marker.start : marker.end] for marker in markers)
        )
        return _definition(number, self._words(self._entries.get(key), cite), cite.item, verbatim)

    def _further(self, entry: Entry, number: int) -> FootnoteDefinition:
        return _definition(number, self._entry(entry, entry.item), entry.item, ())

    def _words(self, entry: Entry | None, cite: Cite) -> tuple[Inline, ...]:
        """Return what a note says: its entry's own words, else the marker's, else its source as we put it in words."""
        if entry:
            return self._entry(entry, cite.item or entry.item)
        if cite.text:
            return linked(cite.text, cite.item.URL if cite.item else None)
        return self._item(cite.item) or self._unknown(cite)

    def _entry(self, entry: Entry, item: CSLItem) -> tuple[Inline, ...]:
        """Return an entry in its own words; one that is hardly more than an address in ours."""
        if entry.links and not self._style:
            return linked_by(entry.text, entry.links)
        if self._style or (_ADDRESS.fullmatch(entry.text) and (item.title or item.publisher)):
            return self._item(item) or linked(entry.text, item.URL)
        return linked(entry.text, item.URL)

    def _item(self, item: CSLItem | None) -> tuple[Inline, ...]:
        return (self._styled(item) or render(item, self._draft.language)) if item else ()

    def _styled(self, item: CSLItem) -> tuple[Inline, ...]:
        return self._style.render(item) if self._style else ()

    def _unknown(self, cite: Cite) -> tuple[Inline, ...]:
        # A key may be what a tool writes: then it is spelled out, for a note is no marker.
        shown = _JOINT.sub(" ", cite.key) if any(find(cite.key)) else cite.key
        return (Text(speaking(self._draft.language).labels.unknown.format(marker=shown)),)


def _from_outside(entry: Entry) -> bool:
    """Say whether a source came beside the text: such a list may hold a whole library, of which we cite some."""
    return entry.end == 0


def _definition(
    number: int, children: tuple[Inline, ...], item: CSLItem | None, markers: tuple[str, ...]
) -> FootnoteDefinition:
    label = str(number)
    return FootnoteDefinition(label, label, (Paragraph(children),), markers, item)
