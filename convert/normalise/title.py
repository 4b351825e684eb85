"""The title of a page, which a scraper leaves as the first line: the headline and, behind a mark, the site's name."""

from __future__ import annotations

from msgspec import structs

from convert.draft import Claim, Draft
from convert.metadata import labels, names, titles
from convert.metadata.words import vocabulary
from convert.options import ReadOptions

RULE = "title"
_CONFIDENCE = 0.8
_SHORT = 2  # words of a name, whatever it looks like: "Портовая правда"
_FIRST, _FEWEST = 40, 2  # lines of a page, and those of menus and buttons among them


def part_title(draft: Draft, _options: ReadOptions) -> Draft:
    """Return `draft` with the name of the site as a line of its own, if its first line is a page's title.

    A headline may hold a mark, too. So the page must have the headline by itself, and the name once more; or the
    name in a line of rights; or it is a newsroom's behind a bar. What else stands behind a bar in the first line of
    a page, written as names are, goes from the headline without being claimed: it is the site or a section. A
    person's name is none of a site.
    """
    if not draft.blocks or draft.blocks[0].kind != "unread":
        return draft
    block, *others = draft.blocks
    title = draft.text[block.start : block.end]
    ends = titles.ends(title)
    if not ends:
        return draft
    name, tag = titles.name(title), draft.language
    lines = [draft.text[other.start : other.end] for other in others]
    author = names.bare(name, tag)
    if (author and names.is_sure(author)) or title in lines:
        return draft
    returns = next((end for end in ends if title[:end] in lines and any(name in line for line in lines)), 0)
    barred = titles.is_barred(title)
    claimed = bool(returns) or _owns(name, lines, tag) or (barred and names.agency(name, tag) is not None)
    end = returns or _end(title, ends, tag)
    if not claimed and not (barred and _is_apart(name, lines, tag)):
        return draft
    start = block.start + title.rindex(name)
    site = structs.replace(block, start=block.start + end, kind="metadata", gap=0, rule=RULE)
    claim = Claim("publisher", name, start, start + len(name), RULE, _CONFIDENCE)
    return draft.evolve(
        blocks=(structs.replace(block, end=block.start + end), site, *others),
        claims=(*draft.claims, claim) if claimed else draft.claims,
    )


def _owns(name: str, lines: list[str], tag: str | None) -> bool:
    return any(name in claim.value for line in lines if name in line for claim in labels.rights(line, tag, 0))


def _end(title: str, ends: list[int], tag: str | None) -> int:
    """Return where the headline ends: at the last mark, or further ahead where there are only sections between."""
    sections = vocabulary(tag).furniture
    end = ends[-1]
    for at in reversed(ends[:-1]):
        if titles.name(title[:end]).lower() not in sections:
            break
        end = at
    return end


def _is_apart(name: str, lines: list[str], tag: str | None) -> bool:
    """Say whether what stands behind a bar is no part of the headline: it is a name, and the text is a page's.

    A page has menus and buttons.
    """
    menu = vocabulary(tag).furniture
    around = sum(line.lower() in menu for line in lines[:_FIRST])
    short = len(name.split()) <= _SHORT and name[0].isalpha()
    return around >= _FEWEST and (short or name.lower() in menu or names.publisher(name, tag) is not None)
