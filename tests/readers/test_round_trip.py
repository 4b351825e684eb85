"""What we wrote we read back: the same tree, from HTML and from EPUB."""

from __future__ import annotations

import hashlib
import json
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import msgspec
import pytest
from hypothesis import given, settings

from convert import pipeline
from convert.errors import InputError, TooLarge
from convert.model import Article, Figure, Image, Meta, codec
from convert.readers._ours import ours
from convert.source import Source
from tests.corpus import FIXTURES
from tests.trees import BARE, HOSTILE, RICH, RIGHT_TO_LEFT, articles, everywhere, nested, paragraph, picture

SAMPLES = [BARE, RICH, RIGHT_TO_LEFT, nested(60), *map(everywhere, HOSTILE)]
EVERY_FIXTURE = pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.parent.name)


def _page(article: Article) -> str:
    return pipeline.write(article, "html").decode()


def _from_epub(data: bytes, name: str = "book.epub") -> Article:
    reading = pipeline.examine(Source(name, data))
    assert reading.report.spans == ()  # a zip archive is no text
    return reading.article


def _repacked(data: bytes, change: dict[str, bytes]) -> bytes:
    """Return an EPUB as another tool leaves it: compressed, some files changed."""
    packed = BytesIO()
    with ZipFile(BytesIO(data)) as archive, ZipFile(packed, "w", ZIP_DEFLATED) as other:
        for name in archive.namelist():
            other.writestr(name, change.get(name, archive.read(name)))
    return packed.getvalue()


@EVERY_FIXTURE
def test_the_html_and_the_epub_of_a_fixture_give_its_tree(path: Path) -> None:
    article = codec.decode((path.parent / "article.json").read_bytes())
    page = pipeline.examine(Source("page.html", pipeline.write(article, "html")))
    assert page.article == article
    assert [span.action for span in page.report.spans] == ["kept"]
    assert _from_epub(pipeline.write(article, "epub")) == article


@pytest.mark.parametrize("article", SAMPLES)
def test_the_html_and_the_epub_of_a_sample_give_its_tree(article: Article) -> None:
    assert ours(_page(article)) == article
    assert _from_epub(pipeline.write(article, "epub")) == article


@given(articles)
@settings(max_examples=60, deadline=None)
def test_the_html_of_any_article_gives_its_tree(article: Article) -> None:
    assert ours(_page(article)) == article


@given(articles)
@settings(max_examples=15, deadline=None)
def test_the_epub_of_any_article_gives_its_tree(article: Article) -> None:
    assert _from_epub(pipeline.write(article, "epub")) == article


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The council voted", "The council did not vote"),
        ('lang="en"', 'lang="fr"'),
        ("</article>", "<p>One paragraph more.</p></article>"),
        ("</body>", "<p>A word below.</p></body>"),
        ("Council keeps the library open</title>", "Council closes the library</title>"),
        ('"headline": "Council keeps', '"headline": "Council loses'),
        ('"headline":"Council keeps', '"headline":"Council loses'),
        ("<p>The vote was 7 to 2.</p>", ""),
    ],
)
def test_a_page_that_was_changed_is_a_page_like_any_other(before: str, after: str) -> None:
    page = _page(BARE)
    changed = page.replace(before, after)
    assert changed != page
    assert ours(changed) is None


@pytest.mark.parametrize(
    "change",
    [
        lambda page: page.replace("\n", "\r\n"),
        lambda page: "\ufeff" + page,
        lambda page: page + "\n\n",
        lambda page: page.replace("<p>", "\n\t<p>"),
    ],
    ids=["line ends of Windows", "byte order mark", "lines at the end", "indentation"],
)
def test_white_space_changes_nothing(change: object) -> None:
    assert ours(change(_page(RICH))) == RICH  # type: ignore[operator]


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<!doctype html><title>Another</title><p>Text.",
        '<script type="application/json" id="article-tree" data-page="' + "0" * 64 + '">{}</script>',
        '<script type="application/json" id="article-tree" data-page="' * 1000,
    ],
)
def test_another_page_is_not_ours(page: str) -> None:
    assert ours(page) is None


@pytest.mark.parametrize(
    "block", ["{}", "[" * 5000, '{"tree":{"type":"article"}}', '{"tree":{},"pictures":[7]}']
)
def test_a_tree_that_is_none_is_not_ours(block: str) -> None:
    page = _page(BARE)
    start, end = page.index('{"tree"'), page.index("</script>", page.index('{"tree"'))
    assert ours(page[:start] + block + page[end:]) is None


