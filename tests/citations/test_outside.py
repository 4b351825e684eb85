"""Sources from beside the text: what each kind of file says, and what is said of a bad one."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest

from convert.citations.outside import read, worded
from convert.draft import SourceList
from convert.errors import InputError
from convert.source import Source

_ROE = {"family": "Roe", "given": "Jane"}
_DAY = {"date-parts": [[2025, 3, 3]]}


def _read(name: str, text: str) -> SourceList:
    found = read([Source(name, text.encode())])
    assert found is not None
    return found


def _items(found: SourceList) -> list[Any]:
    return [json.loads(msgspec.json.encode(entry.item)) for entry in found.entries]


_BIB = r"""
Words outside of entries are comments.
@comment{So is this.}
@string{hp = "Harbour Post"}
@article{roe2025,
  author = {Roe, Jane and {City Council} and Ludwig van Beethoven and King, Jr., Martin and others},
  title = {The {B}udget \& {\"U}ber 50% caf\'e~au},
  journal = hp, month = mar, year = 2025, day = 3,
  url = {https://example.org/a_b%20c?x=1&utm_source=chatgpt.com},
}
@online{b, title = "Harbour #2", howpublished = {\url{https://example.org/b}}, urldate = {2025-10-05}}
@book(c, title = {A book}, date = {2024-11/2024-12}, doi = {10.1000/182}, publisher = {Press})
@phdthesis{d, author = {Jane Roe}, title = {On harbours}, school = {Port University}, year = {1999}}
"""
_RIS = """\
Some exporters open with a line of their own.
TY  - NEWS
ID  - roe
AU  - Roe, Jane
AU  - City Council
TI  - The budget
  explained
T2  - Harbour Post
DA  - 2025/03/03/
Y2  - 2025/10/05/
UR  - https://example.org/a;b
ER  -

TY  - JOUR
A1  - King, Martin, Jr.
T1  - On harbours
PY  - 1999
DO  - 10.1000/182
ER  -
"""


@pytest.mark.parametrize(
    ("name", "text", "labels", "items"),
    [
        (
            "a.json",
            json.dumps(
                [
                    {
                        "id": "roe2025",
                        "type": "article-newspaper",
                        "title": "The <i>budget</i> <span class='nocase'>NASA</span> 1 < 2",
                        "author": [_ROE, {"literal": "City Council"}],
                        "container-title": "Harbour Post",
                        "issued": {"date-parts": [["2025", "3", "3"]]},
                        "accessed": {"raw": "2025-10-05"},
                        "URL": "https://example.org/a?utm_source=chatgpt.com",
                        "volume": 3,
                    },
                    {
                        "id": 7,
                        "DOI": "https://doi.org/10.1000/182",
                        "author": [
                            {"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van"}
                        ],
                        "issued": {"literal": "in the days of yore"},
                    },
                    {"title": "No id"},
                ]
            ),
            ["roe2025", "7", "3"],
            [
                {
                    "type": "article-newspaper",
                    "title": "The budget NASA 1 < 2",
                    "author": [_ROE, {"literal": "City Council"}],
                    "container-title": "Harbour Post",
                    "issued": _DAY,
                    "accessed": {"date-parts": [[2025, 10, 5]]},
                    "URL": "https://example.org/a",
                },
                {
                    "author": [{"family": "van Beethoven", "given": "Ludwig"}],
                    "URL": "https://doi.org/10.1000/182",
                },
                {"title": "No id"},
            ],
        ),
        (
            "a.BIB",
            _BIB,
            ["roe2025", "b", "c", "d"],
            [
                {
                    "type": "article-journal",
                    "title": "The Budget & Über 50% café au",
                    "author": [
                        _ROE,
                        {"literal": "City Council"},
                        {"family": "van Beethoven", "given": "Ludwig"},
                        {"family": "King Jr.", "given": "Martin"},
                    ],
                    "container-title": "Harbour Post",
                    "issued": _DAY,
                    "URL": "https://example.org/a_b%20c?x=1",
                },
                {
                    "type": "webpage",
                    "title": "Harbour #2",
                    "accessed": {"date-parts": [[2025, 10, 5]]},
                    "URL": "https://example.org/b",
                },
                {
                    "type": "book",
                    "title": "A book",
                    "publisher": "Press",
                    "issued": {"date-parts": [[2024, 11], [2024, 12]]},
                    "URL": "https://doi.org/10.1000/182",
                },
                {
                    "type": "thesis",
                    "title": "On harbours",
                    "author": [_ROE],
                    "publisher": "Port University",
                    "issued": {"date-parts": [[1999]]},
                },
            ],
        ),
        (
            "a.ris",
            _RIS,
            ["roe", "2"],
            [
                {
                    "type": "article-newspaper",
                    "title": "The budget explained",
                    "author": [_ROE, {"literal": "City Council"}],
                    "container-title": "Harbour Post",
                    "issued": _DAY,
                    "accessed": {"date-parts": [[2025, 10, 5]]},
                    "URL": "https://example.org/a;b",
                },
                {
                    "type": "article-journal",
                    "title": "On harbours",
                    "author": [{"family": "King Jr.", "given": "Martin"}],
                    "issued": {"date-parts": [[1999]]},
                    "URL": "https://doi.org/10.1000/182",
                },
            ],
        ),
        (
            "a.txt",
            "https://example.org/a?utm_source=chatgpt.com\n\nField notes of the 1978 expedition\n",
            ["1", "2"],
            [
                {"type": "webpage", "URL": "https://example.org/a"},
                {"title": "Field notes of the 1978 expedition"},
            ],
        ),
        (
            "a.txt",
            "[1] https://example.org/a\n[2] https://example.org/b\n- https://example.org/c\n"
            "4. The fourth\n7. The seventh",
            ["1", "2", "3", "4", "5"],
            [
                {"type": "webpage", "URL": "https://example.org/a"},
                {"type": "webpage", "URL": "https://example.org/b"},
                {"type": "webpage", "URL": "https://example.org/c"},
                {"title": "The fourth"},
                {"title": "7. The seventh"},
            ],
        ),
    ],
)
def test_a_file_is_read(name: str, text: str, labels: list[str], items: list[Any]) -> None:
    for line_end in ("\n", "\r\n"):
        found = _read(name, text.replace("\n", line_end))
        assert [entry.label for entry in found.entries] == labels
        assert _items(found) == items
        assert [entry.number for entry in found.entries] == list(range(1, len(items) + 1))
        assert {(entry.start, entry.end) for entry in found.entries} == {(0, 0)}


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        (
            "a.doc",
            "x",
            "a.doc: a list of sources of no kind that is known; name it .json, .bib, .ris, .txt by what it holds",
        ),
        ("a.txt", "\n", "a.txt: holds no source"),
        ("a.bib", "no entries", "a.bib: holds no source"),
        ("a.json", "[]", "a.json: holds no source"),
        ("a.ris", "", "a.ris: holds no source"),
        ("a.json", '[\n{"id": 1,}]', "a.json:2:10: no JSON: "),
        ("a.json", '{"type": "article"}', "a.json:1: no CSL JSON: not a list of sources"),
        (
            "a.json",
            '[\n{"title": "T"},\n\n3]',
            "a.json:4: no CSL JSON: a source has a field of another kind ",
        ),
        ("a.json", '[{"title": ["T"]}]', "a.json:1: no CSL JSON: a source has a field of another kind "),
        (
            "a.json",
            '[{"title": "T", "author": "Roe"}]',
            "a.json:1: no CSL JSON: a source has a field of another ",
        ),
        (
            "a.json",
            '[{"title": "T", "issued": {"date-parts": [["x"]]}}]',
            "a.json:1: no CSL JSON: a source has ",
        ),
        (
            "a.json",
            '[{"title": "T", "issued": {"date-parts": {"a": 1}}}]',
            "a.json:1: no CSL JSON: a source has ",
        ),
        ("a.json", '[{"title": "T", "issued": {"date-parts": [[2025, 13]]}}]', "a.json:1: no CSL JSON: a "),
        (
            "a.json",
            '[{"title": "T", "issued": {"date-parts": [[true]]}}]',
            "a.json:1: no CSL JSON: a source ",
        ),
        (
            "a.json",
            '[{"title": "T", "issued": {"date-parts": [[1e999]]}}]',
            "a.json:1: no CSL JSON: a source ",
        ),
        ("a.json", '[{"title": "T", "volume": NaN}]', "a.json: no JSON: a number that is none"),
        ("a.json", f'[{{"id": {"9" * 5000}}}]', "a.json: no JSON: a number that is none"),
        ("a.json", '[{"id": "a"}]', "a.json:1: a source without a title, an author or an address"),
        ("a.json", "[" * 100000, "a.json: no CSL JSON: nested without end"),
        (
            "a.json",
            '[{"id": "a", "title": "T"},\n {"id": "a", "title": "U"}]',
            "a.json:2: a second source is called 'a'",
        ),
        (
            "a.bib",
            "\n@book{a, title={x}}\n@book{a, title={y}}",
            "a.bib:3: no BibTeX: a second entry is called 'a'",
        ),
        ("a.bib", "@book{a, title={x}, title={y}}", "a.bib:1: no BibTeX: an entry has several fields title"),
        (
            "a.bib",
            '@book{a, title="x" # "y"}',
            "a.bib:1: BibTeX with a value in parts (#), which is not read",
        ),
        ("a.bib", "\n\n@book{a, title={x", "a.bib:3: no BibTeX: Unexpectedly reached end of file"),
        ("a.bib", "@book{a, year=2025}", "a.bib:1: a source without a title"),
        ("a.ris", "TY  - JOUR\nTI  - T\n", "a.ris:1: no RIS: a record begins (TY) and does not end (ER)"),
        (
            "a.ris",
            "TY  - JOUR\nTI  - T\nTY  - JOUR\nER  -",
            "a.ris:1: no RIS: a record begins (TY) and does not end",
        ),
        ("a.ris", "\nER  - ", "a.ris:2: no RIS: a record ends (ER) that did not begin (TY)"),
    ],
)
def test_a_bad_file_is_named_with_its_line(
    name: str, text: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(InputError) as error:
        read([Source(name, text.encode())])
    assert str(error.value).startswith(message)
    assert capsys.readouterr() == ("", "")


def test_what_is_no_character_is_left_out() -> None:
    given = {
        "id": "a\x00",
        "title": "A\ud800 \x1b[1m b\ufdd0",
        "author": [{"family": "R\x07oe"}],
        "URL": "https://a.b/\ue000",
    }
    (item,) = _items(found := _read("a.json", json.dumps([given])))
    assert item == {"title": "A [1m b", "author": [{"family": "Roe"}], "URL": "https://a.b/\ue000"}
    assert found.entries[0].label == "a"
    assert _read("a.txt", "A\x00 title").entries[0].text == "A title"


def test_what_is_not_utf8_is_named_with_its_line() -> None:
    with pytest.raises(InputError, match=r"^a\.bib:2: not UTF-8; save it as UTF-8$"):
        read([Source("a.bib", b"@book{a,\n title={Caf\xe9}}")])


def test_several_files_are_one_list() -> None:
    one = Source("a.bib", b"@book{a, title={A}}\n@book{b, title={B}}")
    two = Source("b.txt", b"https://www.example.org/c/\n")
    found = read([one, two, one])
    assert found
    assert [(entry.number, entry.label, entry.key) for entry in found.entries] == [
        (1, "a", "source:a"),
        (2, "b", "source:b"),
        (3, "3", "url:example.org/c"),
    ]
    with pytest.raises(InputError, match=r"^c\.bib:2: a second source is called 'b'$"):
        read([one, Source("c.bib", b"\n@book{b, title={Another}}")])
    assert read([]) is None


def test_data_gets_its_words_in_the_language_and_a_line_keeps_its_own() -> None:
    data = _read("a.json", '[{"id": "a", "title": "T", "issued": {"date-parts": [[2025, 3, 3]]}}]')
    assert [entry.text for entry in worded(data, "de").entries] == ["T. 3. März 2025."]
    line = _read("a.txt", "Roe, J. T, 3/3/25!")
    assert [entry.text for entry in worded(line, "de").entries] == ["Roe, J. T, 3/3/25!"]
