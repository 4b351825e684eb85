"""An article that was read as it is: its format says all of it, so that nothing is weighed or repaired."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import structs

from convert.citations.style import Style, load
from convert.draft import Block, BlockKind, Draft, Remark
from convert.metadata.choose import choose
from convert.model import Article, Code, FootnoteDefinition, Heading, Meta, Node, Paragraph
from convert.model.text import leaves, lines
from convert.normalise.verdict import judge
from convert.options import ReadOptions
from convert.report import Diagnostic, Report, Span
from convert.source import Source


def adopt(article: Article, source: Source, options: ReadOptions) -> tuple[Article, Report]:
    """Return `article` with the metadata that the caller gives, and the account of how it was read: all of it is kept.

    With a citation style, it words the notes whose sources are known as data. A format that is no text, such as
    EPUB, has no spans. Raises BadMetadata for a value given that is not valid.
    """
    meta = _overridden(article.meta, options)
    style = load(options.csl, meta.inLanguage) if options.csl else None
    notes = tuple(_worded(note, style) for note in article.notes) if style else article.notes
    judgement = judge(_draft(article, source), meta.headline)
    report = Report(
        input=source.name,
        spans=tuple(_spans(source.data)),
        diagnostics=tuple(
            Diagnostic(code=each.code, severity=each.severity, message=each.message)
            for each in (*_unused(options), *judgement.remarks)
        ),
        verdict=judgement.verdict,
        score=judgement.score,
    )
    return structs.replace(article, meta=meta, notes=notes), report


def _worded(note: FootnoteDefinition, style: Style) -> FootnoteDefinition:
    """Return a note in the words of a style, or in its own where that has none for it."""
    said = style.render(note.source) if note.source else ()
    return structs.replace(note, children=(Paragraph(said),)) if said else note


def _unused(options: ReadOptions) -> Iterator[Remark]:
    """Yield a remark on sources that came beside the article: it has no markers left that could cite them."""
    if options.sources:
        yield Remark("source-unused", "warning", "no marker points to any of the sources given", 0, 0)


def _overridden(meta: Meta, options: ReadOptions) -> Meta:
    """Return `meta` with what the caller gave in place of what it says."""
    bare = Draft(name="", original="", text="", language=options.language)
    given, _ = choose(bare, options.metadata)
    names = {*options.metadata, *(("inLanguage",) if options.language else ())}
    return structs.replace(meta, **{name: getattr(given, name) for name in names})


def _draft(article: Article, source: Source) -> Draft:
    """Return what the judge reads: the text of `article`, a block for each leaf that says something."""
    blocks: list[Block] = []
    texts: list[str] = []
    at = 0
    for node in leaves(*article.children):
        for said in lines(node):
            blocks.append(Block(at, at + len(said), _kind(node)))
            texts.append(said)
            at += len(said) + 1
    text = "\n".join(texts)
    return Draft(
        name=source.name, original=text, text=text, language=article.meta.inLanguage, blocks=tuple(blocks)
    )


def _kind(node: Node) -> BlockKind:
    match node:
        case Heading():
            return "heading"
        case Code():
            return "code"
        case _:
            return "paragraph"


def _spans(data: bytes) -> Iterator[Span]:
    """Yield the one span of a text, which is kept."""
    if data and b"\0" not in data:
        text = data.decode("utf-8-sig", "replace")
        yield Span(start=0, end=len(text), line=1, action="kept", rule="exact", text=text)
