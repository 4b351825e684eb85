"""An article that was read as it is: its format says all of it, so that nothing is weighed or repaired."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import structs

from convert.draft import Block, BlockKind, Draft
from convert.metadata.choose import choose
from convert.model import Article, Code, Heading, Meta, Node
from convert.model.text import leaves, lines
from convert.normalise.verdict import judge
from convert.options import ReadOptions
from convert.report import Diagnostic, Report, Span
from convert.source import Source


def adopt(article: Article, source: Source, options: ReadOptions) -> tuple[Article, Report]:
    """Return `article` with the metadata that the caller gives, and the account of how it was read: all of it is kept.

    A format that is no text, such as EPUB, has no spans. Raises BadMetadata for a value given that is not valid.
    """
    meta = _overridden(article.meta, options)
    judgement = judge(_draft(article, source), meta.headline)
    report = Report(
        input=source.name,
        spans=tuple(_spans(source.data)),
        diagnostics=tuple(
            Diagnostic(code=each.code, severity=each.severity, message=each.message)
            for each in judgement.remarks
        ),
        verdict=judgement.verdict,
        score=judgement.score,
    )
    return structs.replace(article, meta=meta), report


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
