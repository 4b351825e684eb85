"""The title of a page, which a scraper leaves as the first line: the headline and, behind a mark, the site's name."""

from __future__ import annotations

from msgspec import structs

from convert.draft import Claim, Draft
from convert.metadata import labels, names, titles
from convert.options import ReadOptions

RULE = "title"
_CONFIDENCE = 0.8


def part_title(draft: Draft, _options: ReadOptions) -> Draft:
    """Return `draft` with the name of the site as a line of its own, if its first line is a page's title.

    A headline may hold a mark, too. So the page must have the headline by itself, and the name once more; or the
    name in a line of rights. A person's name is none of a site.
    """
    if not draft.blocks or draft.blocks[0].kind != "unread":
        return draft
    block, *others = draft.blocks
    title = draft.text[block.start : block.end]
    ends = titles.ends(title)
    if not ends:
        return draft
    name = titles.name(title)
    lines = {draft.text[other.start : other.end] for other in others}
    returns = next((end for end in ends if title[:end] in lines and any(name in line for line in lines)), 0)
    author = names.bare(name, draft.language)
    if (author and names.is_sure(author)) or not (returns or _owns(name, lines, draft.language)):
        return draft
    end, start = block.start + (returns or ends[-1]), block.start + title.rindex(name)
    site = structs.replace(block, start=end, kind="metadata", gap=0, rule=RULE)
    return draft.evolve(
        blocks=(structs.replace(block, end=end), site, *others),
        claims=(*draft.claims, Claim("publisher", name, start, start + len(name), RULE, _CONFIDENCE)),
    )


def _owns(name: str, lines: set[str], tag: str | None) -> bool:
    return any(name in claim.value for line in lines if name in line for claim in labels.rights(line, tag, 0))
