"""The one place that chooses among the claims on the article's metadata."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

import msgspec
from msgspec import structs

from convert.draft import Claim, Draft, Remark, shorten
from convert.errors import ArticleError
from convert.languages import primary
from convert.metadata import agree
from convert.model import ImageObject, Meta, Organization, Person, Publisher

_LISTS = frozenset({"author", "keywords", "image", "correction"})
_DATES = frozenset({"datePublished", "dateModified"})
# What is said several times over, by several witnesses: the surest of them is believed.
_RETOLD = frozenset({"keywords", "image"})
# Of these an article may truly have several, so that another is no contradiction.
_VARIED = frozenset({"description", "articleSection", "copyrightNotice", "dateModified", *_LISTS}) - {
    "author"
}

# Names that are claimed almost as surely as the surest are authors together; those further off are somebody else.
_AS_SURE = 0.06
_MOST = 50  # values of a list
_FOR_ENGINES = frozenset({"meta", "opengraph"})


class BadMetadata(ArticleError):
    """A value that the caller gave for a property is not one, or there is no such property."""

    exit_code = 2


def choose(draft: Draft, given: Mapping[str, tuple[str, ...]]) -> tuple[Meta, tuple[Remark, ...]]:
    """Return the metadata of a draft, and remarks on claims that contradict the chosen ones.

    What the caller gave stands above all claims; among claims the surer one wins, then the earlier one. A
    property with several values has those of the surest witness: the text, whose lines count together, or one of the
    sources that a page's markup has. Claims that say the same more fully lend what they have: a date its time, an
    author an address. Raises BadMetadata for a value given that is not valid.
    """
    chosen: dict[str, object] = {}
    remarks: list[Remark] = []
    for name in dict.fromkeys(claim.property for claim in draft.claims):
        if name in given:
            continue
        claims = [claim for claim in draft.claims if claim.property == name and _counts(claim, draft)]
        if claims:
            chosen[name], losers = _settle(name, claims)
            remarks += _conflicts(name, losers)
    if draft.language and not _refines(chosen.get("inLanguage"), draft.language):
        chosen["inLanguage"] = draft.language
    return _meta({**chosen, **_given(given)}), tuple(remarks)


def _counts(claim: Claim, draft: Draft) -> bool:
    """Say whether a claim counts: a summary that only markup has is a standfirst if it is said of the article.

    What is cut from the text is none, nor what is written for search engines, as often as not of the whole site.
    """
    if claim.property != "description" or _is_placed(claim) or not isinstance(claim.value, str):
        return True
    return claim.rule not in _FOR_ENGINES and agree.fold(claim.value) not in agree.fold(draft.text)


def _refines(claimed: object, language: str) -> bool:
    """Say whether a claim only adds to the language that the text itself shows: "en-GB" to "en"."""
    return isinstance(claimed, str) and primary(claimed) == primary(language) and len(claimed) > len(language)


def _settle(name: str, claims: list[Claim]) -> tuple[object, list[Claim]]:
    """Return what is chosen of the claims on a property, and those that contradict it."""
    best = max(claims, key=lambda claim: (claim.confidence, -claim.start))
    if name == "author":
        return _authors(best, claims)
    if name in _LISTS:
        return _list(name, [claim for claim in claims if _bears_out(claim, best)]), []
    if name in _DATES:
        fuller = [claim for claim in claims if agree.is_fuller(_said(claim), _said(best))]
        best = max(fuller, key=lambda claim: (len(_said(claim)), claim.confidence))
    against = [claim for claim in claims if not agree.agrees(name, _said(claim), _said(best))]
    value = _publisher(best, claims) if name == "publisher" else best.value
    return value, [] if name in _VARIED else against


def _authors(best: Claim, claims: list[Claim]) -> tuple[object, list[Claim]]:
    sure = [claim for claim in claims if claim.confidence >= best.confidence - _AS_SURE]
    together = [author for claim in sure if _witness(claim) == _witness(best) for author in _people(claim)]
    known = [author for claim in claims for author in _people(claim)]
    authors: dict[str, Person | Organization] = {}
    for author in together:
        authors.setdefault(agree.fold(author.name), _enriched(author, known))
    return tuple(authors.values()), [claim for claim in claims if _contradicts(claim, authors.values())]


def _contradicts(claim: Claim, authors: Collection[Person | Organization]) -> bool:
    """Say whether a claim names anybody else; a house beside persons is where they work."""
    persons = all(isinstance(author, Person) for author in authors)
    others = [each for each in _people(claim) if not persons or isinstance(each, Person)]
    return any(
        not any(agree.agrees("author", each.name, author.name) for author in authors) for each in others
    )


def _enriched(author: Person | Organization, known: list[Person | Organization]) -> Person | Organization:
    """Return `author` with the address and the job that another claim gives under the same name."""
    for other in known:
        if agree.fold(other.name) == agree.fold(author.name):
            author = structs.replace(author, url=author.url or other.url)
            if isinstance(author, Person) and isinstance(other, Person):
                author = structs.replace(author, jobTitle=author.jobTitle or other.jobTitle)
    return author


def _list(name: str, claims: list[Claim]) -> object:
    values = tuple(dict.fromkeys(claim.value for claim in claims if isinstance(claim.value, str)))
    if name == "image":
        return tuple(_image(value) for value in values)
    return tuple({value.casefold(): value for value in values[::-1]}.values())[::-1][:_MOST]


def _image(value: str) -> ImageObject:
    """Return the picture that a value names: its address and, behind a space, its caption."""
    url, _, caption = value.partition(" ")
    return ImageObject(url, caption or None)


def _publisher(best: Claim, claims: list[Claim]) -> Publisher:
    same = [claim for claim in claims if agree.agrees("publisher", _said(claim), _said(best))]
    urls = (each.url for claim in (best, *same) for each in _people(claim) if each.url)
    return Publisher(_said(best), next(urls, None))


def _said(claim: Claim) -> str:
    """Return the value of a claim, somebody by the name."""
    return claim.value if isinstance(claim.value, str) else claim.value[0].name


def _people(claim: Claim) -> tuple[Person | Organization, ...]:
    return claim.value if isinstance(claim.value, tuple) else ()


def _is_placed(claim: Claim) -> bool:
    return claim.end > claim.start


def _witness(claim: Claim) -> str:
    """Return who makes a claim: the text, whose lines say one thing each, or a source that says all at once."""
    return "text" if _is_placed(claim) else claim.rule


def _bears_out(claim: Claim, best: Claim) -> bool:
    """Say whether a list has the value of a claim beside the surest one."""
    return claim.property not in _RETOLD or (
        _witness(claim) == _witness(best) and claim.confidence >= best.confidence - _AS_SURE
    )


def _conflicts(name: str, losers: list[Claim]) -> Iterable[Remark]:
    """Yield a remark on each value that was not chosen; one that has no place in the text is told with its source."""
    unplaced: set[str] = set()
    for claim in losers:
        message = f"says another {name} than the one chosen"
        if _is_placed(claim):
            yield Remark("metadata-conflict", "info", message, claim.start, claim.end)
            continue
        said = ", ".join(each.name for each in _people(claim)) or _said(claim)
        if agree.fold(said) not in unplaced:
            unplaced.add(agree.fold(said))
            message = f"{claim.rule} {message}: {shorten(said)}"
            yield Remark("metadata-conflict", "info", message, claim.start, claim.end)


def stated(given: Mapping[str, tuple[str, ...]]) -> Meta:
    """Return what somebody states, by property, as metadata. Raises BadMetadata."""
    return _meta(_given(given))


def _given(given: Mapping[str, tuple[str, ...]]) -> dict[str, object]:
    unknown = [name for name in given if name not in Meta.__struct_fields__]
    if unknown:
        raise BadMetadata(
            f"there is no metadata property {unknown[0]!r}",
            hint=f"there are: {', '.join(Meta.__struct_fields__)}",
        )
    return {name: _value(name, values) for name, values in given.items()}


def _value(name: str, values: tuple[str, ...]) -> object:
    match name:
        case "author":
            return tuple(Person(value) for value in values)
        case "publisher":
            return Publisher(values[-1])
        case "image":
            return tuple(_image(value) for value in values)
        case _:
            return values if name in _LISTS else values[-1]


def _meta(fields: dict[str, object]) -> Meta:
    try:
        # Not strict: whether it is free to read is a claim of words, too, "true" or "false".
        return msgspec.convert(
            {name: msgspec.to_builtins(value) for name, value in fields.items()}, Meta, strict=False
        )
    except msgspec.ValidationError as error:
        # Of a pattern nobody reads what is wrong: the hint has what is right.
        what = re.sub(r"^Expected `str` matching regex .* - at ", "not as it is written: ", str(error))
        raise BadMetadata(
            f"not valid metadata: {what}",
            hint="a date is written 2025-03-03 or 2025-03-03T14:05:00-05:00; `article schema` prints the rest",
        ) from error
