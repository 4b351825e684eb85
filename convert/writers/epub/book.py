"""The publication: cover, title page, content documents, pictures, style sheet, contents, metadata."""

from __future__ import annotations

from convert.errors import InputError
from convert.languages import speaking
from convert.model import Article, Meta, codec
from convert.options import WriteOptions
from convert.render import words
from convert.render.carried import carry
from convert.render.notes import cited
from convert.report import Written
from convert.writers.epub import jacket
from convert.writers.epub.album import Album
from convert.writers.epub.contents import contents
from convert.writers.epub.document import document, pictures, serialise, title_page
from convert.writers.epub.profiles import Profile, profile
from convert.writers.epub.style import STYLE, style
from convert.writers.epub.volume import Volume

_COVER, _TITLE, _TEXT = "cover.xhtml", "title.xhtml", "article.xhtml"


def publish(article: Article, options: WriteOptions) -> bytes:
    """Return `article` as an EPUB 3.3 archive; `options` may say what time it carries.

    Raises InputError for a cover that is no picture, or where the reading system needs to know the language.
    """
    meta, chosen = article.meta, profile(options.profile)
    check(meta, chosen)
    volume = Volume(meta, codec.encode(article).decode(), chosen)
    front = opened(volume, meta, options, chosen)
    album = Album()
    text = document(article, album.show, STYLE, framed=False, note=chosen.note)
    carry(text, article, album.shown(pictures(text)), lambda: serialise(text).decode())
    volume.add(_TEXT, text)
    volume.contents(contents(article, _TITLE, _TEXT, chosen.depth))
    volume.illustrate(album)
    volume.dress(*style(volume.documents(), options, meta))
    data = volume.pack(options, notes=bool(cited(article)))
    return Written.of(data, front.diagnostics) if front.diagnostics else data


def check(meta: Meta, chosen: Profile) -> None:
    """Raise InputError where the reading system has to know the language, and it is not known."""
    if chosen.language_needed and words.language(meta.inLanguage) == "und":
        raise InputError(
            "is in no language that is known, and Kindle takes no such book", hint="name it with --lang"
        )


def opened(volume: Volume, meta: Meta, options: WriteOptions, chosen: Profile) -> jacket.Jacket:
    """Begin a publication with its cover, which is returned, and its title page. Raises InputError for no picture."""
    front = jacket.jacket(meta, options.cover, chosen)
    volume.bind(front)
    if chosen.cover_page:
        volume.add(_COVER, jacket.page(meta, front, STYLE))
        volume.landmark("cover", _COVER, speaking(meta.inLanguage).labels.cover)
    volume.add(_TITLE, title_page(meta, STYLE))
    volume.landmark("text", _TITLE, words.headline(meta))
    return front
