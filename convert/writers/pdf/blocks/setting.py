"""What all blocks of one article are set with."""

from __future__ import annotations

from msgspec import Struct

from convert.fonts.words import main_script
from convert.languages import known
from convert.model import Article
from convert.model.text import plain
from convert.options import WriteOptions
from convert.render import words
from convert.writers.pdf.layout.line import Setter
from convert.writers.pdf.page import Geometry, geometry
from convert.writers.pdf.styles import Sheet, sheet

# How the scripts of single letters are called where a style is chosen: Han by the language that is commonest.
_WRITTEN = {"Hani": "Hans", "Hira": "Jpan", "Kana": "Jpan", "Hang": "Kore"}


class Setting(Struct, frozen=True):
    """The page, the styles, and what breaks lines."""

    page: Geometry
    sheet: Sheet
    setter: Setter

    @property
    def narrowest(self) -> float:
        """The width that no indent goes below."""
        return 0.45 * self.page.column


def setting(article: Article, options: WriteOptions) -> Setting:
    """Return what `article` is set with, as `options` say."""
    meta = article.meta
    language = words.language(meta.inLanguage)
    rtl = words.direction(meta.inLanguage) == "rtl"
    return Setting(
        geometry(options.paper, options.columns, rtl=rtl),
        sheet(options.font_size, options.columns, _script(article)),
        Setter(language, rtl=rtl),
    )


def _script(article: Article) -> str:
    """Return the script of an article (ISO 15924): its language's, else that of its first letter."""
    language = known(article.meta.inLanguage)
    if language:
        return language.script
    text = article.meta.headline or next((plain(child) for child in article.children), "")
    found = main_script(text[:200], "Latn")
    return _WRITTEN.get(found, found)
