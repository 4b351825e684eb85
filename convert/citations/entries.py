"""Source lists: where one stands at the end of a text, and what each of its entries says."""

from __future__ import annotations

import re
from functools import cache

from convert.citations.addresses import identity
from convert.draft import Block, Draft, Entry
from convert.languages import known
from convert.metadata import dates
from convert.model import CSLItem, Date
from convert.parts import LANGUAGES

# "[1] …", "[1]: …", "[^1]: …", "(1) …", "1. …", "1) …", "1  …"; a bullet or "^" gives no number of its own.
_NUMBERED = re.compile(
    r"\[\^?(\d{1,3})\]:?\s*|\((\d{1,3})\)\s+|(\d{1,3})[.)]\s+|(\d{1,3})(?:\s{2,}|\t\s*)(?=\S)"
)
_BULLET = re.compile(r"(?:[-*•‣▪]|\^)\s+")
_URL = re.compile(r"https?://[^\s<>\"“”]+[^\s<>\"“”.,;:!?)\]’']", re.IGNORECASE)
_URL_END = re.compile(r"https?://\S+$")
_LONGEST_ENTRY = 2000  # characters
_QUOTED = re.compile(r"[“\"«„]([^“”\"«»„]{2,300})[”\"»“]")
_PARTING = re.compile(r"\s+[-–—|]\s+|\.\s+(?=\S)|,\s+")
_DASH = re.compile(r"\s+[-–—|]\s+")
_STOP = re.compile(r"(?<=[^\W\d_]{3})[.?!]\s+(?=\S)")


def find(draft: Draft) -> tuple[Block | None, tuple[Entry, ...]]:
    """Return the source list of a draft: its heading, if it has one, and its entries; (None, ()) for none.

    A heading counts only with list-like lines after it, since the same words stand in menus. Without one,
    a run of bracketed entries counts that starts at 1 and ends the text's lines that say anything.
    """
    blocks = draft.blocks
    for at in range(len(blocks) - 1, -1, -1):
        if _is_heading(draft.read(blocks[at].start, blocks[at].end)):
            entries = _run(draft, at + 1, headed=True)
            if entries:
                return blocks[at], entries
    for at, block in enumerate(blocks):
        if draft.text.startswith(("[1] ", "[1]: ", "[1]h", "[^1]: "), block.start):
            entries = _run(draft, at, headed=False)
            if entries:
                return None, entries
    return None, ()


def _is_heading(text: str) -> bool:
    return len(text) < 60 and text.strip("#*_: \t").casefold() in _headings()


@cache
def _headings() -> frozenset[str]:
    return frozenset(heading.casefold() for language in LANGUAGES.all() for heading in language.sources)


def _run(draft: Draft, first: int, *, headed: bool) -> tuple[Entry, ...]:
    """Return the entries that the blocks from number `first` on begin with.

    In a numbered list the numbers rise, gaps allowed, and a line without one that adjoins an entry goes on with
    it; in a list without numbers each line is an entry, by its bullet or its address.
    """
    found: list[Entry] = []
    numbered = False
    for n in range(first, len(draft.blocks)):
        block = draft.blocks[n]
        text = draft.text[block.start : block.end]
        opened = _NUMBERED.match(text) if headed or text.startswith("[") else None
        if opened and (numbered or not found):
            numbered = True
            number = int(next(filter(None, opened.groups())))
            if found and number <= found[-1].number:
                break
            found.append(_entry(draft, block.start + opened.end(), block.end, number))
        elif numbered and found and _goes_on(draft, found[-1], block):
            found[-1] = _entry(draft, found[-1].start, block.end, found[-1].number)
        elif headed and not numbered and (bullet := _BULLET.match(text) or _URL.search(text)):
            start = block.start + (bullet.end() if bullet.re is _BULLET else 0)
            found.append(_entry(draft, start, block.end, len(found) + 1))
        else:
            break
    return tuple(entry for entry in found if entry.text)


