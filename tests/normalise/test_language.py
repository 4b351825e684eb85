"""The language of an article: its own, whatever the page around it speaks or says."""

from __future__ import annotations

import pytest

from convert import pipeline
from convert.options import ReadOptions
from convert.source import Source

ENGLISH = "The council voted on Monday to keep the library open. It will be paid for by the town and by its readers. "
BENGALI = "কুষ্টিয়ায় এক ব্যক্তিকে নিজ বাড়ির সামনে কুপিয়ে হত্যা করা হয়েছে। পুলিশ একজনকে আটক করেছে বলে জানা গেছে। "
MENU = "".join(f"<li><a href='/{n}'>Aktuelles von der Stadt und aus dem Umland</a>" for n in range(40))


def page(text: str, lang: str) -> bytes:
    """Return a page in which an English article stands beside a German menu as long as itself."""
    story = "".join(f"<p>{text * 2}</p>" for _ in range(4))
    body = f"<nav><ul>{MENU}</ul></nav><article><h1>{text[:40]}</h1>{story}</article>"
    return f"<html{lang}><title>{text[:40]}</title><body>{body}".encode()


@pytest.mark.parametrize(
    ("text", "lang", "told"),
    [
        (ENGLISH, "", "en"),  # the page as a whole is neither
        (BENGALI, " lang='en-US'", None),  # nobody has written Bengali in Latin letters
        (BENGALI, " lang='bn'", "bn"),
        (ENGLISH, " lang='en-GB'", "en-GB"),
    ],
)
def test_the_article_tells(text: str, lang: str, told: str | None) -> None:
    assert pipeline.read(Source("page.html", page(text, lang))).article.meta.inLanguage == told


def test_whoever_names_it_knows_better() -> None:
    source = Source("page.html", page(BENGALI, " lang='en-US'"))
    assert pipeline.read(source, ReadOptions(language="as")).article.meta.inLanguage == "as"
