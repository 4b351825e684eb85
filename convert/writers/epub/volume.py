"""What goes into one EPUB, put together piece by piece, and packed: the one place that knows EbookLib."""

from __future__ import annotations

from io import BytesIO

from ebooklib import epub
from lxml import etree

from convert.languages import speaking
from convert.model import Meta
from convert.options import WriteOptions
from convert.render.characters import legal
from convert.writers.epub import accessibility, metadata
from convert.writers.epub.album import Album
from convert.writers.epub.document import alternatives, serialise
from convert.writers.epub.fonts import FontFile
from convert.writers.epub.jacket import Jacket
from convert.writers.epub.profiles import Profile
from convert.writers.epub.style import STYLE
from convert.zips import pack

_NAV = "nav.xhtml"
_OPS = "{http://www.idpf.org/2007/ops}"
_XHTML = "{http://www.w3.org/1999/xhtml}"
_NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
# Apple Books Asset Guide, Fonts; the prefix is reserved by no one, so it is declared (EPUB 3.3, the prefix attribute).
_IBOOKS = "ibooks: http://vocabulary.itunes.apple.com/rdf/ibooks/vocabulary-extensions-1.0/"


class Volume:
    """An EPUB in the making: what is added first stands first."""

    def __init__(self, meta: Meta, content: str, profile: Profile) -> None:
        """`meta` describes the whole; `content` is all of it, from which its identifier is made."""
        self._book = epub.EpubBook()
        self._meta, self._profile = meta, profile
        self._documents: dict[str, etree._Element] = {}
        self._album = Album()
        metadata.describe(self._book, meta, content)

    def bind(self, front: Jacket) -> None:
        """Add the files of the cover: the raster is what libraries show (EPUB 3.3, the cover-image property)."""
        image = epub.EpubCover("cover-image", front.raster.name)
        image.media_type, image.content = front.raster.media_type, front.raster.data
        self._book.add_item(image)
        # As EPUB 2 had it, since Kobo's and other libraries look for that.
        self._book.add_metadata(None, "meta", "", {"name": "cover", "content": "cover-image"})
        if front.drawing:
            self._add("cover-drawing", *front.drawing)

    def add(self, name: str, document: etree._Element) -> None:
        """Append a content document to the spine."""
        self._documents[name] = document
        identity = name.partition(".")[0]
        self._book.spine.append(self._add(identity, name, "application/xhtml+xml", serialise(document)))

    def documents(self) -> list[etree._Element]:
        """Return the content documents so far."""
        return list(self._documents.values())

    def landmark(self, kind: str, name: str, title: str) -> None:
        """Say that a document is the cover, or where the text begins (`kind` as the guide of EPUB 2 names it)."""
        self._book.guide.append({"type": kind, "href": name, "title": legal(title)})

    def contents(self, *entries: object, page: bool = False) -> None:
        """Add the table of contents: the navigation document, and the NCX that Kindle and older systems want.

        With a `page` of them in the text already, reading systems that want one are given no other.
        """
        title = speaking(self._meta.inLanguage).labels.contents
        self._book.toc = list(entries)
        navigation = epub.EpubNav(title=title, direction=self._book.direction)
        navigation.add_link(href=STYLE)
        self._book.add_item(navigation)
        self._book.add_item(epub.EpubNcx())
        if (
            self._profile.contents_page and not page
        ):  # only a document of the spine may be a landmark (EPUB 3.3, landmarks)
            self._book.spine.insert(len(self._book.spine) - len(entries), navigation)
            self.landmark("toc", _NAV, title)

    def illustrate(self, album: Album) -> None:
        """Add the pictures of the documents."""
        self._album = album
        for n, (picture, name) in enumerate(album.names.items(), 1):
            self._add(f"picture-{n}", name, picture.media_type, picture.data)

    def dress(self, style: str, fonts: tuple[FontFile, ...]) -> None:
        """Add the style sheet and the fonts that it names."""
        self._add("style", STYLE, "text/css", style.encode())
        for n, font in enumerate(fonts, 1):
            self._add(f"font-{n}", font.path, font.media_type, font.data)
        if fonts and self._profile.specified_fonts:
            self._book.prefixes.append(_IBOOKS)
            self._book.add_metadata(None, "meta", "true", {"property": "ibooks:specified-fonts"})

    def pack(self, options: WriteOptions, *, notes: bool) -> bytes:
        """Return the archive; `notes` says whether any are linked with their places."""
        told = [alternative for document in self.documents() for alternative in alternatives(document)]
        accessibility.describe(self._book, self._album.names, told, notes=notes)
        changed = options.moment(self._meta.dateModified, self._meta.datePublished)
        settings = {
            "mtime": changed,  # dcterms:modified, which EbookLib would take from the clock
            "epub3_pages": False,
            "landmark_title": speaking(self._meta.inLanguage).labels.contents,
            "play_order": {"enabled": True, "start_from": 1},
        }
        archive = BytesIO()
        pack(archive, _Writer("", self._book, settings).files())
        return archive.getvalue()

    def _add(self, identity: str, name: str, media_type: str, data: bytes) -> epub.EpubItem:
        return self._book.add_item(epub.EpubItem(identity, name, media_type, data))


class _Writer(epub.EpubWriter):  # type: ignore[misc]  # EbookLib is not typed
    """EbookLib's writer, with what it leaves out; and without its archive, which carries the time of day."""

    def files(self) -> list[tuple[str, bytes]]:
        """Return the files of the publication by name, `mimetype` first (EPUB 3.3, OCF ZIP container)."""
        self.out = _Files()
        self.out.writestr("mimetype", "application/epub+zip")
        self._write_container()
        self._write_opf()
        self._write_items()
        return self.out.found

    def _write_opf_file(self, root: etree._Element) -> None:
        """Write the package with the language and direction of its metadata (EPUB 3.3, shared attributes)."""
        root.set("{http://www.w3.org/XML/1998/namespace}lang", self.book.language)
        root.set("dir", self.book.direction)
        super()._write_opf_file(root)

    def _get_nav(self, item: epub.EpubNav) -> bytes:
        """Return the navigation document; landmarks are for programs (EPUB 3.3, the nav element, hidden)."""
        root = etree.fromstring(super()._get_nav(item))
        for nav in root.iter(f"{_XHTML}nav"):
            nav.set("id", nav.get(f"{_OPS}type", ""))
            if nav.get(f"{_OPS}type") == "landmarks":
                nav.set("hidden", "hidden")
        return etree.tostring(root, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>")

    def _get_ncx(self) -> bytes:
        """Return the NCX with its depth (ANSI/NISO Z39.86-2005, 8.4.1)."""
        root = etree.fromstring(super()._get_ncx())
        for meta in root.iterfind(f".//{_NCX}meta[@name='dtb:depth']"):
            meta.set("content", str(_depth(root.find(f"{_NCX}navMap"))))
        return etree.tostring(root, encoding="utf-8", xml_declaration=True)


class _Files:
    """Stands for the archive that EbookLib writes to."""

    def __init__(self) -> None:
        self.found: list[tuple[str, bytes]] = []

    def writestr(self, name: str, data: str | bytes) -> None:
        self.found.append((name, data.encode() if isinstance(data, str) else data))


def _depth(element: etree._Element | None) -> int:
    """Return how many levels of points are below an element of the NCX."""
    points = [] if element is None else element.findall(f"{_NCX}navPoint")
    return max((1 + _depth(point) for point in points), default=0)
