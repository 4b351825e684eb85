"""What a note says, at hand where a reference to it stands, for the style sheet to show beside the text."""

from __future__ import annotations

from lxml.etree import _Element

from convert.render.columns import cut

_LONGEST = 240  # columns: what a reader takes in at a glance


def preview(root: _Element) -> None:
    """Add to each reference in `root` the beginning of its note as `data-note`, which the style sheet shows."""
    said = {
        f"#{item.get('id')}": _text(item) for item in root.iterfind(".//section[@role='doc-endnotes']/ol/li")
    }
    for link in root.iterfind(".//a[@role='doc-noteref']"):
        text = said.get(link.get("href", ""))
        if text:
            link.set("data-note", text)


def _text(note: _Element) -> str:
    """Return the words of a note on one line, without its back links."""
    words: list[str] = []
    for element in note.iter():
        back = element.get("role") == "doc-backlink"
        words += ("" if back else element.text or "", " " if element.tag == "p" else "")
        if element is not note:
            words.append(element.tail or "")
    return cut(" ".join("".join(words).split()), _LONGEST)
