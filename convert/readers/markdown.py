"""Markdown: CommonMark with tables and footnotes, below front matter in YAML or TOML.

A Markdown file is somebody's own document: nothing in it is page furniture, and its blocks are what their marks say.
Marks within lines are left to the passes, which look for citations first: `[1]`, `[^1]` and the like.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import structs

from convert.draft import Block, Claim, Draft, Edit, Remark
from convert.options import ReadOptions
from convert.parts import Reader
from convert.patterns import pattern
from convert.readers._clean import clean
from convert.readers._decode import decode_told, doubts
from convert.source import Source

_SAID = pattern(r"[^\s](?:[^\n]*[^\s])?")


def read(source: Source, options: ReadOptions) -> Draft:
    """Return a draft with a block for each heading, paragraph, item, cell and the like, each of a settled kind.

    The title of the front matter is the headline, else the first heading of depth 1. Raises what `_decode.decode`
    raises, InputError for front matter that is no YAML or TOML, and TooLarge.
    """
    from convert.readers._markdown_blocks import structure
    from convert.readers._markdown_front import front_matter
    from convert.readers._markdown_inlines import Inlines

    original, guessed = decode_told(source, options.encoding)
    text, repairs = clean(original, options.limits)
    for sign in "\n|":  # what lines and cells become takes more memory than they do
        options.limits.hold("nodes", text.count(sign))
    front = front_matter(text, source.name)
    found = structure(text, front.end)
    inlines = Inlines(text, found.targets, options.base_url)
    for block in found.blocks:
        if block.kind not in ("code", "thematicBreak"):
            inlines.read(block.start, block.end)
    edits = list(_outermost([*front.edits, *found.edits, *inlines.edits]))
    blocks = tuple(_deepened(_headed(text, [*front.blocks, *found.blocks], front.claims)))
    draft = Draft(
        name=source.name,
        original=original,
        text=text,
        repairs=repairs,
        blocks=blocks,
        edits=tuple(sorted([*edits, *_marks(text, blocks, edits)])),
        marks=tuple(inlines.marks),
        claims=tuple(claim for claim in front.claims if claim.property not in ("headline", "description")),
        remarks=tuple(doubts(text, guessed)),
    )
    return draft.evolve(remarks=(*draft.remarks, *_pages(draft, found.pages)))


def _headed(text: str, blocks: list[Block], claims: Iterable[Claim]) -> list[Block]:
    """Return `blocks` with the first heading of depth 1 as the headline, unless front matter has another.

    Where both say the same, the heading is what the reader sees again, and goes.
    """
    titled = next((claim.value for claim in claims if claim.property == "headline"), None)
    for n, block in enumerate(blocks):
        if block.kind == "heading" and block.depth == 1 and not block.within:
            same = titled == " ".join(text[block.start : block.end].lstrip("#").split())
            if titled is None:
                blocks[n] = structs.replace(block, kind="headline", depth=0, rule="headline")
            elif same:
                blocks[n] = structs.replace(block, kind="metadata", depth=0, rule="duplicate-headline")
            break
    return blocks


def _deepened(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield `blocks`, headings at depths from 2 on, none skipped on the way down: depths say which is within which."""
    open_: list[int] = []
    for block in blocks:
        if block.kind != "heading":
            yield block
            continue
        while open_ and open_[-1] >= block.depth:
            open_.pop()
        open_.append(block.depth)
        yield structs.replace(block, depth=min(len(open_), 5) + 1)


def _outermost(edits: Iterable[Edit]) -> Iterator[Edit]:
    """Yield `edits` in order, without those that begin within another: a line end within a comment."""
    end = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, -edit.end)):
        if edit.start >= end:
            yield edit
            end = edit.end


def _marks(text: str, blocks: Iterable[Block], edits: list[Edit]) -> Iterator[Edit]:
    """Yield edits of what stands beside blocks and edits: hashes, bullets, fences, pipes."""
    at = 0
    taken = sorted(
        [*((block.start, block.end) for block in blocks), *((edit.start, edit.end) for edit in edits)]
    )
    for start, end in (*taken, (len(text), len(text))):
        for mark in _SAID.finditer(text, at, max(at, start)):
            yield Edit(mark.start(), mark.end(), "removed", "markdown")
        at = max(at, end)


def _pages(draft: Draft, pages: Iterable[Block]) -> Iterator[Remark]:
    """Yield a remark for each block of HTML that says something."""
    message = "is HTML amid Markdown: its words are kept, without what its tags say"
    for block in pages:
        if draft.read(block.start, block.end).strip():
            yield Remark("html-block", "info", message, block.start, block.end)


part = Reader(
    name="markdown",
    description="CommonMark with tables, footnotes and front matter",
    suffixes=(".md", ".markdown"),
    read=read,
    settled=True,
)
