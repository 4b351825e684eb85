"""Bylines: the authors that a line names, and lines that only begin like one."""

from __future__ import annotations

import pytest

from convert.metadata.bylines import Author, parse
from convert.metadata.names import bare
from convert.model import Organization, Person

ROE, DOE = Person("Jane Roe"), Person("John Doe")
DOE_PICTURES = Person("John Doe", jobTitle="pictures")


@pytest.mark.parametrize(
    ("text", "language", "authors"),
    [
        ("By Jane Roe", "en", (ROE,)),
        ("by Jane Roe.", "en", (ROE,)),
        ("By Jane Roe and John Doe", "en", (ROE, DOE)),
        ("By Jane Roe, John Doe and Ana Roe", "en", (ROE, DOE, Person("Ana Roe"))),
        ("By Jane Roe & John Doe, Associated Press", "en", (ROE, DOE, Organization("Associated Press"))),
        ("By JANE ROE", "en", (ROE,)),
        ("By Jane Roe in London", "en", (ROE,)),
        ("By Reuters", "en", (Organization("Reuters"),)),
        (
            "Written by Jane Roe, science correspondent",
            "en",
            (Person("Jane Roe", jobTitle="science correspondent"),),
        ),
        ("Author: J. R. O'Neill", "en", (Person("J. R. O'Neill"),)),
        ("By Ludwig van der Berg", "en", (Person("Ludwig van der Berg"),)),
        ("Von Katharina Möllner und Jörg Ott", "de", (Person("Katharina Möllner"), Person("Jörg Ott"))),
        ("Par Élodie Garrigue", "fr", (Person("Élodie Garrigue"),)),
        ("Автор: Анна Коробова", "ru", (Person("Анна Коробова"),)),
        ("// By Jane Roe", "en", (ROE,)),
        ("By Jane Roe, John Doe", "en", (ROE, DOE)),
        ("By Jane Roe @janeroe", "en", (ROE,)),
        (
            "By Jane Roe (text) and John Doe (pictures)",
            "en",
            (Person("Jane Roe", jobTitle="text"), DOE_PICTURES),
        ),
        ("By Jane Roe, MA, PhD", "en", (ROE,)),
        ("Written by Jane Roe, Edited by John Doe", "en", (ROE,)),
        ("Von Anna Müller, Berlin", "de", (Person("Anna Müller"),)),
        ("Par Anna Roux (avec Jean Petit)", "fr", (Person("Anna Roux"), Person("Jean Petit"))),
        ("文/张三", "zh", (Person("张三"),)),
        ("作者：王小明", "zh", (Person("王小明"),)),
        ("記者 王小明 台北報導", "zh", (Person("王小明"),)),
        ("記者王小明／台北報導", "zh", (Person("王小明"),)),
        ("文＝山田太郎", "ja", (Person("山田太郎"),)),
        ("文＝山田 太郎", "ja", (Person("山田 太郎"),)),
        ("Di Redazione", "it", (Organization("Redazione"),)),
        ("إعداد: محمد علي", "ar", (Person("محمد علي"),)),
        ("מאת יוסי כהן", "he", (Person("יוסי כהן"),)),
        ("लेखक: अन्ना शर्मा", "hi", (Person("अन्ना शर्मा"),)),
    ],
)
def test_a_byline_names_its_authors(text: str, language: str, authors: tuple[Author, ...]) -> None:
    assert parse(text, language) == authors


@pytest.mark.parametrize(
    "text",
    [
        "By the time the sun rose, they had gone.",
        "By 2025 all cars will be electric",
        "By a majority vote",
        "Bye Jane",
        "Jane Roe",
        "By Jane Roe. She was the first to cross the strait alone.",
        "by",
    ],
)
def test_a_line_that_only_begins_like_a_byline_names_no_one(text: str) -> None:
    assert parse(text, "en") == ()


@pytest.mark.parametrize(
    ("text", "language", "author"),
    [
        ("Jane Roe", "en", ROE),
        ("JANE ROE", "en", ROE),
        ("Ludwig van der Berg", "de", Person("Ludwig van der Berg")),
        ("J. R. O'Neill", "en", Person("J. R. O'Neill")),
        ("山田 太郎", "ja", Person("山田 太郎")),
        ("山田太郎記者", "ja", Person("山田太郎", jobTitle="記者")),
        ("홍길동기자", "ko", Person("홍길동", jobTitle="기자")),
        ("山田太郎", "ja", None),
        ("経済 政治", "ja", None),
        ("東京 都内", "ja", None),
        ("社会部記者", "ja", None),
        ("新聞記者", "ja", None),
        ("王明 北京", "zh", None),
        ("홍길동 기자", "ko", Person("홍길동", jobTitle="기자")),
        ("Jane", "en", None),
        ("Jane Roe said", "en", None),
        ("Harbor News", "en", None),
        ("Read More", "en", None),
        ("Sign In", "en", None),
        ("New York", "en", None),
        ("United States", "en", None),
        ("Staff Writer", "en", None),
        ("Getty Images", "en", None),
        ("Mehr lesen", "de", None),
        ("Sankt Gallen", "de", None),
        ("", "en", None),
    ],
)
def test_a_bare_name(text: str, language: str, author: Person | None) -> None:
    assert bare(text, language) == author


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Корреспондент Поделиться", "ru"),
        ("记者 分享", "zh"),
        ("Reporter: Compartir", "es"),
        ("Autor: Teilen", "de"),
        ("Par Partager", "fr"),
        ("記者：シェア", "ja"),
        ("기자 공유", "ko"),
    ],
)
def test_what_a_button_says_is_no_name(text: str, language: str) -> None:
    assert parse(text, language) == ()
