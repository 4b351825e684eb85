"""What is fuzzed: each with what it does to an input, where it starts from, and how inputs are changed."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from PIL import Image

from convert import pipeline
from convert.citations import outside
from convert.citations.find import find
from convert.errors import ArticleError
from convert.model import codec
from convert.options import WriteOptions
from convert.parts import FAMILIES, LANGUAGES, METADATA, RULES
from convert.readers._clean import clean
from convert.render.pictures import NoPicture, decoded, fitted, opaque, still
from convert.source import Source
from tests import laws
from tests.cases import cases
from tests.containers.packing import unpack
from tests.corpus import FIXTURES, PACKED, ROOT
from tests.fuzz import mutate
from tests.readers.markup import ATTRIBUTES, TAGS, WORDS
from tests.trees import BARE, HOSTILE, RICH, RIGHT_TO_LEFT, everywhere, nested

WRITERS = ("html", "jsonld", "markdown", "text")


class Target(NamedTuple):
    """`run` raises for an input that breaks a law; `length` is how many bytes an input has at most, for speed."""

    run: Callable[[bytes], None]
    seeds: Callable[[], Iterable[bytes]]
    mutate: mutate.Mutator
    length: int = 400


def _reading(suffix: str) -> Callable[[bytes], None]:
    def run(data: bytes) -> None:
        source = Source(f"input{suffix}", data)
        reading = laws.read(source)
        if reading is None:
            return
        # By chance, but the same for the same bytes: one writer of them, and now and then all of it twice.
        chance = zlib.crc32(data)
        laws.write(reading.article, [WRITERS[chance % len(WRITERS)]])
        if not chance % 32:
            again = laws.read(source)
            assert again == reading
            assert all(
                pipeline.write(reading.article, name) == pipeline.write(again.article, name)
                for name in WRITERS
            )

    return run


def _exact(data: bytes) -> None:
    """Read what we may have made, as its first bytes tell it."""
    kinds = {b"PK": "input.epub", b"%P": "input.pdf", b"<!": "input.html"}
    laws.read(Source(kinds.get(data[:2], "input.json"), data))


def _markers(data: bytes) -> None:
    """Find markers: they are in order, apart, and within the text."""
    said, _ = clean(data.decode("utf-8", "replace"))
    at = 0
    for marker in find(said):
        assert at <= marker.start < marker.end <= len(said), marker
        assert marker.start <= marker.at <= marker.end, marker
        at = marker.end


def _sources(data: bytes) -> None:
    """Read a list of sources; its first byte says of which kind."""
    suffix = (".json", ".bib", ".ris", ".txt")[data[0] % 4] if data else ".txt"
    try:
        found = outside.read([Source(f"input{suffix}", data[1:])])
    except ArticleError as error:
        assert str(error).startswith("input")  # noqa: PT017 - either outcome is right
        return
    assert found
    outside.worded(found, "en")


def _picture(data: bytes) -> None:
    """Decode a picture, and make of it what outputs show."""
    with suppress(NoPicture):
        picture = decoded(data)
        for change in (fitted, opaque, still):
            with suppress(NoPicture):
                assert decoded(change(picture).data)


def _packed(data: bytes) -> None:
    """Open a container, as its first bytes tell it."""
    for suffix in (".zip", ".gz", ".jsonl", ".rss"):
        for each in unpack(f"input{suffix}", data):
            assert str(each)


def _pieces(path: Path, size: int = 300) -> Iterator[bytes]:
    """Yield a text in pieces of whole lines."""
    piece = b""
    for line in path.read_bytes().splitlines(keepends=True):
        if piece and len(piece) + len(line) > size:
            yield piece
            piece = b""
        piece += line[:size]
    yield piece


def _texts() -> Iterator[bytes]:
    for path in FIXTURES:
        if path.suffix == ".txt":
            yield from _pieces(path)
    for family in FAMILIES.all():
        yield "\n\n".join(
            ("The board met on Monday.", *family.examples, "Sources", "1. A title, https://x.org/a")
        ).encode()
    for rule in RULES.all():
        yield "\n\n".join(("The board met on Monday.", *rule.examples, *rule.near_misses)).encode()
    for path in sorted((ROOT / "tests" / "normalise" / "cases").glob("*.txt")):
        yield from (case.given.encode()[:400] for case in list(cases(path))[::3])


def _pages() -> Iterator[bytes]:
    for path in FIXTURES:
        if path.suffix == ".html":
            yield from _pieces(path)
    yield from (case.given.encode() for case in cases(ROOT / "tests" / "readers" / "html.txt"))
    for part in METADATA.all():
        yield from (page.encode() for page in (*part.examples, *part.near_misses))


def _markdown() -> Iterator[bytes]:
    for path in FIXTURES:
        if path.suffix == ".md":
            yield from _pieces(path)
    yield from (case.given.encode() for case in cases(ROOT / "tests" / "readers" / "markdown.txt"))


def _trees() -> Iterator[bytes]:
    samples = (BARE, RICH, RIGHT_TO_LEFT, nested(5), *(everywhere(said, BARE) for said in HOSTILE))
    for article in samples:
        yield codec.encode(article)
        for block in article.children:
            yield codec.encode(type(article)(article.meta, (block,), article.notes[:1]))


def _ours() -> Iterator[bytes]:
    for format in ("html", "epub", "pdf"):
        yield pipeline.write(BARE, format, WriteOptions(attach_source=True, style=False))


def _lists() -> Iterator[bytes]:
    for format, kind in (("csl-json", b"\0"), ("bibtex", b"\1")):
        yield kind + pipeline.write(RICH, format)
    for case in cases(ROOT / "tests" / "citations" / "sources.txt"):
        yield b"\3" + case.given.encode()
    yield b"\2TY  - JOUR\nAU  - Roe, Jane\nTI  - The plan\nPY  - 2024/11/02/\nUR  - https://example.org/\nER  - \n"


def _marked() -> Iterator[bytes]:
    yield from (said.encode() for said in _MARKERS)


def _pictures() -> Iterator[bytes]:
    sideways = Image.Exif()
    sideways[0x0112] = 6
    for format in ("PNG", "JPEG", "GIF", "WEBP", "AVIF"):
        for mode in ("1", "L", "P", "RGB", "RGBA", "CMYK"):
            with suppress(OSError, ValueError):  # not all formats have all modes
                file = BytesIO()
                frame = Image.new(mode, (7, 5))
                moves = (
                    {"save_all": True, "append_images": [frame]} if format != "JPEG" and mode == "P" else {}
                )
                frame.save(file, format, exif=sideways, **moves)
                yield file.getvalue()


def _containers() -> Iterator[bytes]:
    yield from (path.read_bytes() for path in PACKED)


# What means something to a reader or a pass.
_PIECES: dict[str, list[str]] = json.loads((Path(__file__).parent / "pieces.json").read_text("utf-8"))
_MARKERS = [said for family in FAMILIES.all() for said in (*family.examples, *family.near_misses)]
_HOOKS = [hook for family in FAMILIES.all() for hook in family.hooks]
_PHRASES = [
    phrase.replace("#", "3").replace("…", " a ")
    for language in LANGUAGES.all()
    for phrases in (
        *(each[:2] for each in language.furniture.values()),
        *(language.byline[:2], language.caption[:2], language.sources[:2], language.published[:2]),
        *(months[:1] for months in language.months[:2]),
    )
    for phrase in phrases
]
_HTML = (
    *(f"<{tag}{attributes}>" for tag in TAGS for attributes in ATTRIBUTES),
    *(f"</{tag}>" for tag in TAGS),
    *WORDS,
    *_PIECES["html"],
)

_LINES = _PIECES["lines"]
_TEXT = (*_MARKERS, *_HOOKS, *_PHRASES, *_LINES * 9)
_SOUP = (*_HTML, *_HOOKS, *_LINES * 2)
_MARKDOWN = (*_PIECES["markdown"] * 9, *_LINES * 5, *_HOOKS, *_MARKERS)
_VALUES = (*HOSTILE, *mutate.ODD, *_LINES, "#note-1", "en", "1")

TARGETS = {
    "text": Target(_reading(".txt"), _texts, mutate.text(_TEXT)),
    "html": Target(_reading(".html"), _pages, mutate.text(_SOUP)),
    "markdown": Target(_reading(".md"), _markdown, mutate.text(_MARKDOWN)),
    "tree": Target(_reading(".json"), _trees, mutate.tree(_VALUES), 4000),
    "markers": Target(_markers, _marked, mutate.text((*_HOOKS, *_MARKERS)), 200),
    "sources": Target(_sources, _lists, mutate.text((*_LINES, *_PIECES["sources"]))),
    "exact": Target(_exact, _ours, mutate.flips, 65536),
    "pictures": Target(_picture, _pictures, mutate.flips, 2000),
    "packed": Target(_packed, _containers, mutate.flips, 2000),
}
