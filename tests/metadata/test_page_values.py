"""What single values of metadata say: dates, names, sections."""

from __future__ import annotations

import pytest

from convert.metadata.page import _moments, _people, _values
from convert.model import Organization, Person


@pytest.mark.parametrize(
    ("raw", "moment"),
    [
        ("2025", "2025"),
        ("2025-03", "2025-03"),
        ("2025-03-03", "2025-03-03"),
        ("20250303", "2025-03-03"),
        ("2025/03/03", "2025-03-03"),
        ("2025-03-03T14:05", "2025-03-03T14:05:00"),
        ("2025-03-03T14:05Z", "2025-03-03T14:05:00+00:00"),
        ("2025-03-03 14:05:09", "2025-03-03T14:05:09"),
        ("2025-03-03T14:05:09.123456789-0500", "2025-03-03T14:05:09-05:00"),
        ("20250303T140509+05:30", "2025-03-03T14:05:09+05:30"),
        ("2025-03-03 14:05:09 +01", "2025-03-03T14:05:09+01:00"),
        ("Mon, 03 Mar 2025 14:05:09 GMT", "2025-03-03T14:05:09+00:00"),
        ("1741010709", "2025-03-03T14:05:09+00:00"),
        ("1741010709123", "2025-03-03T14:05:09+00:00"),
        ("March 3, 2025", "2025-03-03"),
        ("Monday, March 3, 2025, 02:05 PM", "2025-03-03T14:05:00"),
        # Placeholders, and what no calendar or clock has.
        ("1970-01-01T00:00:00Z", ""),
        ("1969-12-31T19:00:00-05:00", ""),
        ("0000-00-00 00:00:00", ""),
        ("0001-01-01T00:00:00", ""),
        ("9999-12-31", ""),
        ("2025-02-30", ""),
        ("2025-03-03T25:00", ""),
        ("2025-03-03T14:05:00+99:00", ""),
        ("0", ""),
        ("PT5M", ""),
        ("14:05", ""),
        ("yesterday", ""),
        ("03/04/2025 and later", ""),
        ("9" * 500, ""),
        ("", ""),
    ],
)
def test_moments(raw: str, moment: str) -> None:
    assert _moments.parse(raw, "en") == moment


_SITES = ("Harbor Post", "harborpost")


@pytest.mark.parametrize(
    ("values", "names"),
    [
        (["Jane Roe"], [Person("Jane Roe")]),
        (["By Jane Roe and John Doe"], [Person("Jane Roe"), Person("John Doe")]),
        (["Jane Roe, John Doe & Ann Poe"], [Person("Jane Roe"), Person("John Doe"), Person("Ann Poe")]),
        (["Jane Roe", "JANE ROE"], [Person("Jane Roe")]),
        (["Jane Roe, Harbour Editor"], [Person("Jane Roe", jobTitle="Harbour Editor")]),
        (["Jane Roe, MD, PhD"], [Person("Jane Roe")]),
        (["Jane Roe | jroe@example.com"], [Person("Jane Roe")]),
        (["jroe@example.com (Jane Roe)"], [Person("Jane Roe")]),
        (["Jane Roe - Harbor Post Contributor"], [Person("Jane Roe")]),
        (["<a href='/roe'>Jane Roe</a>"], [Person("Jane Roe")]),
        (["Sadhbh O&amp;#39;Sullivan"], [Person("Sadhbh O'Sullivan")]),
        (["bell hooks"], [Person("bell hooks")]),
        (["王小明"], [Person("王小明")]),
        (["Reuters", "https://www.facebook.com/reuters"], [Person("Reuters")]),
        (["Harbor Post"], [Organization("Harbor Post")]),
        (["Harbor Post Sport"], [Organization("Harbor Post Sport")]),
        (["Our Foreign Staff"], [Organization("Our Foreign Staff")]),
        (["Quay & Pier GmbH & Co. KG"], [Organization("Quay & Pier GmbH & Co. KG")]),
        # Nobody.
        (["https://www.facebook.com/jane.roe"], []),
        (["/author/jane"], []),
        (["@janeroe"], []),
        (["jroe@example.com"], []),
        (["admin", "siteadmin", "Staff Writer", "Editor", "Anonymous"], []),
        (["", "null", "undefined", "{{ author }}", "[object Object]", "12345"], []),
    ],
)
def test_people(values: list[str], names: list[Person | Organization]) -> None:
    found = _people.read(values, "en", _SITES)
    expected = [Organization("Reuters")] if names == [Person("Reuters")] else names
    assert list(found) == expected


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Roe, Jane", "Jane Roe"),
        ("van der Roe, J. M.", "J. M. van der Roe"),
        ("Jane Roe", "Jane Roe"),
        ("Jane Roe, John Doe", "Jane Roe, John Doe"),
        ("Roe, Jane, Doe, John", "Roe, Jane, Doe, John"),
    ],
)
def test_names_that_are_turned_round(name: str, plain: str) -> None:
    assert _people.inverted(name) == plain


@pytest.mark.parametrize(
    ("raw", "tag"),
    [
        ("en_US", "en-US"),
        ("EN-gb", "en-GB"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("pt_BR.UTF-8", "pt-BR"),
        ("iw", "he"),
        ("x-default", ""),
        ("und", ""),
        ("english", ""),
        ("en, fr", ""),
        ("", ""),
    ],
)
def test_languages(raw: str, tag: str) -> None:
    assert _values.language(raw) == tag


@pytest.mark.parametrize(
    ("raw", "section"),
    [
        ("Local", "Local"),
        ("Arts, Culture", "Arts, Culture"),
        ("Economy,Europe", "Economy"),
        ("/world/europe", ""),
        ("nil", ""),
    ],
)
def test_sections(raw: str, section: str) -> None:
    assert _values.section(raw) == section


@pytest.mark.parametrize(
    ("raw", "house"),
    [
        ("Harbor Post", "Harbor Post"),
        ("Harbor Post | All the news of the quay", "Harbor Post"),
        ("Blogger", ""),
        ("jdadmin", ""),
        ("The bridge opens on Monday after years of delay and debate", ""),
    ],
)
def test_publishers(raw: str, house: str) -> None:
    assert _values.house(raw) == house


def test_keywords_stand_once_and_are_bounded() -> None:
    assert _values.keywords(["quay, Quay", " pier ,, ", "x" * 61]) == ["quay", "pier"]
    assert len(_values.keywords([", ".join(map(str, range(500)))])) == 50
