"""Find the article in the text: its lines, its headline, who wrote it and when; what stands around goes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import structs

from convert import shape
from convert.boilerplate.decide import BEFORE, Layout, Verdict, decide
from convert.boilerplate.features import Candidate
from convert.draft import OBJECT, Block, Claim, Draft, Edit, Mark
from convert.metadata import dates
from convert.metadata.credits import role
from convert.metadata.zone import zone
from convert.model.text import count_words
from convert.normalise.pictures import with_pictures, worded
from convert.options import ReadOptions

# Fewer words that end in a stop are a label ("Loading…") as likely as a sentence.
_SENTENCE = 4
_LONGEST_DATE = 120  # characters of a line that has one
# Where names and dates stand: so many lines above the headline, down to so many paragraphs, so many lines below.
_ABOVE, _PARAGRAPHS, _BELOW = 10, 4, 10
_SURE = 0.8  # how sure of the headline markup is, for no other line to be one
_HEAD = ("headline", "description", "metadata")
_UNSIGNED = (
    "metadata",
    "tableCell",
    "code",
)  # blocks that say nothing new of who wrote the article, and when
_AMID = ("author", "correction")  # what lines amid the text may say of the article
# A standfirst, in words; where it is no sentence, nor stands between headline and byline, it has more.
_SHORTEST_STANDFIRST, _SHORTEST_LABEL, _LONGEST_STANDFIRST = 6, 8, 80


def find_article(draft: Draft, _options: ReadOptions) -> Draft:
    """Return `draft` with its headline, standfirst and metadata claimed, and without the lines that are furniture."""
    words = worded(draft)
    return with_pictures(_judged(words) if words.blocks else words, draft)


def _judged(draft: Draft) -> Draft:
    lines = candidates(draft)
    told = (claim for claim in draft.claims if claim.property == "headline" and claim.confidence > _SURE)
    titles = [str(claim.value) for claim in sorted(told, key=lambda claim: -claim.confidence)]
    layout = decide(lines, draft.language, titles)
    said = _metadata(draft, lines, layout)
    blocks = list(draft.blocks)
    claims: list[Claim] = []
    for n, found in said.items():
        claims += found
        if any(claim.property != "correction" for claim in found) or not found:
            rule = found[0].rule if found else "metadata-line"
            blocks[n] = structs.replace(blocks[n], kind="metadata", rule=rule)
    if layout.headline is not None:
        claims.append(_claim(draft, blocks, layout.headline, "headline"))
        standfirst = _standfirst(draft, lines, layout, said)
        if standfirst is not None:
            claims.append(_claim(draft, blocks, standfirst, "description"))
    going = [
        verdict
        if verdict and n not in said and _may_go(block, within=layout.start <= n < layout.end)
        else None
        for n, (block, verdict) in enumerate(zip(blocks, layout.verdicts, strict=True))
    ]
    cuts = [
        Edit(block.start, block.end, "removed", verdict.rule, confidence=verdict.confidence)
        for block, verdict in zip(blocks, _tables_as_one(blocks, going), strict=True)
        if verdict
    ]
    return draft.evolve(blocks=tuple(blocks), claims=(*draft.claims, *claims)).without(cuts)


def _tables_as_one(blocks: Sequence[Block], going: Sequence[Verdict | None]) -> Iterator[Verdict | None]:
    """Yield why each block goes, None where it stays; of a table all or nothing does, as most of its words do."""
    for table, numbers in groupby(range(len(blocks)), lambda n: _table(blocks[n])):
        parts = list(numbers)
        gone = [verdict for n in parts if (verdict := going[n])]
        if table is None or len(gone) in (0, len(parts)):
            yield from (going[n] for n in parts)
            continue
        size = sum(blocks[n].end - blocks[n].start for n in parts)
        goes = 2 * sum(blocks[n].end - blocks[n].start for n in parts if going[n]) > size
        yield from ((going[n] or gone[0]) if goes else None for n in parts)


def _table(block: Block) -> int | None:
    """Return the outermost table that a block is in; None for none."""
    return next((holder.id for holder in block.within if holder.kind == "table"), None)


def _may_go(block: Block, *, within: bool) -> bool:
    """Say whether a block that was judged to be furniture is nothing that was read as something else.

    Code and the like goes where it stands outside the text.
    """
    return block.kind == "unread" or (block.kind not in _HEAD and not within)


def candidates(draft: Draft) -> list[Candidate]:
    """Return what the scorer sees of each block of `draft`."""
    links = [*(mark for mark in draft.marks if mark.kind == "link"), *draft.relative]
    links.sort(key=lambda mark: mark.start)
    starts = [mark.start for mark in links]
    found = []
    for block in draft.blocks:
        text = " ".join(draft.read(block.start, block.end).replace(OBJECT, " ").split())
        words = count_words(text)
        linked = links[bisect_left(starts, block.start) : bisect_left(starts, block.end)]
        found.append(
            Candidate(
                text=text,
                words=words,
                prose=shape.is_prose(text, words),
                sentence=words >= _SENTENCE and shape.ends(text),
                metadata=len(text) <= _LONGEST_DATE and dates.looks_dated(text),
                item=_is_item(block, text),
                links=_share(draft, block, linked, len(text)),
                depth=block.depth,
                gap=block.gap,
                indent=block.start - (draft.text.rfind("\n", 0, block.start) + 1),
                cells=draft.text.count("\t", block.start, block.end) + 1,
                tags=block.tags,
                tabular=block.kind == "tableCell" and not block.tags,
            )
        )
    return found


def _is_item(block: Block, text: str) -> bool:
    within = bool(block.within) and block.within[-1].kind == "listItem"
    return within or bool(shape.bullet(text) or shape.number(text)[0])


def _share(draft: Draft, block: Block, links: list[Mark], shown: int) -> float:
    """Return how much of a block is links: their words, or the addresses that its text had beside its words."""
    words = sum(len(draft.read(mark.start, mark.end)) for mark in links)
    addresses = 1 - shown / ((block.end - block.start) or 1)
    return max(min(words / (shown or 1), 1.0), addresses)


def _metadata(draft: Draft, lines: list[Candidate], layout: Layout) -> dict[int, tuple[Claim, ...]]:
    """Return the lines around the text that say who wrote it, when and where, each with its claims."""
    top = layout.headline if layout.headline is not None else layout.start
    prose = [n for n in range(layout.start, layout.end) if lines[n].prose][:_PARAGRAPHS]
    head = range(max(0, top - _ABOVE), prose[-1] + 1 if prose else min(layout.start + _BELOW, len(lines)))
    tail = range(max(head.stop, layout.end - 1), min(layout.end + _BELOW, len(lines)))
    places = [*head, *tail]
    texts = [
        (draft.blocks[n].start, "" if draft.blocks[n].kind in _UNSIGNED else lines[n].text) for n in places
    ]
    if layout.headline is None:
        # The place of the headline, where there is none: above the text.
        texts.insert(top - head.start, (draft.blocks[top].start if top < len(lines) else 0, ""))
        places.insert(top - head.start, -1)
    found = zone(texts, places.index(top if layout.headline is not None else -1), draft.language)
    text = next((n for n in range(layout.start, layout.end) if lines[n].prose), layout.end)
    claimed = {places[n]: said for n, said in found}
    # A date amid the paragraphs, with no author beside it, heads what stands below it, as in a timeline; so does
    # the first of several, right above the text.
    signed = {n for n, said in claimed.items() if any(claim.property in _AMID for claim in said)}
    dated = {n for n in claimed if signed.isdisjoint((n - 1, n, n + 1)) and text - 1 <= n < layout.end}
    amid = dated - {text - 1} and dated
    return {n: said for n, said in claimed.items() if n not in amid}


def _standfirst(
    draft: Draft, lines: list[Candidate], layout: Layout, said: dict[int, tuple[Claim, ...]]
) -> int | None:
    """Return the line of the standfirst, from below the headline to the first of the text; None for none.

    It is the first that has the length of one, if a byline, a date or furniture comes between it and the text, or
    if it adjoins the headline and stands apart from the text.
    """
    title = lines[layout.headline or 0].text
    for n in range((layout.headline or 0) + 1, min(layout.start + 1, len(lines) - 1)):
        line, verdict = lines[n], layout.verdicts[n]
        signed = n - 1 == layout.headline and any(each.property == "author" for each in said.get(n + 1, ()))
        short = line.words < (_SHORTEST_STANDFIRST if line.sentence or signed else _SHORTEST_LABEL)
        if n in said or short or line.words > _LONGEST_STANDFIRST or (verdict and verdict.rule != BEFORE):
            continue
        if (line.metadata and not line.prose) or role(line.text, draft.language) or line.text in title:
            continue
        block, following = draft.blocks[n], draft.blocks[n + 1]
        if any(block.start <= marker.start < block.end for marker in draft.markers):
            return None
        apart = n + 1 in said or (n < layout.start and layout.verdicts[n + 1] is not None)
        adjoins = block.gap == 0 and lines[n - 1].text == title
        return n if apart or (adjoins and following.gap > 0) else None
    return None


def _claim(draft: Draft, blocks: list[Block], n: int, kind: str) -> Claim:
    block = blocks[n] = structs.replace(blocks[n], kind=kind, rule=kind)
    return Claim(kind, " ".join(draft.read(block.start, block.end).split()), block.start, block.end, kind)
