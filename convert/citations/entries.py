"""What an entry of a source list says.

An author is claimed only where the shape is that of an author's place and the name is one: "Roe, J. (2024). Title.",
"Jane Roe, “Title”, Site". What shows no such shape is all title: a title too long is true, an author taken for a
title is not.
"""

from __future__ import annotations

import re
from functools import cache

from convert.citations.addresses import ENDS
from convert.draft import Mark
from convert.languages import known
from convert.metadata import dates, names
from convert.model import CSLItem, Date, Name, Person
from convert.parts import LANGUAGES
from convert.patterns import pattern

_URL = pattern(rf"https?://[^\s<>\"“”„«»`{ENDS}]{{1,4000}}", re.IGNORECASE)
_AFTER_URL = ".,;:!?'’*_|"
_LINK = pattern(
    r"!?\[([^\[\]\n]{0,300})\]\(\s?<?((?>(?:[^()\s<>]++|\([^()\s<>]*\))+))>?(?:\s+[\"“][^\"”\n]*[\"”])?\s?\)"
)
_WEB = pattern(r"https?://", re.IGNORECASE)
_BARE_ADDRESS = pattern(r"[\w.-]+\.[a-z]{2,}(?:/\S*)?", re.IGNORECASE)
_IN_ANGLES = pattern(r"<(https?://[^<>\s]+)>")
_EMPHASIS = pattern(r"https?://\S+|(?<![\w*_])(\*{1,3}|_{1,3})(?=\S)([^*_\n]{1,300})(?<=\S)\1(?![\w*_])")
_BACK = pattern(  # one of them; where spaces are single, none is longer than _LONGEST_BACK
    r"\s?(?:[↩⤴↥↑⏎^][\ufe0e\ufe0f]?|\[?\bback to (?:text|top|content|article)\b\]?)\Z", re.IGNORECASE
)
_LONGEST_BACK = 24
_EMPTY = pattern(r"\(\s*+(?:[,;]\s*+)?\)|\[\s*+\]|<\s*+>")

_QUOTED = pattern(
    r"“([^“”\n]{2,300})”|\"([^\"\n]{2,300})\"|[«»]\s?([^«»\n]{2,300}?)\s?[«»]|„([^„“”\n]{2,300})[“”]"
    r"|[《『「]([^《》『』「」\n]{2,300})[》』」]"
)
_AFTER_QUOTE = pattern(r"\s*(?:$|[.,;:()\[|/–—，。、（-])|(?<=[.,?!][\"”»])")
_DASH = pattern(r"(?<!\s)\s+[-–—|]\s+")
_STOP = pattern(r"(?<=[^\W\d_]{3})[.?!]\s+(?=\S)")
_STOP_AFTER_AUTHOR = pattern(r"(?<=\w{2})[.?!]\s+(?=\S)")
_PARTING = pattern(r"(?<!\s)\s+(?:[-–—|]\s+|[,，、。]\s*)|[.;]\s+(?=\S)|[,，、。]\s*")
_PARENTHESIS = pattern(r"(?:[.,]\s*+|(?<![\s.,])\s++|(?=\())\(([^()]{4,40})\)[.:,]?\s+(?=\S)")
_YEAR = pattern(r"(?<=[.\w])[.,]?\s((?:1[5-9]|20)\d\d)[a-z]?\.\s+(?=\S)")
_ACCESSED_BEFORE = 60  # characters that a date of access takes up at most

# "Roe, J. A." and "Roe, Jane"; what stands between two authors.
_CAPITAL = r"[^\W\d_a-zß-ÿ]"
_PARTICLES = r"(?:(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|ter|zu|af|el|al|bin|ibn)\s+){0,3}"
_FAMILY = rf"{_PARTICLES}{_CAPITAL}[\w'’-]{{0,40}}(?:[ -]{_CAPITAL}[\w'’-]{{1,40}})?"
_GIVEN = (
    rf"(?:{_CAPITAL}\.[ -]?){{1,4}}"
    rf"|{_CAPITAL}[\w'’-]{{1,30}}(?: {_CAPITAL}(?:\.|[\w'’-]{{1,30}})){{0,2}}"
)
_INVERTED = pattern(rf"(?P<family>{_FAMILY}),\s*(?P<given>{_GIVEN})")
_CONJUNCTION = r"(?:&|and|und|et|y|e|en|och|og|oraz|i|и|та|ja|ve)\s+"
_AND = pattern(rf"(?:(?<!\s)\s+|(?=[,;]))(?:[,;]\s*+(?:{_CONJUNCTION})?|{_CONJUNCTION})")
_ET_AL = pattern(r"(?:,|(?<![\s,])(?=\s))\s+(?:et al\.?|u\. ?a\.)$", re.IGNORECASE)
_INITIAL = pattern(r"[^\W\d_]\.")
_MOST_AUTHORS = 30
_LONGEST = 2000  # characters of an entry that is more than a title

