"""What must hold of a PDF; the rules and where they come from are in `_rules`.

What PDF/UA asks is an error in a file that claims to be PDF/UA, in any other a warning.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import settings

from convert.check._faults import Finder, shortened

# What streams may take up in memory when they are decoded: object streams and metadata are, pictures are not.
_MOST_BYTES = 256_000_000
# What qpdf may complain about before it gives up on a file.
_MOST_WARNINGS = 100
# How many elements, fonts or annotations are looked at: no publication has more, and loops end.
_MOST_OBJECTS = 1_000_000

_LINKS = frozenset({"/GoTo"})
_PROGRAMS = frozenset({"/JavaScript", "/Launch", "/ImportData", "/SubmitForm"})
# Fonts that are made of drawings, or only point to another (ISO 32000-1, 9.6.5 and 9.7).
_DRAWN = "/Type3"
_COMPOSITE = "/Type0"


def look(path: Path, finder: Finder) -> None:
    """Add to `finder` what is wrong with the PDF at `path`. Raises OSError if there is no such file."""
    with (
        path.open("rb"),
        _bounded(),
    ):  # which says of a file that is not there or not ours to read what is wrong
        try:
            with pikepdf.open(path, suppress_warnings=True, inherit_page_attributes=False) as pdf:
                _Look(pdf, finder).everything()
                for warning in pdf.get_warnings():
                    finder.add("pdf-damaged", _said(warning, path), severity="warning")
        except pikepdf.PasswordError:
            finder.add("pdf-locked", "cannot be opened without its password")
        # qpdf's own errors, and those of objects that are not of the types that they should be.
        except (
            pikepdf.PikepdfError,
            RuntimeError,
            ValueError,
            TypeError,
            LookupError,
            AttributeError,
        ) as error:
            finder.add("pdf-damaged", f"cannot be read: {_said(error, path)}")


@contextmanager
def _bounded() -> Iterator[None]:
    """Hold qpdf to bounds that no publication meets: they are of the process, so they are put back."""
    before = settings.set_qpdf_limits(
        doc_max_warnings=_MOST_WARNINGS,
        flate_max_memory=_MOST_BYTES,
        png_max_memory=_MOST_BYTES,
        tiff_max_memory=_MOST_BYTES,
        run_length_max_memory=_MOST_BYTES,
        dct_max_memory=_MOST_BYTES,
    )
    try:
        yield
    finally:
        settings.set_qpdf_limits(**before)  # type: ignore[arg-type]


class _Look:
    def __init__(self, pdf: pikepdf.Pdf, finder: Finder) -> None:
        self._pdf = pdf
        self._finder = finder
        self._root = pdf.Root
        self._claims = False

    def everything(self) -> None:
        if self._pdf.is_encrypted and not self._pdf.allow.accessibility:
            self._add("pdf-locked", "forbids programs that read aloud to read it")
        self._metadata()
        self._structure()
        self._programs()
        self._fonts()
        self._annotations()

    def _add(self, code: str, message: str, place: str | None = None) -> None:
        severity = "error" if self._claims else "warning"
        self._finder.add(code, message, severity=severity, place=place)  # type: ignore[arg-type]

    def _metadata(self) -> None:
        if "/Metadata" not in self._root:
            self._add("metadata-missing", "has no metadata in XMP")
            title = ""
        else:
            with self._pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as found:
                self._claims = bool(found.get("pdfuaid:part"))
                title = str(found.get("dc:title") or "")
        shown = _dictionary(self._root.get("/ViewerPreferences")).get("/DisplayDocTitle")
        if not title.strip():
            self._add("title-missing", "the metadata have no title")
        elif not _true(shown):
            self._add(
                "title-missing", "windows show the name of the file, not the title: set DisplayDocTitle"
            )
        if not str(self._root.get("/Lang", "")).strip():
            self._add("language-missing", "does not say its language")

    def _structure(self) -> None:
        marked = _dictionary(self._root.get("/MarkInfo")).get("/Marked")
        tree = self._root.get("/StructTreeRoot")
        if not _true(marked) or not isinstance(tree, pikepdf.Dictionary):
            self._add("untagged", "is not tagged: programs that read aloud have to guess its order")
            return
        notes: list[str] = []
        for element in _below(tree):
            kind = str(element.get("/S", ""))
            if kind == "/Figure" and not str(element.get("/Alt", "")) and "/ActualText" not in element:
                self._add("alternative-missing", "a figure has no text alternative")
            if kind == "/Note":
                notes.append(str(element.get("/ID", "")))
        for id, count in Counter(notes).items():
            if not id:
                self._add("note-unnamed", f"{count} notes have no ID")
            elif count > 1:
                self._add("note-unnamed", f"{count} notes have the ID {shortened(id)}")

    def _programs(self) -> None:
        scripts = "/JavaScript" in _dictionary(self._root.get("/Names"))
        opening = self._root.get("/OpenAction")
        if scripts or (isinstance(opening, pikepdf.Dictionary) and str(opening.get("/S")) in _PROGRAMS):
            self._finder.add("program-inside", "runs a script, or starts a program, when it is opened")

    def _fonts(self) -> None:
        """Fonts that are used on pages: those of forms within forms are drawn from the same resources as a rule."""
        seen: set[tuple[int, int]] = set()
        for page in self._pdf.pages:
            fonts = _dictionary(_dictionary(_inherited(page.obj, "/Resources")).get("/Font"))
            for font in (each for each in fonts.values() if isinstance(each, pikepdf.Dictionary)):
                if font.objgen in seen and font.is_indirect:
                    continue
                seen.add(font.objgen)
                self._font(font)

    def _font(self, font: Any) -> None:
        kind = str(font.get("/Subtype", ""))
        name = shortened(str(font.get("/BaseFont", "a font")).lstrip("/"))
        drawn = font
        if kind == _COMPOSITE:
            below = font.get("/DescendantFonts")
            drawn = below[0] if isinstance(below, pikepdf.Array) and len(below) else font
        descriptor = _dictionary(drawn.get("/FontDescriptor"))
        if kind != _DRAWN and not {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor.keys()):
            self._add("font-not-embedded", f"{name} is not embedded")
        # One byte a letter by a known encoding says its text without a map (ISO 32000-1, 9.10.2).
        if kind in (_COMPOSITE, _DRAWN) and "/ToUnicode" not in font:
            self._add("font-without-text", f"{name} does not say which letters it draws")

    def _annotations(self) -> None:
        names = _destinations(self._root)
        for number, page in enumerate(self._pdf.pages, 1):
            annotations = page.obj.get("/Annots")
            links = [each for each in annotations or () if isinstance(each, pikepdf.Dictionary)]
            place = f"page {number}"
            if links and str(page.obj.get("/Tabs", "")) != "/S":
                self._add(
                    "tab-order", "its links are not walked through in the order of the structure", place
                )
            for link in links:
                self._annotation(link, names, place)

    def _annotation(self, link: Any, names: set[str], place: str) -> None:
        action = _dictionary(link.get("/A"))
        if str(action.get("/S", "")) in _PROGRAMS:
            self._finder.add("program-inside", "a link runs a script, or starts a program", place=place)
        if str(link.get("/Subtype", "")) != "/Link":
            return
        if not str(link.get("/Contents", "")).strip():
            self._add("link-unnamed", "a link does not say in words where it leads", place)
        target = action.get("/D") if str(action.get("/S", "")) in _LINKS else link.get("/Dest")
        if isinstance(target, pikepdf.Name | pikepdf.String) and str(target) not in names:
            said = f"a link to {shortened(str(target))} leads nowhere"
            self._finder.add("link-broken", said, place=place)


def _said(message: object, path: Path) -> str:
    return shortened(str(message).removeprefix(str(path)), 160).lstrip(" :")


def _below(tree: Any) -> Iterator[Any]:
    """Yield the elements of a structure tree, each once; a tree that is a ring comes to an end."""
    stack = [tree]
    seen: set[tuple[int, int]] = set()
    while stack and len(seen) < _MOST_OBJECTS:
        element = stack.pop()
        if element.is_indirect:
            if element.objgen in seen:
                continue
            seen.add(element.objgen)
        yield element
        kids = element.get("/K")
        several = kids if isinstance(kids, pikepdf.Array) else [kids]
        stack += [kid for kid in several if isinstance(kid, pikepdf.Dictionary)]


def _destinations(root: Any) -> set[str]:
    """Return the names of places that links may name: of PDF 1.1, and in a name tree (ISO 32000-1, 12.3.2.3)."""
    found = {str(name) for name in _dictionary(root.get("/Dests"))}
    tree = _dictionary(root.get("/Names")).get("/Dests")
    stack = [tree] if isinstance(tree, pikepdf.Dictionary) else []
    seen: set[tuple[int, int]] = set()
    while stack and len(seen) < _MOST_OBJECTS:
        node = stack.pop()
        if node.is_indirect and node.objgen in seen:
            continue
        seen.add(node.objgen)
        pairs = node.get("/Names")
        if isinstance(pairs, pikepdf.Array):
            found.update(str(pairs[n]) for n in range(0, len(pairs), 2))
        stack += [kid for kid in node.get("/Kids") or () if isinstance(kid, pikepdf.Dictionary)]
    return found


def _inherited(page: Any, name: str) -> Any:
    """Return an attribute of a page, which the nodes above it may have for it (ISO 32000-1, 7.7.3.4)."""
    for _ in range(100):
        if not isinstance(page, pikepdf.Dictionary):
            return None
        if name in page:
            return page[name]
        page = page.get("/Parent")
    return None


def _dictionary(found: Any) -> Any:
    """Return a dictionary as it is, and an empty one for anything else."""
    return found if isinstance(found, pikepdf.Dictionary) else pikepdf.Dictionary()


def _true(found: Any) -> bool:
    return isinstance(found, bool | pikepdf.Boolean) and bool(found)
