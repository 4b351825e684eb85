"""What a caller may choose, for reading and for writing. The command line fills these and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal

from msgspec import Struct, field

from convert.draft import SourceList
from convert.limits import Limits
from convert.source import Source

# Where notes are printed. Footnotes are a format's own, at the foot of a page or in a pop-up.
Placement = Literal["endnotes", "footnotes", "inline", "none"]

# What a PDF is made for.
Paper = Literal["a4", "letter", "a5"]
# The reading systems that an EPUB can be adapted to.
ReadingSystem = Literal["kindle", "kobo", "apple"]

# Whether the notes of a bundle are numbered anew in each article, or through the whole.
Numbering = Literal["article", "bundle"]
# The order of its articles: as they were given, the oldest first, the newest first.
Order = Literal["given", "date", "newest"]


class ReadOptions(Struct, frozen=True, kw_only=True):
    """How to read: `metadata` overrides what the text says, by schema.org property name.

    `sources` came beside the text (`convert.citations.outside`): what its markers may cite. `csl` is the text
    of a CSL style for the notes (`convert.citations.style`). With `fetch_images`, pictures on the web are fetched.
    `limits` say how much an article may have.
    """

    encoding: str | None = None
    language: str | None = None
    base_url: str | None = None
    metadata: dict[str, tuple[str, ...]] = field(default_factory=dict)
    sources: SourceList | None = None
    csl: str | None = None
    fetch_images: bool = False
    limits: Limits = Limits()


class WriteOptions(Struct, frozen=True, kw_only=True):
    """How to write: where notes are printed, and `epoch`, which is SOURCE_DATE_EPOCH, when that is set.

    That is in seconds since 1970-01-01 UTC: see https://reproducible-builds.org/specs/source-date-epoch/.
    `pictures` are data: URLs by the addresses that the article has for its pictures (`convert.pictures`).
    A bundle of articles has a table of contents at its beginning if `toc`.

    Of a PDF: `paper`, how many `columns`, `font_size` of the text in points (None: what suits the columns), what is
    done about `missing_glyphs`, and whether it carries the article's tree along as a file (`attach_source`).

    HTML and EPUB: `css` is a style sheet of the user's, which follows ours, or stands alone if `style` is off.

    HTML: the `article` element alone if `fragment`; `template` is a Jinja2 template, instead of our page.

    HTML and JSON-LD: with `jsonld_graph`, the page, the publisher and the section are described beside the article.

    EPUB: `cover` is a picture, instead of the cover that is made; fonts go along if `embed_fonts`; `profile` is the
    reading system that it is for.
    """

    epoch: int | None = None
    notes: Placement = "endnotes"
    pictures: dict[str, str] = field(default_factory=dict)
    toc: bool = True
    paper: Paper = "a4"
    columns: Literal[1, 2] = 1
    font_size: float | None = None
    missing_glyphs: Literal["error", "replace"] = "error"
    attach_source: bool = False
    css: Source | None = None
    style: bool = True
    fragment: bool = False
    template: Source | None = None
    jsonld_graph: bool = False
    cover: Source | None = None
    embed_fonts: bool = False
    profile: ReadingSystem | None = None

    def moment(self, *dates: str | None) -> datetime:
        """Return the time that an output may carry, in UTC: the epoch, else the first of `dates`, else 1980.

        `dates` are ISO 8601 as in the tree, without a zone taken as UTC. 1980-01-01 is the first moment that
        a zip entry can carry (APPNOTE.TXT 4.4.6), and no article's date by accident. Never the clock.
        """
        if self.epoch is not None:
            return datetime.fromtimestamp(self.epoch, UTC)
        known = next((date for date in dates if date), "1980-01-01")
        full = known + "-01" * (2 - known[:10].count("-")) if len(known) < 10 else known
        parsed = datetime.fromisoformat(full)
        return parsed.astimezone(UTC) if parsed.tzinfo else parsed.replace(tzinfo=UTC)