def _goes_on(draft: Draft, entry: Entry, block: Block) -> bool:
    """Say whether a line without a number goes on with the entry above: set in, or in the middle of a sentence."""
    if block.gap or block.end - entry.start > _LONGEST_ENTRY:
        return False
    line = draft.text.rfind("\n", 0, block.start) + 1
    text = draft.text[block.start : block.end]
    cut_off = entry.text[-1:] not in tuple(".!?") and not _URL_END.search(entry.text)
    return block.start > line or (cut_off and (text[0].islower() or _URL.match(text) is not None))


def _entry(draft: Draft, start: int, end: int, number: int) -> Entry:
    text = " ".join(draft.read(start, end).split())
    item = parse(text, draft.language)
    key = f"url:{identity(item.URL)}" if item.URL else f"entry:{number}"
    return Entry(start, end, number, text, key, item)


def parse(text: str, tag: str | None) -> CSLItem:
    """Return what an entry of a source list says, as CSL JSON fields; what it does not say is absent.

    Reads "Title - Site, accessed 5 October 2025, https://…", "“Title”, Site, 3 March 2025" and the like; an
    entry that shows no such shape is all title.
    """
    url = _URL.search(text)
    rest = text.replace(url[0], " ") if url else text
    rest, accessed = _take_access(rest, tag)
    quoted = _QUOTED.search(rest)
    if quoted:
        title, rest = quoted[1], rest[: quoted.start()] + " " + rest[quoted.end() :]
    else:
        title, rest = _part_title(rest)
    issued, rest = _take_date(rest, tag)
    publisher = " ".join(_PARTING.sub(", ", rest).split()).strip(" .,;:-–—|()<>[]")
    return CSLItem(
        type="webpage" if url else None,
        title=_tidy(title) or None,
        publisher=publisher or None,
        issued=issued,
        accessed=accessed,
        URL=url[0] if url else None,
    )


def _part_title(text: str) -> tuple[str, str]:
    """Split an entry without quotation marks into its title and the rest.

    "Title - Site" and "A title of some words. Site, date" are clear; "Jane Roe. Title. Site" is not, and stays
    whole: a title too long is true, an author taken for a title is not.
    """
    dashed = _DASH.split(text, 1)
    if len(dashed) == 2:
        return dashed[0], dashed[1]
    stopped = _STOP.split(text.strip())
    if len(stopped) == 2 and len(stopped[0].split()) >= 4:
        return stopped[0], stopped[1]
    return text, ""


def _tidy(text: str) -> str:
    return " ".join(text.split()).strip(" ,;:-–—|<>[]").removesuffix(".")


def _take_access(text: str, tag: str | None) -> tuple[str, Date | None]:
    """Split "…, accessed October 5, 2025, …" into the rest and the date."""
    found = _access(tag).search(text)
    if not found:
        return text, None
    stretch = text[found.end() :]
    for end in sorted((m.start() for m in re.finditer(r"[,.;)]|$", stretch)), reverse=True):
        date = dates.parse(stretch[:end].strip(), tag)
        if date:
            return text[: found.start()].rstrip(" ,;(") + stretch[end:], _csl(date)
    return text, None


@cache
def _access(tag: str | None) -> re.Pattern[str]:
    english = LANGUAGES.load("en")
    words = sorted(
        {*(known(tag) or english).accessed, *english.accessed}, key=lambda word: (-len(word), word)
    )
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))}):?\s+", re.IGNORECASE)


def _take_date(text: str, tag: str | None) -> tuple[Date | None, str]:
    """Take the date out of "Site, 3 March 2025" or "Site (2025)": at most two pieces between commas are one."""
    pieces = re.split(r"([,.()]\s*)", text)
    for width in (3, 1):
        for at in range(0, len(pieces) - width + 1, 2):
            date = dates.parse("".join(pieces[at : at + width]).strip(), tag)
            if date:
                return _csl(date), "".join(pieces[:at] + pieces[at + width :])
    return None, text


def _csl(date: str) -> Date:
    return Date((tuple(int(part) for part in date[:10].split("-")),))
