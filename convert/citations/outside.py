"""Sources that come beside the text: CSL JSON, BibTeX, RIS, or a plain list of addresses or titles.

CSL JSON: https://github.com/citation-style-language/schema, csl-data.json. RIS: the tags of Reference Manager, dates
as YYYY/MM/DD/other. BibTeX: its own types and fields and those of biblatex (its manual, 2.1 and 2.2).
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple, NoReturn

from msgspec import structs

from convert.citations.addresses import identity, untracked
from convert.citations.entries import parse
from convert.citations.render import render
from convert.draft import Entry, SourceList
from convert.errors import InputError
from convert.metadata import dates
from convert.model import CSLItem, Date, Name
from convert.model.text import plain
from convert.patterns import pattern
from convert.source import Source


class _Found(NamedTuple):
    """A source as a file has it, the line where it begins, what it is called there, and its wording if it has one."""

    line: int
    label: str
    item: CSLItem
    text: str = ""


def read(files: Iterable[Source]) -> SourceList | None:
    """Return the sources of `files` as one list, numbered in their order; None for no files.

    An entry from data has no text yet: see `worded`. Raises InputError, with the line, for a file that is not what
    its suffix says, that holds no source, or that calls by a name what another one already is called.
    """
    entries: dict[str, Entry] = {}
    files = tuple(files)
    for file in files:
        for found in _sources(file):
            number = len(entries) + 1
            label = _tidy(found.label) or str(number)
            url = found.item.URL
            key = f"url:{identity(url)}" if url else f"source:{label}"
            if label in entries and entries[label].item != found.item:
                raise _error(f"a second source is called {label!r}", file, found.line)
            entries.setdefault(label, Entry(0, 0, number, found.text, key, found.item, label))
    return SourceList(0, 0, tuple(entries.values())) if files else None


def worded(sources: SourceList, tag: str | None) -> SourceList:
    """Return a list of sources whose entries have a text: their own, else one in the language `tag`."""
    entries = (
        entry if entry.text else structs.replace(entry, text=plain(*render(entry.item, tag)))
        for entry in sources.entries
    )
    return structs.replace(sources, entries=tuple(entries))


def _sources(file: Source) -> list[_Found]:
    reader = _READERS.get(file.suffix)
    if reader is None:
        hint = f"name it {', '.join(_READERS)} by what it holds"
        raise InputError("a list of sources of no kind that is known", where=file.name, hint=hint)
    try:
        text = file.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = file.data.count(b"\n", 0, error.start) + 1
        raise _error("not UTF-8", file, line, hint="save it as UTF-8") from error
    found = list(reader("\n".join(text.splitlines()), file))
    if not found:
        raise InputError("holds no source", where=file.name)
    for each in found:
        if not (each.item.title or each.item.URL or each.item.author or each.item.container or each.text):
            raise _error("a source without a title, an author or an address", file, each.line)
    return found


def _error(message: str, file: Source, line: int, hint: str | None = None) -> InputError:
    return InputError(message, where=file.name, line=line, hint=hint)


def _csl_json(text: str, file: Source) -> Iterator[_Found]:
    try:
        data = json.loads(text, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise InputError(
            f"no JSON: {error.msg}", where=file.name, line=error.lineno, column=error.colno
        ) from error
    except ValueError as error:
        raise InputError("no JSON: a number that is none", where=file.name) from error
    except RecursionError as error:
        raise InputError("no CSL JSON: nested without end", where=file.name) from error
    if not isinstance(data, list):
        raise _error("no CSL JSON: not a list of sources", file, 1)
    for line, each in _lines_of(text):
        try:
            yield _Found(line, _string(each.get("id")), _csl_item(each))
        except (AttributeError, TypeError, ValueError, OverflowError) as error:
            raise _error(
                "no CSL JSON: a source has a field of another kind than it should", file, line
            ) from error


def _lines_of(text: str) -> Iterator[tuple[int, Any]]:
    """Yield each value of a JSON array with its line."""
    decoder = json.JSONDecoder()
    at = text.index("[") + 1
    line = 1 + text.count("\n", 0, at)
    while True:
        first = re.compile(r"[\s,]*").match(text, at).end()  # type: ignore[union-attr]
        line += text.count("\n", at, first)
        if text[first] == "]":
            return
        value, at = decoder.raw_decode(text, first)
        yield line, value
        line += text.count("\n", first, at)


def _csl_item(data: Mapping[str, Any]) -> CSLItem:
    return _item(
        type=_string(data.get("type")),
        title=_markup(data.get("title")),
        author=tuple(map(_csl_name, data.get("author", ()))),
        container=_markup(data.get("container-title")),
        publisher=_markup(data.get("publisher")),
        issued=_csl_date(data.get("issued")),
        accessed=_csl_date(data.get("accessed")),
        url=_string(data.get("URL")),
        doi=_string(data.get("DOI")),
        locator=_string(data.get("locator")),
    )


def _csl_name(data: Mapping[str, str]) -> Name:
    family = (data.get("non-dropping-particle"), data.get("family"), data.get("suffix"))
    given = (data.get("given"), data.get("dropping-particle"))
    return _name(" ".join(filter(None, family)), " ".join(filter(None, given)), data.get("literal") or "")


def _csl_date(data: Any) -> Date | None:
    """Return a CSL date, which may be in parts or in words; one in words that are none of ours is not known."""
    if not data:
        return None
    if isinstance(data, str):
        return _date(data)
    parts = tuple(tuple(map(_part, day)) for day in _list(data.get("date-parts", [])))
    if len(parts) > 2 or not all(_is_day(day) for day in parts):
        raise ValueError(data)
    return Date(parts) if any(parts) else _date(data.get("raw") or data.get("literal") or "")


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError(value)
    return value


def _part(value: Any) -> int:
    """Return a part of a date, which may be a string of digits. Raises TypeError or ValueError for what is none."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise TypeError(value)
    return int(value)


