"""The head of an article, line by line, where neighbours say what a line is: a name between headline and date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import structs

from convert import shape
from convert.draft import Claim
from convert.languages import primary
from convert.metadata import bylines, labels, names
from convert.metadata.claims import DAY, DOUBTED, SOURCE, claims, is_metadata
from convert.metadata.names import Author
from convert.metadata.pieces import Kind, Piece, split
from convert.metadata.words import vocabulary
from convert.model.text import count_words
from convert.patterns import pattern

Lines = Sequence[tuple[int, str]]

# More words than this are text, not a label. Two such lines may stand above the byline: a standfirst, a caption.
_LONG = 20
_STANDFIRSTS = 2
_LONGEST = 200
# How far from a name a date may stand, with nothing but names, jobs and counts between, to make it the author's.
_REACH = 3
_NAMED = 0.8  # a name beside a date, if its first word is a given name
_AGENCY = 0.55
# So many lines that are a date each are an archive or a calendar.
_CALENDAR = 3
# How far below the headline a name may stand that begins with no given name that we know.
_NEAR = 6
_PLACE = 2  # words
_CAPITALISED = pattern(r"[^\W\d_][\w'’-]*,?")
_DASHES = "–—―-"  # before a name, the signature of a quotation
_BETWEEN = frozenset({"name", "agency", "role", "handle", "filler", "label"})


def zone(texts: Lines, headline: int, tag: str | None) -> list[tuple[int, tuple[Claim, ...]]]:
    """Return the metadata lines among those around a headline: the index of each, with its claims.

    `texts` are the start and the text of lines in order: some above the headline (at index `headline`), those
    down to the first paragraphs, some below the last one. A line that only serves its neighbour ("By") has no
    claims of its own. A line with no claim but a `correction` is part of the text as well. Lines of text between
    the paragraphs are none. A claim is the surer the closer it stands to the headline.
    """
    found = _Zone(texts, headline, tag).read()
    return [(n, tuple(found[n])) for n in sorted(found)]


class _Zone:
    """The lines of a head while they are read."""

    def __init__(self, texts: Lines, headline: int, tag: str | None) -> None:
        self.texts = texts
        self.headline = headline
        self.tag = tag
        long = [n for n in range(headline + 1, len(texts)) if count_words(texts[n][1]) > _LONG]
        self.head_end = long[_STANDFIRSTS] if len(long) > _STANDFIRSTS else len(texts)
        self.tail = long[-1] + 1 if len(long) > _STANDFIRSTS else len(texts)
        prose = [n for n in range(headline + 1, len(texts)) if shape.is_prose(texts[n][1])]
        self.opening = prose[0] if prose else len(texts)
        self.closing = prose[-1] if prose else len(texts)
        same = texts[headline][1]
        self.pieces: dict[int, list[Piece]] = {
            n: split(text, tag)
            for n, (_, text) in enumerate(texts)
            if len(text) <= _LONGEST and text != same and (n < self.head_end or n >= self.tail)
        }

    def read(self) -> dict[int, list[Claim]]:
        """Return the claims of each metadata line by its index."""
        found = self._corrections()
        calendar = self._calendar()
        for n, pieces in self.pieces.items():
            if n in found or n in calendar:
                continue
            labelled = list(self._labelled(n))
            if labelled:
                found[n] = labelled
            elif self._ends(n, "by"):
                found.update(self._authors_after(n))
            elif self._ends(n, "from"):
                found.update(self._house_after(n))
            elif self._ends(n, "label") and len(pieces) == 1 and self._dates(n + 1):
                found[n] = []
            elif (is_metadata(self.texts[n][1], pieces) or self._is_source(n)) and self._belongs(n):
                said = claims(pieces, self.texts[n][0], updated=self._label_before(n))
                found[n] = [claim for claim in said if self._holds(n, claim)]
            elif self._is_author(n):
                found[n] = list(self._names(n))
        return {n: [self._weigh(n, claim) for claim in said] for n, said in found.items()}

    def _corrections(self) -> dict[int, list[Claim]]:
        said = {
            n: list(labels.correction(text, self.tag, start)) for n, (start, text) in enumerate(self.texts)
        }
        return {n: said[n] for n in said if said[n] and n != self.headline}

    def _belongs(self, n: int) -> bool:
        """Say whether a metadata line is the article's.

        Below the text, a date alone is another's; a month or a year alone is a link into an archive. What a text is
        from stands between its headline and its first paragraph; further down, a figure or a table is from there.
        """
        kinds = {piece.kind for piece in self.pieces[n]}
        if "source" in kinds and kinds.isdisjoint(("byline", "name", "date")):
            return self._opens(n)
        if self.texts[n][1][0] in _DASHES and "name" in kinds:
            return False
        labelled = "label" in kinds or self._label_before(n) is not None
        vague = any(piece.kind == "date" and len(piece.date) < DAY for piece in self.pieces[n])
        return labelled or not kinds.isdisjoint(("byline", "name")) or (n < self.tail and not vague)

    def _labelled(self, n: int) -> Iterator[Claim]:
        start, text = self.texts[n]
        yield from labels.read(text, self.tag, start)
        if n >= self.tail or n > self.closing:
            yield from labels.rights(text, self.tag, start)
        if n < self.headline:
            yield from labels.section(text, self.texts[self.headline][1], start)

    def _holds(self, n: int, claim: Claim) -> bool:
        """Say whether a claim of a metadata line holds where the line stands.

        A name that is none for sure must stand right below the headline. Below the text, one word that is not
        dated is an advertiser's ("by Somebrand").
        """
        if not isinstance(claim.value, tuple):
            return claim.rule != "source-line" or self._opens(n)
        if claim.rule == "name-line" and any(map(self._is_subject, claim.value)):
            return False
        if claim.confidence <= DOUBTED and not self._is_near(n):
            return False
        dated = any(piece.kind in ("date", "moment") for piece in self.pieces[n])
        whole = all(" " in author.name or not author.name.isascii() for author in claim.value)
        return n < self.tail or dated or whole

    def _is_near(self, n: int) -> bool:
        return self.headline < n <= self.headline + _NEAR

    def _is_source(self, n: int) -> bool:
        """Say whether a line says whom the text is from and nothing else; a headline may look like one."""
        return bool(self.pieces[n]) and all(piece.kind == "source" for piece in self.pieces[n])

    def _opens(self, n: int) -> bool:
        """Say whether a line stands between the headline and the first paragraph, with a date or right beside one.

        One in brackets is a picture's.
        """
        dated = any(
            piece.kind in ("date", "moment")
            for at in (n - 1, n, n + 1, n + 2)
            for piece in self.pieces.get(at, ())
        )
        return self.headline < n < self.opening and dated and self.texts[n][1][0] not in "([（【"

    def _is_subject(self, author: Author) -> bool:
        """Say whether the headline names whom a line names: the article is about them."""
        return author.name.casefold() in self.texts[self.headline][1].casefold()

    def _ends(self, n: int, kind: Kind) -> bool:
        """Say whether a line ends in a byline word or a label, which the next line must fulfil."""
        return any(piece.kind == kind for piece in self.pieces.get(n, ())[-1:])

    def _dates(self, n: int) -> bool:
        return any(piece.kind == "date" for piece in self.pieces.get(n, ())[:1])

    def _authors_after(self, n: int) -> dict[int, list[Claim]]:
        """Return the lines that the byline word at the end of line `n` governs: names, conjunctions, a job."""
        found: dict[int, list[Claim]] = {}
        expected = True
        for at in range(n + 1, len(self.texts)):
            part = _joints(primary(self.tag)).fullmatch(self.texts[at][1])
            if at not in self.pieces or part is None or not (expected or part["open"]):
                break
            found[at] = list(self._enumerated(at, part)) if part["body"] else []
            expected = not part["body"] or (bool(part["close"]) and bool(found[at]))
        named = any(found.values())
        return {n: list(claims(self.pieces[n], self.texts[n][0])), **found} if named else {}

    def _house_after(self, n: int) -> dict[int, list[Claim]]:
        """Return the line with its label and the one below, which names the house that the text is from."""
        start, text = self.texts[n + 1] if n + 1 < len(self.texts) else (0, "")
        house = names.publisher(text, self.tag) if self._opens(n) else None
        if house is None or self._dates(n + 1):
            return {}
        said = Claim("publisher", house.name, start, start + len(text), "source-line", SOURCE)
        return {n: list(claims(self.pieces[n], self.texts[n][0])), n + 1: [said]}

    def _enumerated(self, n: int, part: re.Match[str]) -> Iterator[Claim]:
        """Yield the claims of one line of an enumeration: authors, then perhaps a date."""
        pieces = self.pieces[n]
        start, end = part.start("body"), min(part.end("body"), pieces[0].end) if pieces else part.end("body")
        said = self.texts[n][1][start:end]
        if part["open"] == ",":  # a job, a house, or one more name
            authors = tuple(each for each in bylines.enumerated(said, self.tag) if names.is_sure(each))
        else:
            authors = bylines.named(said, self.tag) or bylines.nickname(said, self.tag)
        if authors and not (pieces and pieces[0].kind in ("date", "moment")):
            first = self.texts[n][0] + start
            yield Claim("author", authors, first, first + len(said), "byline")
            yield from claims(pieces[1:], self.texts[n][0])

    def _label_before(self, n: int) -> bool | None:
        """Say what a label that is the line before says of this line's date; None for no such line."""
        return self.pieces[n - 1][-1].updated if self._ends(n - 1, "label") else None

    def _is_author(self, n: int) -> bool:
        """Say whether a line of nothing but names is one of authors, by its neighbours.

        They are a date, a job, an account; the headline right above is enough for a sure name, as is a box that
        introduces the author. A name that is not sure must stand near below the headline. One that the headline
        has is the article's subject.
        """
        pieces = self.pieces[n]
        if (
            not pieces
            or any(piece.kind not in ("name", "agency") for piece in pieces)
            or self._ends(n - 1, "credit")
        ):
            return False
        if any(self._is_subject(author) for piece in pieces for author in piece.authors):
            return False
        sure = all(names.is_sure(author) for piece in pieces for author in piece.authors)
        if not sure and not self._is_near(n):
            return False
        if sure and (n == self.headline + 1 or self._signs_box(n)):
            return True
        return self._beside(n, 1) or self._beside(n, -1)

    def _signs_box(self, n: int) -> bool:
        """Say whether the next line, or one below the text, begins with the name: it introduces the author."""
        name = self.texts[n][1]
        boxes = (*self.texts[n + 1 : n + 2], *self.texts[self.tail :])
        return n < self.tail and any(text.startswith(name) for _, text in boxes)

    def _beside(self, n: int, step: int) -> bool:
        """Say whether a date, or a job or an account right beside it, stands on one side of a name.

        Between a sure name and a date below it there may be a place.
        """
        for at in range(n + step, n + step * (_REACH + 1), step):
            if at == self.headline:
                continue
            kinds = {piece.kind for piece in self.pieces[at]} if at in self.pieces else {"other"}
            if kinds & {"date", "moment"} or (at == n + 1 and kinds & {"role", "handle"}):
                return True
            if kinds - _BETWEEN and not (at == n + 1 and self._is_place(at)):
                return False
        return False

    def _is_place(self, n: int) -> bool:
        """Say whether a line may be where the text was written: a word or two with a capital each, no more."""
        words = self.texts[n][1].split() if n < len(self.texts) else []
        sure = all(names.is_sure(author) for piece in self.pieces[n - 1] for author in piece.authors)
        return (
            sure
            and 0 < len(words) <= _PLACE
            and all(word[0].isupper() and _CAPITALISED.fullmatch(word) for word in words)
        )

    def _names(self, n: int) -> Iterator[Claim]:
        start = self.texts[n][0]
        for piece in self.pieces[n]:
            given = all(names.is_sure(author) for author in piece.authors)
            confidence = _AGENCY if piece.kind == "agency" else _NAMED if given else DOUBTED
            first, last = start + piece.start, start + piece.end
            yield Claim("author", piece.authors, first, last, "name-line", confidence)

    def _calendar(self) -> frozenset[int]:
        """Return the lines that are a bare date each, if many follow one another."""
        runs: list[list[int]] = [[]]
        for n, pieces in self.pieces.items():
            if len(pieces) == 1 and pieces[0].kind == "date":
                runs[-1].append(n)
            elif runs[-1]:
                runs.append([])
        return frozenset(n for run in runs if len(run) >= _CALENDAR for n in run)

    def _weigh(self, n: int, claim: Claim) -> Claim:
        """Return a claim with its confidence by its place: below the headline, above it, below the text."""
        if n >= self.tail:
            place = 0.7 - 0.01 * min(n - self.tail, 10)
        elif n > self.headline:
            place = 1 - 0.01 * min(n - self.headline, 30)
        else:
            place = 0.95 - 0.03 * min(self.headline - n, 10)
        return structs.replace(claim, confidence=round(claim.confidence * place, 3))


@cache
def _joints(code: str) -> re.Pattern[str]:
    """Match a line of an enumeration: what joins it to the line before, its text, what joins it to the next."""
    joint = "|".join((",", *map(re.escape, vocabulary(code).conjunctions)))
    return re.compile(
        rf"\s*(?P<open>(?:{joint})(?!\w))?\s*(?P<body>.*?)\s*(?P<close>,|(?<!\w)(?:{joint}))?\s*",
        re.IGNORECASE,
    )
