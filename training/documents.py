"""The documents to learn from: the text dumps of the corpus' pages, and what of each is the article.

Truth comes in two strengths. News and pages carry the body that people marked up. Pages of the sentences set
carry a few sentences, kept or gone; the rest of their body is what a reader of HTML takes for it, and counts less.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Callable, Collection, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from msgspec import Struct

_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]|\w+")
PAGE = "page"
_FORMS = {"page": (PAGE,), "text": ("innertext", "gettext", "inscriptis", "resiliparse", "html2text")}


class Document(Struct, frozen=True):
    """A dump of a page. `name` is PART/ID/KIND; `body` is the text of the article, `sure` whether people say so.

    `kept` and `gone` are sentences that people marked; `headline` is "" where nobody says.
    """

    name: str
    text: bytes
    body: str
    sure: bool
    kept: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    headline: str = ""

    @property
    def group(self) -> str:
        """Return what stays on one side of a split: the page."""
        return self.name.rsplit("/", 1)[0]

    @property
    def kind(self) -> str:
        """Return the kind of dump."""
        return self.name.rsplit("/", 1)[1]


def documents(corpus: Path, cache: Path, kinds: Collection[str]) -> Iterator[Document]:
    """Yield every page, and every dump of it as text; what the corpus lacks is made and kept in `cache`."""
    forms = [form for kind in kinds for form in _FORMS[kind]]
    for part, read in (("news", _news), ("pages", _pages), ("sentences", _sentences)):
        for answer in sorted((corpus / "truth" / part).glob("*.json")):
            folder = corpus / "input" / part / answer.stem
            document = read(json.loads(answer.read_text("utf-8")), folder, cache)
            for kind in forms:
                text = _dump(folder, kind, cache / part / answer.stem)
                if text.strip():
                    yield document(name=f"{part}/{answer.stem}/{kind}", text=text)


def _news(truth: dict[str, str], folder: Path, cache: Path) -> partial[Document]:
    return partial(Document, body=truth["body"], sure=True, headline=_title(folder))


def _pages(truth: dict[str, Any], folder: Path, cache: Path) -> partial[Document]:
    body = "\n".join(text for _, text in truth["blocks"])
    return partial(Document, body=body, sure=True, headline=truth["headline"] or "")


def _sentences(truth: dict[str, Any], folder: Path, cache: Path) -> partial[Document]:
    body = _cached(cache / "sentences" / folder.name / "body", lambda: _extracted(folder / "page.html"))
    return partial(
        Document,
        body=body.decode(),
        sure=False,
        kept=tuple(truth["with"]),
        gone=tuple(truth["without"]),
        headline=_title(folder),
    )


def _title(folder: Path) -> str:
    """Return the headline that a page's metadata names."""
    from bs4 import BeautifulSoup

    page = BeautifulSoup((folder / "page.html").read_bytes(), "lxml")
    named = page.find("meta", property="og:title")
    return str(named.get("content") or "") if named else ""


def _extracted(page: Path) -> bytes:
    import trafilatura

    return (trafilatura.extract(page.read_bytes(), include_comments=False) or "").encode()


def _dump(folder: Path, kind: str, cache: Path) -> bytes:
    given = folder / f"{kind}{'.html' if kind == PAGE else '.txt'}"
    if given.exists():
        return given.read_bytes()
    return _cached(cache / kind, lambda: _DUMPS[kind](folder / "page.html").encode("utf-8", "replace"))


def _cached(path: Path, make: Callable[[], bytes]) -> bytes:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(make())
    return path.read_bytes()


def _markup(page: Path) -> str:
    from bs4 import UnicodeDammit

    return UnicodeDammit(page.read_bytes(), is_html=True).unicode_markup or ""


def _gettext(page: Path) -> str:
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(page.read_bytes(), "lxml")
    return str(soup.get_text("\n", strip=True))


def _inscriptis(page: Path) -> str:
    from inscriptis import get_text

    markup = _markup(page)
    return str(get_text(markup)) if markup.strip() else ""


def _resiliparse(page: Path) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(_markup(page)))


def _html2text(page: Path) -> str:
    import html2text

    maker = html2text.HTML2Text()
    maker.body_width = 0
    return str(maker.handle(_markup(page)))


_DUMPS = {
    "gettext": _gettext,
    "inscriptis": _inscriptis,
    "resiliparse": _resiliparse,
    "html2text": _html2text,
}


def tokens(text: str) -> list[str]:
    """Return the words of a text, each character of a script without spaces as one."""
    return _TOKEN.findall(text.casefold())


def shares(lines: list[str], body: str) -> list[float]:
    """Return how much of each line stands in `body`, in its order: 0 to 1."""
    words = [tokens(line) for line in lines]
    flat = [word for line in words for word in line]
    matcher = difflib.SequenceMatcher(None, flat, tokens(body), autojunk=False)
    hit = bytearray(len(flat))
    for block in matcher.get_matching_blocks():
        for n in range(block.a, block.a + block.size):
            hit[n] = 1
    found, at = [], 0
    for line in words:
        got = sum(hit[at : at + len(line)])
        found.append(got / len(line) if line else 0.0)
        at += len(line)
    return found
