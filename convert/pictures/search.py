"""Find the bytes of the pictures that an article names, one address after the other."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

from msgspec import Struct

from convert.draft import shorten
from convert.model import Article, Image
from convert.model.walk import walk
from convert.pictures import files
from convert.pictures.limits import Allowance, Limit, Lost
from convert.render.pictures import NoPicture, Picture, TooManyPixels, decoded, embedded
from convert.render.urls import web
from convert.report import Diagnostic

# Returns the bytes at an http or https address. Raises Lost.
Fetch = Callable[[str, Limit], bytes]

_SHOWN = 120  # characters of an address in a message


class Gathered(Struct, frozen=True):
    """Pictures as data: URLs by the addresses that the article has for them, and what is said of the others.

    `files` are those that were looked at, by path: the SHA-256 of what they held, "" for one that was not there.
    """

    pictures: dict[str, str]
    diagnostics: tuple[Diagnostic, ...]
    files: dict[str, str] = {}


def gather(article: Article, base: str = "", fetch: Fetch | None = None) -> Gathered:
    """Return the pictures of `article` that are in files or, where there is `fetch`, on the web.

    `base` is the address of the input: a file: URL in whose folder files are looked for, an http or https one, or
    "" where it has none. One that has no bytes, or no picture in them, costs one diagnostic.
    """
    search = _Search(base, fetch)
    pictures: dict[str, str] = {}
    diagnostics: list[Diagnostic] = []
    for url in dict.fromkeys(node.url for node in walk(article) if isinstance(node, Image)):
        try:
            picture = search.find(url)
        except Lost as lost:
            diagnostics.append(_diagnostic(url, lost))
        else:
            if not _carried(url):
                pictures[url] = picture.url
    return Gathered(pictures, tuple(diagnostics), search.files)


class _Search:
    """The search for the pictures of one article."""

    def __init__(self, base: str, fetch: Fetch | None) -> None:
        self._base = base
        self._fetch = fetch
        self._allowance = Allowance()
        self.files: dict[str, str] = {}

    def find(self, url: str) -> Picture:
        """Return the picture at `url`. Raises Lost."""
        if _carried(url):
            return _carried_picture(url)
        address = self._absolute(url)
        match urlsplit(address).scheme:
            case "http" | "https":
                return _picture(self._fetched(address))
            case "file":
                return _picture(self._read(address))
            case "":
                raise Lost(
                    "image-missing", "is relative to an address that is not known; --base-url gives it"
                )
            case scheme:
                raise Lost(
                    "image-refused", f"is of the kind {scheme}:, which is neither a file nor on the web"
                )

    def _absolute(self, url: str) -> str:
        # What begins so is on the host's own web (RFC 3986, 4.2); a page in a file has forgotten which that was.
        if url.startswith("//") and urlsplit(self._base).scheme not in ("http", "https"):
            return f"https:{url}"
        try:
            return urljoin(self._base, url)
        except ValueError as error:
            raise Lost("image-missing", "is no address") from error

    def _read(self, address: str) -> bytes:
        if urlsplit(self._base).scheme != "file":
            raise Lost("image-refused", "is a file, and the input is not in a folder that may hold it")
        path = files.path(address)
        try:
            data = files.read(address, self._base, self._allowance.next())
        except Lost as lost:
            if lost.code == "image-missing":
                self.files[path] = ""
            raise
        self.files[path] = hashlib.sha256(data).hexdigest()
        self._allowance.spend(bytes=len(data))
        return data

    def _fetched(self, address: str) -> bytes:
        target = web(address)
        if target is None:
            raise Lost("image-refused", "is no address of the public web")
        if self._fetch is None:
            linked = "linked in HTML, left out elsewhere" if target.startswith("https:") else "left out"
            raise Lost("image-unfetched", f"is on the web: {linked}; --fetch-images fetches it", "info")
        limit = self._allowance.next()
        start = time.monotonic()
        try:
            data = self._fetch(target, limit)
        finally:
            self._allowance.spend(seconds=time.monotonic() - start)
        self._allowance.spend(bytes=len(data))
        return data


def _carried(url: str) -> bool:
    return url[:5].lower() == "data:"


def _carried_picture(url: str) -> Picture:
    if url[:14].lower() == "data:image/svg":
        raise Lost("image-refused", _DRAWING)
    try:
        return embedded(url)
    except NoPicture as error:
        raise _broken(error) from error


_DRAWING = "is SVG, which may hold programs"


def _picture(data: bytes) -> Picture:
    """Return the picture in `data`, whatever it was said to be. Raises Lost."""
    try:
        return decoded(data)
    except NoPicture as error:
        if b"<svg" in data[:1000].lower():
            raise Lost("image-refused", _DRAWING) from error
        raise _broken(error) from error


def _broken(error: NoPicture) -> Lost:
    if isinstance(error, TooManyPixels):
        return Lost("image-refused", f"has {error}")
    return Lost("image-broken", f"is broken: {error}")


def _diagnostic(url: str, lost: Lost) -> Diagnostic:
    shown = shorten(url, 40 if _carried(url) else _SHOWN)
    return Diagnostic(
        code=lost.code, severity=lost.severity, message=f"the picture {shown} {lost.reason}", text=shown
    )