def test_pictures_are_carried_once() -> None:
    """A picture that the page shows is left out of the tree that goes along, however often it stands there."""
    large = picture("png", (300, 200))
    article = Article(
        Meta(headline="Bridges"),
        (
            Figure((Image(large, "One"), paragraph("One."))),
            Figure((Image(picture("gif"), "Two"),)),
            Figure((Image(large, "One again"),)),
            Figure((Image("data:image/png;base64,AAAA", "Broken"),)),
        ),
    )
    page = _page(article)
    assert page.count(large) == 2  # as often as it is shown
    assert ours(page) == article
    epub = pipeline.write(article, "epub")
    assert len(epub) < len(pipeline.write(BARE, "epub")) + len(large) + 3000
    assert _from_epub(epub) == article


def test_an_epub_is_ours_however_it_was_packed() -> None:
    assert _from_epub(_repacked(pipeline.write(RICH, "epub"), {})) == RICH


def test_an_epub_is_known_by_its_beginning() -> None:
    assert _from_epub(pipeline.write(BARE, "epub"), "<stdin>") == BARE


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (
            b"no zip at all",
            "book.epub: is not an EPUB that can be opened: File is not a zip file; save it anew",
        ),
        (
            _repacked(pipeline.write(BARE, "epub"), {"EPUB/article.xhtml": b"<html/>"}),
            "book.epub: is an EPUB that was not made, or not left, by `article`; EPUBs that `article` made are read"
            " so far: turn others into text or HTML first, for example with pandoc",
        ),
    ],
)
def test_another_epub_is_said_to_be_none_of_ours(data: bytes, error: str) -> None:
    with pytest.raises(InputError) as caught:
        _from_epub(data)
    assert str(caught.value) == error


def test_a_bomb_is_not_unpacked() -> None:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as bomb:
        for n in range(3):
            bomb.writestr(f"{n}.xhtml", bytes(100_000_000))
    with pytest.raises(TooLarge, match="has more than 50 MB"):
        _from_epub(packed.getvalue())


def test_a_page_whose_pictures_would_be_more_than_an_article_has_is_refused() -> None:
    """One picture of the page in very many places: the tree that it carries says so, and anybody can write one."""
    picture = f"data:image/png;base64,{'A' * 300_000}"
    article = Article(BARE.meta, (paragraph(*[Image("-", "")] * 400),))
    tree = json.dumps({"tree": msgspec.to_builtins(article), "pictures": [0] * 400}).replace('"-"', '""')
    page = ["<html><title>A</title>", f'<img src="{picture}" alt="">']
    digest = hashlib.sha256("".join("".join((*page, tree)).split()).encode()).hexdigest()
    page.insert(1, f'<script type="application/json" id="article-tree" data-page="{digest}">{tree}</script>')
    assert ours("".join(page), 10**9)
    with pytest.raises(TooLarge, match="has more than 50 MB"):
        ours("".join(page))


def test_an_archive_of_very_many_files_is_refused() -> None:
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for n in range(10_001):
            archive.writestr(str(n), b"")
    with pytest.raises(InputError, match="has more than 10,000 files, as no book has"):
        _from_epub(packed.getvalue())


@pytest.mark.parametrize("step", [7, 31, 101])
def test_damage_is_an_error_in_one_line(step: int) -> None:
    """Wherever bytes were lost or flipped, the EPUB is read, or said not to be readable."""
    whole = pipeline.write(BARE, "epub")
    for at in range(0, len(whole), len(whole) // step):
        flipped = whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]
        for data in (whole[:at], flipped):
            assert _told(data) in (BARE, 1)


def _told(data: bytes) -> Article | int:
    """Return the article, or of how many lines the error is."""
    try:
        return _from_epub(data)
    except InputError as error:
        return len(str(error).splitlines())


def test_a_picture_that_was_fitted_comes_back_as_it_was() -> None:
    """EPUB shows no WebP: the picture in the book is another than the one in the tree."""
    article = Article(Meta(headline="Bridges"), (Figure((Image(picture("webp"), "One"),)),))
    assert ours(_page(article)) == article
    assert _from_epub(pipeline.write(article, "epub")) == article


def test_a_tree_too_deep_for_json_is_not_carried() -> None:
    page = _page(nested(480))
    assert page.count("<blockquote>") == 480
    assert ours(page) is None
