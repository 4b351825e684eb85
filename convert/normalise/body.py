"""The body of the article: quotations, breaks, headings, and paragraphs for the rest."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator

from msgspec import structs

from convert import shape
from convert.draft import Block, BlockKind, Container, Draft, Edit, Mark
from convert.languages import known
from convert.model.text import count_words
from convert.options import ReadOptions
from convert.patterns import pattern

_LONGEST_HEADING, _WIDEST_HEADING = 14, 200  # words, characters
_BREAK = pattern(r"(?:(?:[*_~—–-][ \t]*){3,40}|⁂|#)$")
_QUOTE = pattern(r">[ \t]?")
_QUOTED = pattern(r"[“\"«„][^\n]*[”\"»“][.]?$")
_ATTRIBUTION = pattern(r"(?:[—–]|--)[ \t]*\w[^.!?\n]{1,80}$")
# A menu, a credit; what breaks off. Where a sentence ends before another.
_PARTED = pattern(r"\s[|·•]\s|[–—-]$")
_ENDED = pattern(r"[.!?]\s")
# What assistants set before a heading: "✅ Key points" (UTS 51, the blocks of most emoji).
_PICTOGRAPHS = pattern(r"^[\u2600-\u27bf\U0001f300-\U0001faff\ufe0f\u200d]{1,8}[ \u00a0]+(?=\w)")
_SENTENCE = 5  # words of a short one
_DETAIL = pattern(r"[:：]\s*\d")  # "Prep time: 15 min"
# So many questions of a heading's size are an interview's questions.
_INTERVIEW = 3


def find_quotes(draft: Draft, _options: ReadOptions) -> Draft:
    """Return `draft` with lines behind ">" as quotations, and a quoted paragraph with the line that says whose."""
    blocks = list(draft.blocks)
    edits: list[Edit] = []
    holder: Container | None = None
    for n, block in enumerate(blocks):
        mark = _QUOTE.match(draft.text, block.start, block.end) if block.kind == "unread" else None
        if mark and mark.end() < block.end:
            holder = holder or Container("blockquote", block.start)
            edits.append(Edit(block.start, mark.end(), "removed", "quote-marker"))
            blocks[n] = structs.replace(
                block, start=mark.end(), kind="paragraph", within=(holder,), rule="quote"
            )
            continue
        holder = None
        if n and _is_attribution(draft, blocks[n - 1], block):
            whole = (Container("blockquote", blocks[n - 1].start),)
            blocks[n - 1] = structs.replace(blocks[n - 1], kind="paragraph", within=whole, rule="quote")
            blocks[n] = structs.replace(block, kind="paragraph", within=whole, rule="attribution")
    return draft.evolve(blocks=tuple(blocks), edits=(*draft.edits, *edits))


def find_breaks(draft: Draft, _options: ReadOptions) -> Draft:
    """Return `draft` with lines of nothing but asterisks, dashes and the like, no marker either, as breaks."""
    return draft.evolve(
        blocks=tuple(
            structs.replace(block, kind="thematicBreak", rule="break")
            if block.kind == "unread" and is_break(draft.text[block.start : block.end])
            else block
            for block in draft.blocks
        )
    )


def drop_breaks(draft: Draft, _options: ReadOptions) -> Draft:
    """Return `draft` without the breaks that part nothing: at the top, at the end, beside another.

    An assistant sets one between its answer and what it says around it, or below the sources.
    """
    cuts: list[Edit] = []
    waiting: Block | None = None
    parts = False  # there is a text above
    for block in draft.blocks:
        if block.kind == "thematicBreak":
            idle = waiting if parts else block
            cuts += [Edit(idle.start, idle.end, "removed", "break")] if idle else []
            waiting = block if parts else None
        elif block.kind not in ("headline", "description", "metadata"):
            waiting, parts = None, True
    cuts += [Edit(waiting.start, waiting.end, "removed", "break")] if waiting else []
    marked = {marker.start for marker in draft.markers}
    cuts = [cut for cut in cuts if marked.isdisjoint(range(cut.start, cut.end))]
    return draft.without(cuts) if cuts else draft


def is_break(text: str) -> bool:
    """Say whether a line is nothing but asterisks, dashes and the like."""
    return _BREAK.match(text) is not None


def find_headings(draft: Draft, _options: ReadOptions) -> Draft:
    """Return `draft` with headings told by markup or by their shape, and every block left as a paragraph.

    A block that claims a depth is a heading. So is one that is short, ends in no stop, and stands right above a
    paragraph, a list or a deeper heading's paragraph, where no tags say what is one; blank lines are no sign either
    way. Many questions above answers are an interview. Strong as a whole is what a heading is anyway.
    """
    texts = [draft.read(block.start, block.end) for block in draft.blocks]
    claimed = [n for n, block in enumerate(draft.blocks) if block.kind == "unread" and block.depth]
    found = _found(draft, texts)
    questions = {n for n in found if shape.ends(texts[n], "?؟？")}
    if len(questions) >= _INTERVIEW and 2 * len(questions) >= len(found):
        found = [n for n in found if n not in questions]
    blocks = list(draft.blocks)
    for n, depth in _depths(blocks, sorted([*claimed, *found])):
        rule = "heading-mark" if blocks[n].depth else "heading"
        blocks[n] = structs.replace(blocks[n], kind="heading", depth=depth, rule=rule)
    marks = tuple(_unless_whole(draft, [block for block in blocks if block.kind == "heading"]))
    return _labelled(
        draft.evolve(blocks=tuple(blocks), marks=marks), "paragraph", "paragraph", lambda _: True
    )


def _unless_whole(draft: Draft, headings: list[Block]) -> Iterator[Mark]:
    """Yield the marks of `draft` but those that make all of a heading strong."""
    starts = [block.start for block in headings]
    for mark in draft.marks:
        n = bisect_right(starts, mark.start) - 1
        if mark.kind == "strong" and n >= 0 and mark.end <= headings[n].end:
            around = draft.read(starts[n], mark.start) + draft.read(mark.end, headings[n].end)
            if not around.strip():
                continue
        yield mark


def _depths(blocks: list[Block], headings: list[int]) -> Iterator[tuple[int, int]]:
    """Yield each of `headings` with its depth in the article: from 2 on, none skipped on the way down.

    Claims say which heading is within which, no more; one without a claim stands beside the heading before it.
    """
    open_claims: list[int] = []
    for n in headings:
        claim = blocks[n].depth
        while claim and open_claims and open_claims[-1] >= claim:
            open_claims.pop()
        if claim:
            open_claims.append(claim)
        yield n, min(len(open_claims), 5) + 1 if open_claims else 2


def _found(draft: Draft, texts: list[str]) -> list[int]:
    """Return the lines that are headings by their shape, of parts and of the sections that open with a part.

    A section's stands apart right above its part's, and once: what returns is the head of each page.
    """
    like = [_is_like_heading(draft, texts, n) for n in range(len(texts))]
    found = {n for n in range(len(texts) - 1) if like[n] and _heads(draft, texts, n)}
    # What a colon leads to is an example, a quotation or a picture, if no such line follows its paragraph.
    found -= {n for n in found if n and shape.ends(texts[n - 1], ":：") and n + 2 not in found}
    times = Counter(texts)
    outer = {
        n - 1
        for n in found
        if n > 1 and like[n - 1] and not like[n - 2] and draft.blocks[n - 1].gap and times[texts[n - 1]] == 1
    }
    return sorted(found | outer)


def _is_like_heading(draft: Draft, texts: list[str], n: int) -> bool:
    """Say whether a line has the shape of a heading, whatever stands below."""
    block, text = draft.blocks[n], texts[n]
    if block.kind != "unread" or block.depth or block.tags or len(text) > _WIDEST_HEADING:
        return False
    if count_words(text) > _LONGEST_HEADING:
        return False
    return not (
        shape.ends(text, ".,;:…。，、；：।")
        or _DETAIL.search(text)
        or not _opens_as_heading(text)
        or _is_turn(text, draft.language)
        or _ends_a_run(draft, texts, n)
    )


def _heads(draft: Draft, texts: list[str], n: int) -> bool:
    """Say whether a line stands right above a list or a longer paragraph, or apart above a short sentence."""
    following, below = draft.blocks[n + 1], texts[n + 1]
    if following.within and following.within[-1].kind == "listItem":
        return True
    if following.kind != "unread" or len(below) <= len(texts[n]):
        return False
    said = draft.blocks[n].gap > 0 and count_words(below) >= _SENTENCE and shape.ends(below, ".…。:：।")
    return said or shape.is_prose(below)


def _ends_a_run(draft: Draft, texts: list[str], n: int) -> bool:
    """Say whether a line is the last of three or more that adjoin and end in no stop: verse, or a bare list."""
    above = range(max(n - 2, 0), n)
    adjoin = all(draft.blocks[m + 1].gap == 0 for m in above)
    return (
        len(above) == 2
        and adjoin
        and not any(shape.is_prose(texts[m]) or shape.ends(texts[m]) for m in above)
    )


def _is_turn(text: str, tag: str | None) -> bool:
    """Say whether a line opens with the label of a turn in an interview: "Q: …"."""
    label, colon, _ = text.partition(":")
    language = known(tag)
    return bool(colon and language and label.strip().casefold() in language.speakers)


def _opens_as_heading(text: str) -> bool:
    """Say whether a line is set as headings are: not small, no speech, no aside, no sentences, no parts of a menu."""
    if _PARTED.search(text) or text[:1] + text[-1:] == "()":
        return False
    if text.endswith(("!", "?")) and _ENDED.search(text[:-1]):
        return False
    if not any(map(str.isalpha, text)) and not text.isdecimal():
        return False  # "2, 3, 5"; a year may head a section
    first = _PICTOGRAPHS.sub("", text).lstrip("\"'“”«»‘’„¿¡(")[:1]
    return first.isalnum() and not first.islower() and not (text[0] in '“"«„' and text[-1] in '”"»“')


def _is_attribution(draft: Draft, quote: Block, line: Block) -> bool:
    if quote.kind != "unread" or line.kind != "unread":
        return False
    said = draft.read(quote.start, quote.end)
    return bool(_QUOTED.match(said) and _ATTRIBUTION.match(draft.read(line.start, line.end)))


def _labelled(draft: Draft, kind: BlockKind, rule: str, is_one: Callable[[str], bool]) -> Draft:
    return draft.evolve(
        blocks=tuple(
            structs.replace(block, kind=kind, rule=rule)
            if block.kind == "unread" and is_one(draft.read(block.start, block.end))
            else block
            for block in draft.blocks
        )
    )