_PAGE_WORDS = r"pp?\.|S\.|Seiten?|pages?|págs?\.|pp|str\.|стр\.|с\.|s\."
_PAGES = r"\d{1,5}(?:\s?[-–]\s?\d{1,5})?(?:,\s?\d{1,5}(?!\d|\s[^\W\d_]))?f{0,2}\.?"
_LOCATOR = pattern(rf"(?:^|[,.;:(]|(?<!\s)\s)\s*+(?:{_PAGE_WORDS})\s?({_PAGES})(?=[\s,.;:)\]]|$)")
_ISSUE = pattern(r"\b(?:vol|no|nr|jg|bd)\b\.?\s*\d|\d\s*\(\d+\)|\d:\s*\d", re.IGNORECASE)
_MOST_PUBLISHER_WORDS = 8
_LAST_STOP = pattern(r"(?<!\.)\.(?:\s\.){0,20}$")
_EDGES = " ,;:-–—|<>[]，、。"


def address(text: str) -> tuple[int, int] | None:
    """Return the range of the first web address in `text`, without the punctuation around it; None for none."""
    found = _URL.search(text)
    if not found:
        return None
    start, end = found.span()
    while True:
        before = end
        while text[end - 1] in _AFTER_URL and end > start:
            end -= 1
        for opening, closing in ("()", "[]", "{}"):
            if text[end - 1] == closing and text.count(closing, start, end) > text.count(opening, start, end):
                end -= 1
        if end == before:
            return start, end


def plain(text: str) -> str:
    """Return an entry as a reader sees it: links spelled out, no brackets around addresses, no link back."""
    text = _bare(text)
    if "](" in text:
        text = _LINK.sub(_spelled_out, text)
    if "<http" in text:
        text = _IN_ANGLES.sub(r"\1", text)
    return text.strip()


def shown(text: str) -> tuple[str, tuple[Mark, ...]]:
    """Return an entry of a document in Markdown as its author set it: `plain`, but that links are marks on their words.

    What is a link without words, or leads nowhere on the web, is spelled out.
    """
    text = _bare(text)
    said = ""
    marks: list[Mark] = []
    at = 0
    for link in _LINK.finditer(text):
        words, spelled = link[1].strip(), _spelled_out(link)
        said += _IN_ANGLES.sub(r"\1", text[at : link.start()])
        if _WEB.match(link[2]) and link[0][0] != "!" and spelled != link[2]:
            marks.append(Mark(len(said), len(said) + len(words), "link", link[2]))
            said += words
        else:
            said += spelled
        at = link.end()
    return (said + _IN_ANGLES.sub(r"\1", text[at:])).rstrip(), tuple(marks)


def _bare(text: str) -> str:
    """Return an entry with single spaces, without its link back."""
    text = " ".join(text.split())
    end = len(text)
    while back := _BACK.search(text, max(0, end - _LONGEST_BACK), end):
        end = back.start()
    return text[:end]


def parse(text: str, tag: str | None) -> CSLItem:
    """Return what an entry of a source list says, as CSL JSON fields; what it does not say is absent.

    `tag` is the language of the text. Reads "Title - Site, accessed 5 October 2025, https://…", "“Title”, Site,
    3 March 2025", "Roe, J. (2024). Title. Site." and the like.
    """
    link = _LINK.match(text)
    named = link is not None and _spelled_out(link) != link[2]
    text = _unmarked(plain(text))
    url = address(text)
    if len(text) > _LONGEST:
        return CSLItem(title=text, URL=text[url[0] : url[1]] if url else None)
    rest = f"{text[: url[0]]} {text[url[1] :]}" if url else text
    rest, accessed = _take_access(_URL.sub(" ", rest), tag)  # a second address is no title
    rest = _EMPTY.sub(" ", rest)
    rest = " ".join(rest.split())
    author: tuple[Name, ...] = ()
    issued: Date | None = None
    if link and named:  # "[Title](https://…), Site, 3 March 2025"
        title = _unmarked(link[1].strip())
        rest = rest[len(title) :]
    else:
        author, issued, title, rest = _parted(rest, tag)
    locator = _LOCATOR.search(rest)
    if locator:
        rest = f"{rest[: locator.start()]}, {rest[locator.end() :].lstrip(')')}"
    if issued is None:
        issued, rest = _take_date(rest, tag)
    container, publisher = _published(rest)
    return CSLItem(
        type="webpage" if url else None,
        title=_tidy(title) or None,
        author=author,
        container=container or None,
        publisher=publisher or None,
        issued=issued,
        accessed=accessed,
        URL=text[url[0] : url[1]] if url else None,
        locator=" ".join(locator[1].rstrip(".").split()) if locator else None,
    )


