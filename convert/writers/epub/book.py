"""The publication: content document, pictures, style sheet, table of contents, metadata."""

from __future__ import annotations

from importlib.resources import files
from io import BytesIO

from ebooklib import epub
from lxml import etree

from convert.languages import speaking
from convert.model import Article
from convert.options import WriteOptions
from convert.render.carried import carry
from convert.writers.epub import accessibility, metadata
from convert.writers.epub.album import Album
from convert.writers.epub.archive import repack
from convert.writers.epub.contents import contents
from convert.writers.epub.document import alternatives, document, pictures, serialise

_DOCUMENT = "article.xhtml"
_STYLE = "style.css"


def publish(article: Article, options: WriteOptions) -> bytes:
    """Return `article` as an EPUB 3.3 archive; `options` may say what time it carries."""
    book = epub.EpubBook()
    album = Album()
    text = document(article, album.show, _STYLE)
    carry(text, article, album.shown(pictures(text)), lambda: serialise(text).decode())
    metadata.describe(book, article)
    accessibility.describe(book, article, album.names, alternatives(text))
    book.spine = [
        book.add_item(epub.EpubItem("article", _DOCUMENT, "application/xhtml+xml", serialise(text)))
    ]
    _navigation(book, article)
    style = files(__package__).joinpath("epub.css").read_bytes()
    book.add_item(epub.EpubItem("style", _STYLE, "text/css", style))
    for n, (picture, name) in enumerate(album.names.items(), 1):
        book.add_item(epub.EpubItem(f"picture-{n}", name, picture.media_type, picture.data))
    return repack(_write(book, article, options))


def _navigation(book: epub.EpubBook, article: Article) -> None:
    """Add the navigation document, and the NCX that older reading systems want."""
    book.toc = contents(article, _DOCUMENT)
    title = speaking(article.meta.inLanguage).labels.contents
    navigation = epub.EpubNav(title=title, direction=book.direction)
    navigation.add_link(href=_STYLE)
    book.add_item(navigation)
    book.add_item(epub.EpubNcx())


def _write(book: epub.EpubBook, article: Article, options: WriteOptions) -> bytes:
    """Return what EbookLib writes; `mtime` is dcterms:modified, which it would take from the clock."""
    changed = options.moment(article.meta.dateModified, article.meta.datePublished)
    archive = BytesIO()
    _Writer(archive, book, {"mtime": changed, "epub3_pages": False}).write()
    return archive.getvalue()


class _Writer(epub.EpubWriter):  # type: ignore[misc]  # EbookLib is not typed
    """EbookLib's writer, which leaves out the language and direction of the metadata (EPUB 3.3, shared attributes)."""

    def _write_opf_file(self, root: etree._Element) -> None:
        root.set("{http://www.w3.org/XML/1998/namespace}lang", self.book.language)
        root.set("dir", self.book.direction)
        super()._write_opf_file(root)
