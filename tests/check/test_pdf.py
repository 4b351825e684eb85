"""What the built-in checker of PDFs finds, and what it passes by."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from convert import pipeline
from convert.check.pdf import part
from convert.source import from_path
from tests.check.looking import codes, look
from tests.corpus import FIXTURES, name

Change = Callable[[Pdf], None]


@cache
def _good() -> bytes:
    """Return a PDF of ours with links, notes and several fonts."""
    path = next(path for path in FIXTURES if name(path) == "sources--glacier-survey")
    return pipeline.write(pipeline.read(from_path(path)).article, "pdf")


def _changed(change: Change, **how: object) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(_good())) as pdf:
        change(pdf)
        pdf.save(out, fix_metadata_version=False, **how)  # type: ignore[arg-type]
    return out.getvalue()


def _fonts(pdf: Pdf) -> list[Dictionary]:
    return [font for page in pdf.pages for font in page.obj.Resources.Font.values()]  # type: ignore[misc]


def _links(pdf: Pdf) -> list[Dictionary]:
    return [each for page in pdf.pages for each in page.obj.get("/Annots", ())]  # type: ignore[misc]


def _elements(pdf: Pdf, kind: str) -> list[Dictionary]:
    objects = (each for each in pdf.objects if isinstance(each, Dictionary))
    return [each for each in objects if each.get("/S") == Name(kind) and "/P" in each]


def _no_file(pdf: Pdf) -> None:
    for font in _fonts(pdf):
        below = font.get("/DescendantFonts")
        descriptor = (below[0] if below is not None else font).FontDescriptor
        del descriptor["/FontFile2"]


def _no_map(pdf: Pdf) -> None:
    for font in _fonts(pdf):
        font.Subtype = Name.Type0
        if "/ToUnicode" in font:
            del font["/ToUnicode"]


def _dangling(pdf: Pdf) -> None:
    _links(pdf)[0].A = Dictionary(S=Name.GoTo, D=String("nowhere"))


def _leading(pdf: Pdf) -> None:
    place = Array([pdf.pages[0].obj, Name.Fit])
    pdf.Root.Names = Dictionary(
        Dests=Dictionary(Kids=Array([Dictionary(Names=Array([String("here"), place]))]))
    )
    _links(pdf)[0].A = Dictionary(S=Name.GoTo, D=String("here"))


def _figure(alt: str) -> Change:
    def change(pdf: Pdf) -> None:
        element = _elements(pdf, "/P")[0]
        element.S = Name.Figure
        element.Alt = String(alt)

    return change


def _same_notes(pdf: Pdf) -> None:
    for note in _elements(pdf, "/Note"):
        note.ID = String("note")


def _put(path: str, value: object) -> Change:
    def change(pdf: Pdf) -> None:
        pdf.Root[path] = value

    return change


def _drop(path: str) -> Change:
    def change(pdf: Pdf) -> None:
        del pdf.Root[path]

    return change


def _tabs(pdf: Pdf) -> None:
    for page in pdf.pages:
        page.obj.Tabs = Name.R


def _nothing(_pdf: Pdf) -> None:
    pass


CASES: dict[str, tuple[Change, Change]] = {
    "untagged": (
        _put("/MarkInfo", Dictionary(Marked=False)),
        _put("/MarkInfo", Dictionary(Marked=True, Suspects=False)),
    ),
    "language-missing": (_put("/Lang", String(" ")), _put("/Lang", String("und"))),
    "title-missing": (
        _put("/ViewerPreferences", Dictionary(DisplayDocTitle=False)),
        _put("/ViewerPreferences", Dictionary(DisplayDocTitle=True, FitWindow=True)),
    ),
    "font-not-embedded": (_no_file, _nothing),
    "font-without-text": (_no_map, _nothing),
    "tab-order": (_tabs, lambda pdf: _links(pdf).clear()),
    "link-unnamed": (lambda pdf: _links(pdf)[0].__setitem__("/Contents", String(" ")), _leading),
    "link-broken": (_dangling, _leading),
    "alternative-missing": (_figure(""), _figure("A boat")),
    "note-unnamed": (_same_notes, lambda pdf: _elements(pdf, "/Note")[0].__setitem__("/ID", String("other"))),
    "program-inside": (
        _put("/OpenAction", Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))),
        _put("/OpenAction", Dictionary(S=Name.Named, N=Name.FirstPage)),
    ),
    "metadata-missing": (_drop("/Metadata"), _nothing),
}


def test_a_good_pdf_has_no_fault(tmp_path: Path) -> None:
    assert look("pdf", _good(), tmp_path) == ()


@pytest.mark.parametrize("code", CASES)
def test_what_is_wrong_is_found(code: str, tmp_path: Path) -> None:
    found = codes(look("pdf", _changed(CASES[code][0]), tmp_path))
    # Without metadata there is no title either.
    assert found == {code} | ({"title-missing"} if code == "metadata-missing" else set())


@pytest.mark.parametrize("code", CASES)
def test_what_comes_near_it_is_passed_by(code: str, tmp_path: Path) -> None:
    assert codes(look("pdf", _changed(CASES[code][1]), tmp_path)) == set()


def test_what_is_not_claimed_is_only_a_warning(tmp_path: Path) -> None:
    def unclaimed(pdf: Pdf) -> None:
        del pdf.Root["/Metadata"]
        del pdf.Root["/Lang"]

    found = look("pdf", _changed(unclaimed), tmp_path)
    assert {fault.severity for fault in found} == {"warning"}
    (claimed,) = look("pdf", _changed(_drop("/Lang")), tmp_path)
    assert claimed.severity == "error"


def test_a_password_is_a_fault(tmp_path: Path) -> None:
    locked = _changed(_nothing, encryption=pikepdf.Encryption(owner="o", user="u"))
    assert codes(look("pdf", locked, tmp_path)) == {"pdf-locked"}


def test_one_that_only_its_owner_may_change_can_be_read(tmp_path: Path) -> None:
    open_to_all = _changed(_nothing, encryption=pikepdf.Encryption(owner="o", user=""))
    assert codes(look("pdf", open_to_all, tmp_path)) == set()


def _empty() -> bytes:
    out = io.BytesIO()
    with Pdf.new() as pdf:
        pdf.save(out)
    return out.getvalue()


def _bomb() -> bytes:
    """Return a PDF whose object stream unpacks to more than any may."""
    packed = zlib.compress(b"1 0 " + b" " * 400_000_000)
    stream = b"5 0 obj <</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>> stream\n" % len(packed)
    rows = b"\x00\x00\x00\xff" + b"\x02\x00\x05\x00" * 4 + b"\x01\x00\x0a\x00"
    out = b"%PDF-1.7\n" + b" " + stream + packed + b"\nendstream endobj\n"
    at = len(out)
    xref = b"6 0 obj <</Type/XRef/Size 6/W[1 2 1]/Root 1 0 R/Length %d>> stream\n" % len(rows)
    return out + xref + rows + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF" % at


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "pdf-damaged"),
        (b"%PDF-1.7\n", "pdf-damaged"),
        (b"%PDF-1.7\n" + b"[" * 100_000, "pdf-damaged"),
        (_empty(), "pdf-damaged"),
        (_bomb(), "pdf-damaged"),
    ],
    ids=["nothing", "head", "deep", "no-pages", "bomb"],
)
def test_what_is_broken_or_hostile_is_survived(data: bytes, code: str, tmp_path: Path) -> None:
    assert code in codes(look("pdf", data, tmp_path))


@pytest.mark.parametrize("at", range(10, 100, 10))
def test_a_file_that_ends_early_is_damaged(at: int, tmp_path: Path) -> None:
    data = _good()
    assert "pdf-damaged" in codes(look("pdf", data[: len(data) * at // 100], tmp_path))


def test_a_structure_that_is_a_ring_comes_to_an_end(tmp_path: Path) -> None:
    def ring(pdf: Pdf) -> None:
        _elements(pdf, "/P")[0].K = pdf.Root.StructTreeRoot

    look("pdf", _changed(ring), tmp_path)


@pytest.mark.parametrize("value", [b"1", b"/X", b"(x)", b"[1 2]", b"<</K 7 /S [1]>>"], ids=range(5))
@pytest.mark.parametrize(
    "path",
    [
        "/Metadata",
        "/MarkInfo",
        "/ViewerPreferences",
        "/Names",
        "/OpenAction",
        "/StructTreeRoot",
        "/Dests",
        "/Lang",
    ],
)
def test_values_of_other_types_are_survived(path: str, value: bytes, tmp_path: Path) -> None:
    def change(pdf: Pdf) -> None:
        pdf.Root[path] = pikepdf.Object.parse(value)

    look("pdf", _changed(change), tmp_path)


def test_every_code_has_its_case() -> None:
    beside = {"unreadable", "too-large", "pdf-damaged", "pdf-locked"}
    assert {*part.faults} == {*CASES} | beside
