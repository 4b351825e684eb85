"""What must hold of an EPUB; the rules and where they come from are in `_rules`."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from pathlib import Path
from urllib.parse import unquote, urlsplit
from zipfile import ZIP_STORED, ZipFile

from lxml import etree
from msgspec import Struct

from convert.check import _document
from convert.check._archive import BROKEN, Archive, Bomb
from convert.check._faults import Finder, listed, shortened
from convert.patterns import pattern
from convert.render import words

_CONTAINER = "META-INF/container.xml"
_MEDIA_TYPE = b"application/epub+zip"
_PACKAGE = "application/oebps-package+xml"
_XHTML = "application/xhtml+xml"
_MODIFIED = pattern(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_TYPE = "{http://www.idpf.org/2007/ops}type"
_DC = "{http://purl.org/dc/elements/1.1/}"
_OPF = "{http://www.idpf.org/2007/opf}"
_ACCESS = ("accessMode", "accessibilityFeature", "accessibilityHazard")
# What a document shows of other files, by element and attribute.
_SHOWN = (("img", "src"), ("link", "href"), ("source", "src"), ("audio", "src"), ("video", "src"))
_CSS_DIRECTION = pattern(rb"(?:^|[{;\s])(direction|unicode-bidi)\s*:", re.IGNORECASE)


def look(path: Path, finder: Finder) -> None:
    """Add to `finder` what is wrong with the EPUB at `path`. Raises OSError if there is no such file."""
    with path.open("rb") as file:
        try:
            with ZipFile(file) as zip:
                _Look(Archive(zip), finder).everything()
        except Bomb as error:
            finder.add("zip-bomb", str(error))
        except BROKEN as error:
            finder.add("zip-damaged", f"cannot be unpacked: {shortened(str(error) or type(error).__name__)}")


class _Item(Struct, frozen=True):
    """An entry of the manifest; `path` is None for what is not in the archive by right."""

    id: str
    path: str | None
    media_type: str
    properties: tuple[str, ...]


class _Look:
    def __init__(self, archive: Archive, finder: Finder) -> None:
        self._archive = archive
        self._finder = finder
        self._names = set(archive.names)
        self._anchors: dict[str, set[str]] = {}

    def everything(self) -> None:
        self._container()
        package = self._package()
        root = self._parsed(package) if package else None
        if root is None or package is None:
            return
        self._metadata(root, package)
        items = self._manifest(root, package)
        self._spine(root, package, items)
        documents = {
            item.path: tree
            for item in items.values()
            if item.media_type == _XHTML and item.path and item.path in self._names
            for tree in [self._parsed(item.path)]
            if tree is not None
        }
        self._navigation(items, documents, package)
        for name, tree in documents.items():
            _plain(tree)
            self._anchors[name] = _document.anchors(tree)
        for name, tree in documents.items():
            _document.look(tree, self._finder, name)
            self._links(name, tree)
        self._styles(items)

    def _add(
        self,
        code: str,
        message: str,
        place: str | None = None,
        line: int | None = None,
        *,
        warn: bool = False,
    ) -> None:
        self._finder.add(code, message, severity="warning" if warn else "error", place=place, line=line)

    def _container(self) -> None:
        """OCF ZIP container: a reader tells the format by the bytes at 30, so nothing may stand before them."""
        first = self._archive.first
        if first is None or first.filename != "mimetype":
            self._add("mimetype-wrong", "the first file in the archive is not `mimetype`")
        elif first.compress_type != ZIP_STORED or first.extra:
            self._add("mimetype-wrong", "`mimetype` is compressed, or has an extra field")
        elif self._archive.read("mimetype") != _MEDIA_TYPE:
            self._add("mimetype-wrong", "`mimetype` does not say application/epub+zip")
        times = Counter(self._archive.names)
        for name, count in times.items():
            if count > 1 or name.startswith("/") or "\\" in name or ".." in name.split("/"):
                what = "stands twice in the archive" if count > 1 else "leads out of the archive"
                self._add("name-unsafe", f"{shortened(name)} {what}")

    def _package(self) -> str | None:
        """Return the name of the package document; None, and a fault, where there is none."""
        if _CONTAINER not in self._names:
            self._add("container-wrong", f"there is no {_CONTAINER}")
            return None
        root = self._parsed(_CONTAINER)
        if root is None:
            return None
        for file in root.iter("{*}rootfile"):
            if file.get("media-type") == _PACKAGE:
                name = file.get("full-path") or ""
                if name in self._names:
                    return name
                self._add("container-wrong", f"names {shortened(name)}, which is not there", _CONTAINER)
                return None
        self._add("container-wrong", "names no package document", _CONTAINER)
        return None

    def _parsed(self, name: str) -> etree._Element | None:
        """Return a file as a tree, nothing in it expanded or fetched; None, and a fault, where it is not XML."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            return etree.fromstring(self._archive.read(name), parser)
        except etree.XMLSyntaxError as error:
            said = f"is not well-formed: {shortened(error.msg or 'it is empty', 160)}"
            self._add("xml-malformed", said, name, error.lineno or None)
        except ValueError as error:
            self._add("xml-malformed", f"is not XML: {shortened(str(error))}", name)
        return None

    def _metadata(self, root: etree._Element, place: str) -> None:
        wanted = root.get("unique-identifier")
        identifiers = {each.get("id"): _text(each) for each in root.iter(f"{_DC}identifier")}
        if not wanted or not identifiers.get(wanted):
            self._add(
                "identifier-missing", "the unique-identifier names no dc:identifier with a value", place
            )
        if not any(_text(each) for each in root.iter(f"{_DC}title")):
            self._add("title-missing", "has no dc:title", place)
        languages = [_text(each) for each in root.iter(f"{_DC}language")]
        if not any(languages):
            self._add("language-missing", "has no dc:language", place)
        for tag in filter(None, languages):
            if words.language(tag) != tag:
                self._add("language-malformed", f"{shortened(tag)} is no language tag", place)
        if len(list(root.iter(f"{_DC}date"))) > 1:
            self._add("date-several", "has several dc:date", place)
        said = [
            (each.get("property"), _text(each))
            for each in root.iter(f"{_OPF}meta")
            if not each.get("refines")
        ]
        changed = [value for name, value in said if name == "dcterms:modified"]
        if len(changed) != 1 or not _MODIFIED.fullmatch(changed[0]):
            self._add("modified-wrong", f"dcterms:modified: {listed(changed) or 'none'}", place)
        unsaid = [name for name in _ACCESS if (f"schema:{name}") not in {each for each, _ in said}]
        if unsaid:
            self._add("access-unsaid", f"does not say {listed(unsaid)}", place, warn=True)

    def _manifest(self, root: etree._Element, package: str) -> dict[str, _Item]:
        """Return the entries of the manifest by id."""
        items: dict[str, _Item] = {}
        paths: set[str] = set()
        for entry in root.iterfind("{*}manifest/{*}item"):
            item = _item(entry, package)
            if item.id in items or item.path in paths:
                self._add("manifest-twice", f"{shortened(item.id)} stands twice in the manifest", package)
            items[item.id] = item
            if item.path is None:
                continue
            paths.add(item.path)
            if item.path not in self._names:
                self._add("file-missing", f"{shortened(item.path)} is not in the archive", package)
        listed_ = paths | {"mimetype", package}
        unlisted = [n for n in self._archive.names if n not in listed_ and not n.startswith("META-INF/")]
        for name in unlisted:
            if not name.endswith("/"):
                self._add("file-unlisted", f"{shortened(name)} is not in the manifest", package, warn=True)
        return items

    def _spine(self, root: etree._Element, package: str, items: dict[str, _Item]) -> None:
        named = [entry.get("idref", "") for entry in root.iterfind("{*}spine/{*}itemref")]
        if not named:
            self._add("spine-wrong", "has nothing in its spine", package)
        for id, count in Counter(named).items():
            if id not in items:
                self._add("spine-wrong", f"{shortened(id)} in the spine is not in the manifest", package)
            elif count > 1:
                self._add("spine-wrong", f"{shortened(id)} stands {count} times in the spine", package)

    def _navigation(
        self, items: dict[str, _Item], documents: dict[str, etree._Element], package: str
    ) -> None:
        found = [item for item in items.values() if "nav" in item.properties]
        if len(found) != 1:
            self._add("navigation-wrong", f"has {len(found)} navigation documents", package)
            return
        tree = documents.get(found[0].path or "")
        if tree is None:
            return
        contents = [nav for nav in tree.iter("{*}nav") if "toc" in (nav.get(_TYPE) or "").split()]
        if len(contents) != 1 or contents[0].find("{*}ol/{*}li") is None:
            self._add("navigation-wrong", "has no table of contents with entries", found[0].path)

    def _links(self, name: str, tree: etree._Element) -> None:
        for link in tree.iter("a"):
            self._link(name, link, link.get("href") or "")
        for tag, attribute in _SHOWN:
            for element in tree.iter(tag):
                address = element.get(attribute) or ""
                if urlsplit(address).scheme in ("http", "https") and tag in ("img", "link"):
                    self._add(
                        "resource-remote", f"{shortened(address)} is not inside", name, element.sourceline
                    )
                else:
                    self._link(name, element, address)

    def _link(self, name: str, element: etree._Element, address: str) -> None:
        """Check a link to another file; those within a document are checked with the document."""
        try:
            parts = urlsplit(address)
        except ValueError:
            return
        if parts.scheme or parts.netloc or not parts.path:
            return
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path)))
        line = element.sourceline
        if target not in self._names:
            self._add("link-broken", f"{shortened(address)} is not in the archive", name, line)
        elif parts.fragment and unquote(parts.fragment) not in self._anchors.get(
            target, {unquote(parts.fragment)}
        ):
            self._add("link-broken", f"{shortened(address)}: there is no such place in the file", name, line)

    def _styles(self, items: dict[str, _Item]) -> None:
        for item in items.values():
            if item.media_type == "text/css" and item.path in self._names and item.path:
                found = _CSS_DIRECTION.search(self._archive.read(item.path))
                if found:
                    said = f"sets {found[1].decode().lower()}, which is for dir in the markup"
                    self._add("css-direction", said, item.path)


def _item(entry: etree._Element, package: str) -> _Item:
    href = entry.get("href") or ""
    remote = bool(urlsplit(href).scheme) if _splits(href) else True
    path = posixpath.normpath(posixpath.join(posixpath.dirname(package), unquote(href)))
    return _Item(
        entry.get("id") or "",
        None if remote else path,
        entry.get("media-type") or "",
        tuple((entry.get("properties") or "").split()),
    )


def _splits(address: str) -> bool:
    try:
        urlsplit(address)
    except ValueError:
        return False
    return True


def _plain(tree: etree._Element) -> None:
    """Take the elements of a document out of their namespace; those of SVG and MathML keep theirs."""
    for element in _document.elements(tree):
        name = etree.QName(element)
        if name.namespace == "http://www.w3.org/1999/xhtml":
            element.tag = name.localname
    # The language the XML way is one, too.
    tree.set("lang", tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "")


def _text(element: etree._Element) -> str:
    return (element.text or "").strip()