def _is_day(parts: tuple[int, ...]) -> bool:
    """Say whether there may be such a date: a year, perhaps a month or a season (21 to 24, EDTF), perhaps a day."""
    year, month, day = (*parts, 1, 1, 1)[:3] if parts else (1, 1, 1)
    return (
        len(parts) <= 3 and 1 <= year <= 9999 and (1 <= month <= 12 or 21 <= month <= 24) and 1 <= day <= 31
    )


def _markup(value: Any) -> str:
    """Return a text of CSL JSON, which may have a few HTML tags (citeproc-js, "HTML-like formatting tags")."""
    return re.sub(r"</?(?:i|b|sc|sub|sup|span)(?: [^<>]{0,100})?>", "", _string(value))


def _string(value: Any) -> str:
    """Return a string or a number as a string, "" for none. Raises TypeError for what is neither."""
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise TypeError(value)
    return " ".join(str(value).split())


# Types of BibTeX and biblatex, as types of CSL.
_BIBTEX_TYPES = {
    "article": "article-journal",
    "book": "book",
    "booklet": "pamphlet",
    "collection": "book",
    "conference": "paper-conference",
    "electronic": "webpage",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "mastersthesis": "thesis",
    "online": "webpage",
    "phdthesis": "thesis",
    "proceedings": "book",
    "report": "report",
    "techreport": "report",
    "thesis": "thesis",
    "unpublished": "manuscript",
    "www": "webpage",
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


_CONCATENATED = pattern(r"\s*(?:\"[^\"]*\"|\{[^{}]*\}|\w+)\s+#\s")


def _bibtex(text: str, file: Source) -> Iterator[_Found]:
    import bibtexparser

    # It tells a log what it cannot parse; we tell the user.
    logging.getLogger("bibtexparser").addHandler(logging.NullHandler())
    library = bibtexparser.parse_string(text)
    for block in library.failed_blocks:
        raise _error(f"no BibTeX: {_reason(block)}", file, (block.start_line or 0) + 1)
    for entry in library.entries:
        line = (entry.start_line or 0) + 1
        fields = {field.key.lower(): str(field.value) for field in entry.fields}
        if any(_CONCATENATED.match(value) for value in fields.values()):
            raise _error("BibTeX with a value in parts (#), which is not read", file, line)
        try:
            yield _Found(line, entry.key, _bibtex_item(entry.entry_type.lower(), fields))
        except RecursionError as error:
            raise _error("no BibTeX: nested without end", file, line) from error


def _reason(block: Any) -> str:
    from bibtexparser.model import DuplicateBlockKeyBlock, DuplicateFieldKeyBlock

    if isinstance(block, DuplicateBlockKeyBlock):
        return f"a second entry is called {block.key!r}"
    if isinstance(block, DuplicateFieldKeyBlock):
        return f"an entry has several fields {', '.join(sorted(block.duplicate_keys))}"
    return " ".join(str(getattr(block.error, "abort_reason", "")).split()) or "an entry that cannot be read"


def _bibtex_item(kind: str, fields: Mapping[str, str]) -> CSLItem:
    def first(*names: str) -> str:
        return next((text for name in names if (text := _latex(fields.get(name, "")))), "")

    # An address is no LaTeX: "%" and "_" in it stand for themselves.
    urls = (re.search(r"https?://[^\s{}]+", fields.get(name, "")) for name in ("url", "howpublished", "note"))
    url = next((found[0].replace("\\", "") for found in urls if found), "")
    published = first("howpublished")
    title = ": ".join(filter(None, (first("title"), first("subtitle"))))
    return _item(
        type=_BIBTEX_TYPES.get(kind) or ("webpage" if url else "document"),
        title=title,
        author=tuple(_bibtex_names(fields.get("author") or fields.get("editor", ""))),
        container=first("journaltitle", "journal", "booktitle", "maintitle"),
        publisher=first("publisher", "institution", "school", "organization")
        or ("" if "://" in published else published),
        issued=_date(fields.get("date") or _year_month_day(fields)),
        accessed=_date(fields.get("urldate", "")),
        url=url,
        doi=fields.get("doi", ""),
    )


def _bibtex_names(value: str) -> Iterator[Name]:
    """Yield the names of a field; one all in braces is an institution's. "and others" names nobody."""
    from bibtexparser.middlewares.names import parse_single_name_into_parts, split_multiple_persons_names

    for each in split_multiple_persons_names(value):
        if each == "others":
            continue
        parts = parse_single_name_into_parts(each, strict=False)
        if not parts.first and len(parts.last) == 1 and parts.last[0].startswith("{"):
            yield _name(literal=_latex(each))
        else:
            yield _name(_latex(" ".join(parts.von + parts.last + parts.jr)), _latex(" ".join(parts.first)))


def _year_month_day(fields: Mapping[str, str]) -> str:
    year, month, day = (fields.get(name, "").strip() for name in ("year", "month", "day"))
    if month[:3].lower() in _MONTHS:
        month = str(_MONTHS.index(month[:3].lower()) + 1)
    parts = [year, month, day] if day and month else [year, month] if month else [year]
    return "-".join(part.zfill(2) for part in parts)


def _latex(value: str) -> str:
    """Return the plain text of a value. A "%" is no comment in BibTeX (btxdoc, 3), though it is one in LaTeX."""
    if not re.search(r"[\\{}~$%`'-]", value):
        return " ".join(value.split())
    text: str = _decoder().latex_to_text(re.sub(r"(?<!\\)%", r"\\%", value))
    return " ".join(text.split())


@cache
def _decoder() -> Any:
    """Return what makes LaTeX plain, formulas left as they are, with the symbols by name that pylatexenc lacks."""
    from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

    names = {"textbraceleft": "{", "textbraceright": "}", "textasciicircum": "^", "url": "%s"}
    macros = [MacroTextSpec(name, shown) for name, shown in names.items()]
    context = get_default_latex_context_db()
    context.add_context_category("bibtex", macros=macros, prepend=True)
    return LatexNodes2Text(latex_context=context, math_mode="verbatim")


# Types of RIS, as types of CSL.
_RIS_TYPES = {
    "BLOG": "post-weblog",
    "BOOK": "book",
    "CHAP": "chapter",
    "CONF": "paper-conference",
    "CPAPER": "paper-conference",
    "EBOOK": "book",
    "ECHAP": "chapter",
    "EJOUR": "article-journal",
    "ELEC": "webpage",
    "JOUR": "article-journal",
    "MGZN": "article-magazine",
    "NEWS": "article-newspaper",
    "RPRT": "report",
    "THES": "thesis",
}
_RIS_BOUND = pattern(r"^(TY|ER)  -(.*)", re.MULTILINE)


def _ris(text: str, file: Source) -> Iterator[_Found]:
    import rispy

    lines = _ris_lines(text, file)
    try:
        records = rispy.loads(text, delimiter_tags_mapping={})  # an address may hold a ";"
    # A line without a tag goes on with what did not begin.
    except (KeyError, TypeError, AttributeError) as error:
        raise _error("no RIS: a line goes on with nothing", file, lines[0] if lines else 1) from error
    if len(records) != len(lines):
        raise _error("no RIS: not every record begins with TY and ends with ER", file, 1)
    for line, record in zip(lines, records, strict=True):
        yield _Found(line, _string(record.get("id")), _ris_item(record))


def _ris_lines(text: str, file: Source) -> list[int]:
    """Return where the records begin. Raises InputError for one that is not closed, which parsers pass over."""
    lines: list[int] = []
    opened = at = 0
    line = 1
    for found in _RIS_BOUND.finditer(text):
        line += text.count("\n", at, found.start())
        at = found.start()
        if opened and found[1] == "TY":
            break
        if not opened and found[1] == "ER":
            raise _error("no RIS: a record ends (ER) that did not begin (TY)", file, line)
        if found[1] == "TY":
            lines.append(line)
        opened = line if found[1] == "TY" else 0
    if opened:
        raise _error("no RIS: a record begins (TY) and does not end (ER)", file, opened)
    return lines


def _ris_item(record: Mapping[str, Any]) -> CSLItem:
    def first(*names: str) -> str:
        values = (record.get(name) for name in names)
        return next(
            (_string(value[0] if isinstance(value, list) else value) for value in values if value), ""
        )

    url = first("urls")
    return _item(
        type=_RIS_TYPES.get(first("type_of_reference")) or ("webpage" if url else "document"),
        title=first("title", "primary_title"),
        author=tuple(map(_ris_name, (*record.get("authors", ()), *record.get("first_authors", ())))),
        container=first("secondary_title", "journal_name", "alternate_title3", "alternate_title2"),
        publisher=first("publisher"),
        issued=_date(_ris_date(first("date", "publication_year", "year"))),
        accessed=_date(_ris_date(first("access_date"))),
        url=url,
        doi=first("doi"),
    )


def _ris_name(value: str) -> Name:
    """Return "Roe, Jane" or "Roe, Jane, Jr."; a name without a comma is an institution's or stands as it is."""
    family, *given = (part.strip() for part in value.split(","))
    if not given:
        return _name(literal=family)
    return _name(" ".join((family, *given[1:])).strip(), given[0])


def _ris_date(value: str) -> str:
    return "-".join(part.zfill(2) for part in value.split("/")[:3] if part.strip().isdigit()) or value


_BULLET = pattern(r"[-*•‣▪]\s+")


def _plain(text: str, _file: Source) -> Iterator[_Found]:
    """Yield a source a line. What opens a line counts as its number where it is its number."""
    lines = ((number, line.strip()) for number, line in enumerate(text.split("\n"), 1) if line.strip())
    for order, (line, value) in enumerate(lines, 1):
        opened = re.match(rf"(?:\[{order}\]:?|\({order}\)|{order}[.):])\s+", value) or _BULLET.match(value)
        wording = value[opened.end() :] if opened else value
        item = parse(wording, None)
        if item.URL:
            url = untracked(item.URL)
            wording, item = wording.replace(item.URL, url), structs.replace(item, URL=url)
        yield _Found(line, "", item, _tidy(wording))


# By the suffix of the file.
_READERS: dict[str, Callable[[str, Source], Iterator[_Found]]] = {
    ".json": _csl_json,
    ".bib": _bibtex,
    ".ris": _ris,
    ".txt": _plain,
}


def _item(
    *,
    type: str,
    title: str,
    author: tuple[Name, ...],
    container: str,
    publisher: str,
    issued: Date | None,
    accessed: Date | None,
    url: str,
    doi: str,
    locator: str = "",
) -> CSLItem:
    """Return an item; what is empty is absent. A DOI is an address where no other is given (doi.org/the-identifier)."""
    doi = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", doi.strip(), flags=re.IGNORECASE)
    return CSLItem(
        type=_tidy(type) or None,
        title=_tidy(title) or None,
        author=tuple(name for name in author if name != Name()),
        container=_tidy(container) or None,
        publisher=_tidy(publisher) or None,
        issued=issued,
        accessed=accessed,
        URL=untracked(_tidy(url)) or (f"https://doi.org/{_tidy(doi)}" if doi else None),
        locator=_tidy(locator) or None,
    )


def _tidy(text: str) -> str:
    """Return a text on one line, without what is no character (Unicode, 23.7: controls, surrogates, and such)."""
    return " ".join(_NO_CHARACTER.sub("", text).split())


def _name(family: str = "", given: str = "", literal: str = "") -> Name:
    family, given, literal = map(_tidy, (family, given, literal))
    return Name(literal=literal) if literal else Name(family=family or None, given=given or None)


_NO_CHARACTER = pattern("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_ISO = pattern(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T.*)?")


def _date(text: str) -> Date | None:
    """Return a date, or a range of ISO 8601 dates with a stroke; None for none."""
    found = [_ISO.fullmatch(each.strip()) for each in text.split("/")]
    days = tuple(tuple(int(part) for part in each.groups() if part) for each in found if each)
    if days and len(days) == len(found):
        return Date(days)
    iso = dates.parse(text.strip(), None) if text.strip() else None
    return Date((tuple(int(part) for part in iso[:10].split("-")),)) if iso else None