def _unmarked(text: str) -> str:
    """Return `text` without emphasis; what stands in an address is none."""
    return _EMPHASIS.sub(lambda found: found[2] if found[1] else found[0], text)


def _spelled_out(link: re.Match[str]) -> str:
    """Return a Markdown link as text: its label, and its address in parentheses, or that alone."""
    label, url = link[1].strip(), link[2]
    is_address = _BARE_ADDRESS.fullmatch(label) and label.removeprefix("www.").split("/")[0] in url
    if not label or label in url or is_address:
        return url
    return f"{label} ({url})"


def _parted(text: str, tag: str | None) -> tuple[tuple[Name, ...], Date | None, str, str]:
    """Split an entry without its address into authors, date if it stands with them, title, and the rest."""
    for dated in (_PARENTHESIS.search(text), _YEAR.search(text)):
        date = dates.parse(dated[1], tag) if dated else None
        if dated and date:
            head = text[: dated.start()]
            author = _authors(head + ("." if _ends_in_initial(head) else ""), tag) or _house(text, dated)
            if author:
                return author, _csl(date), *_part_title(text[dated.end() :], authored=True)
    quoted = _QUOTED.search(text)
    if quoted and _AFTER_QUOTE.match(text, quoted.end()):
        head = text[: quoted.start()].strip()
        title = next(filter(None, quoted.groups()))
        if not head:
            return (), None, title, text[quoted.end() :]
        author = _authors(head.rstrip(" ,:，"), tag)
        if author:
            return author, None, title, text[quoted.end() :]
        if head[-1] in ",.:;)，" and len(head.split()) <= _MOST_PUBLISHER_WORDS:
            # Who that is, author or publisher, nobody says.
            return (), None, title, text[quoted.end() :]
        return (), None, text, ""
    return (), None, *_part_title(text)


def _part_title(text: str, *, authored: bool = False) -> tuple[str, str]:
    """Split an entry without an author into its title and the rest.

    "Title - Site" and "A title of some words. Site, date" are clear; "Jane Roe. Title. Site" is not, and stays
    whole, unless an author stood before.
    """
    quoted = _QUOTED.match(text)
    if quoted:
        return next(filter(None, quoted.groups())), text[quoted.end() :]
    dashes = list(_DASH.finditer(text))
    if dashes and not authored:
        title, rest = text[: dashes[-1].start()], text[dashes[-1].end() :]
        if len(rest.split()) <= 2 * _MOST_PUBLISHER_WORDS:
            return title, rest
    stopped = (_STOP_AFTER_AUTHOR if authored else _STOP).split(text.strip(), maxsplit=2)
    if (authored and len(stopped) >= 2) or (len(stopped) == 2 and len(stopped[0].split()) >= 4):
        return stopped[0], ". ".join(stopped[1:])
    return text, ""


def _authors(text: str, tag: str | None) -> tuple[Name, ...]:
    """Return the people whose names `text` is and nothing else; none where one of them is in doubt."""
    text = _ET_AL.sub("", text.strip())
    found: list[Name] = []
    at = 0
    while at < len(text) and len(found) < _MOST_AUTHORS:
        inverted = _INVERTED.match(text, at)
        if inverted and (_INITIAL.match(inverted["given"]) or names.is_sure(Person(inverted["given"]))):
            found.append(Name(family=inverted["family"], given=inverted["given"].strip()))
            at = inverted.end()
        else:
            parting = _AND.search(text, at)
            end = parting.start() if parting else len(text)
            name = _straight(text[at:end].rstrip("."), tag)
            if name is None:
                return ()
            found.append(name)
            at = end
        if text[at:].strip(" .") == "":
            return tuple(found)
        parting = _AND.match(text, at)
        if not parting:
            return ()
        at = parting.end()
    return ()


def _straight(text: str, tag: str | None) -> Name | None:
    """Return the person that "Jane van Roe" names, if its first word is a given name or an initial."""
    person = names.bare(text.strip(), tag)
    if person is None or not (names.is_sure(person) or _INITIAL.match(text.strip())):
        return None
    words = person.name.split()
    family = next((n for n, word in enumerate(words) if n and word in names.PARTICLES), len(words) - 1)
    if not words[family:] or family == 0:
        return None
    return Name(family=" ".join(words[family:]), given=" ".join(words[:family]))


def _house(text: str, dated: re.Match[str]) -> tuple[Name, ...]:
    """Return the institution in "World Health Organization. (2024). Title": a stop before the year says who it is."""
    head = text[: dated.start()].strip(" .")
    words = head.split()
    is_name = 2 <= len(words) <= _MOST_PUBLISHER_WORDS and all(
        word[0].isupper() or len(word) <= 3 for word in words
    )
    return (Name(literal=head),) if dated[0].startswith(".") and "(" in dated[0] and is_name else ()


def _ends_in_initial(text: str) -> bool:
    return re.search(r"(?:^|[\s.-])[^\W\d_]$", text[-4:]) is not None


def _published(text: str) -> tuple[str, str]:
    """Return the container and the publisher that stand behind a title; "" for what is no plain name.

    A name before the number of a volume or an issue is that of a periodical.
    """
    pieces = [piece.strip(" .,;:-–—|()<>[]/") for piece in _PARTING.split(text)]
    pieces = [piece for piece in pieces if piece]
    if not pieces:
        return "", ""
    clean = [piece for piece in pieces if not any(char.isdigit() for char in piece)]
    if (
        not clean
        or clean[0] != pieces[0]
        or len(clean[0].split()) > _MOST_PUBLISHER_WORDS
        or not clean[0][0].isalnum()
    ):
        return "", ""
    if _ISSUE.search(text):
        return clean[0], ""
    name = ", ".join(clean)
    return "", name if len(name.split()) <= _MOST_PUBLISHER_WORDS and len(clean) == len(pieces) else clean[0]


def _tidy(text: str) -> str:
    return _LAST_STOP.sub("", " ".join(text.split()).strip(_EDGES)).strip(_EDGES)


def _take_access(text: str, tag: str | None) -> tuple[str, Date | None]:
    """Split "…, accessed October 5, 2025, …" into the rest and the date."""
    before, behind = _access(tag)
    for found in before.finditer(text):
        stretch = text[found.end() : found.end() + _ACCESSED_BEFORE]
        date = next(iter(dates.find(stretch, tag)), None)
        if date and date.date and not stretch[: date.start].strip(" :（("):
            left = text[: found.start()].rstrip(" ,;([（")
            return f"{left} {text[found.end() + date.end :].lstrip(')]）')}", _csl(date.date)
    found_behind = behind.search(text)
    if found_behind:
        near = max(0, found_behind.start() - _ACCESSED_BEFORE)
        for date in reversed(dates.find(text[near : found_behind.start()], tag)):
            if date.date and not text[near + date.end : found_behind.start()].strip():
                left = text[: near + date.start].rstrip(" ,;([（")
                return f"{left} {text[found_behind.end() :].lstrip(')]）')}", _csl(date.date)
    return text, None


@cache
def _access(tag: str | None) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of the words before a date of access, and right behind one, where no spaces part words."""
    english = LANGUAGES.load("en")
    words = sorted(
        {*(known(tag) or english).accessed, *english.accessed}, key=lambda word: (-len(word), word)
    )
    either = "|".join(map(re.escape, words))
    unspaced = "|".join(re.escape(word) for word in words if word[0] >= "\u3040") or r"(?!)"
    return (
        re.compile(rf"(?:\b(?:{either})|(?:{unspaced}))(?:[:：]\s*|\s+|(?=\d))", re.IGNORECASE),
        re.compile(rf"(?<=[日일\d.])\s?(?:{unspaced})"),
    )


def _take_date(text: str, tag: str | None) -> tuple[Date | None, str]:
    """Take the date out of "Site, 3 March 2025" or "Site (2025)": at most two pieces between commas are one."""
    if not dates.looks_dated(text):
        return None, text
    pieces = re.split(r"([,.()，、。]\s*)", text)
    for width in (3, 1):
        for at in range(0, len(pieces) - width + 1, 2):
            date = dates.parse("".join(pieces[at : at + width]).strip(), tag)
            if date:
                return _csl(date), "".join(pieces[:at] + pieces[at + width :])
    return None, text


def _csl(date: str) -> Date:
    return Date((tuple(int(part) for part in date[:10].split("-")),))
