"""The one place that chooses among the claims on the article's metadata."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from convert.draft import Claim, Draft, Remark
from convert.errors import ArticleError
from convert.model import ImageObject, Meta, Organization, Person, Publisher

_LISTS = frozenset({"author", "keywords", "image", "correction"})

# Names that are claimed almost as surely as the surest are authors together; those further off are somebody else.
_AS_SURE = 0.06


class BadMetadata(ArticleError):
    """A value that the caller gave for a property is not one, or there is no such property."""

    exit_code = 2


def choose(draft: Draft, given: Mapping[str, tuple[str, ...]]) -> tuple[Meta, tuple[Remark, ...]]:
    """Return the metadata of a draft, and remarks on claims that contradict the chosen ones.

    What the caller gave stands above all claims; among claims the surer one wins, then the earlier one; of lists,
    all claims count, of authors the surest. Raises BadMetadata for a value given that is not valid.
    """
    chosen: dict[str, object] = {}
    remarks: list[Remark] = []
    for name in dict.fromkeys(claim.property for claim in draft.claims):
        if name in given:
            continue
        claims = [claim for claim in draft.claims if claim.property == name]
        chosen[name], losers = _settle(name, claims)
        remarks += _conflicts(name, losers)
    if draft.language:
        chosen["inLanguage"] = draft.language
    return _meta({**chosen, **_given(given)}), tuple(remarks)


def _settle(name: str, claims: list[Claim]) -> tuple[object, list[Claim]]:
    best = max(claims, key=lambda claim: (claim.confidence, -claim.start))
    if name == "author":
        sure = (claim for claim in claims if claim.confidence >= best.confidence - _AS_SURE)
        authors = tuple(dict.fromkeys(author for claim in sure for author in _people(claim)))
        names = {author.name for author in authors}
        losers = [claim for claim in claims if not names.issuperset(each.name for each in _people(claim))]
        return authors, losers
    if name in _LISTS:
        return tuple(dict.fromkeys(claim.value for claim in claims)), []
    value = Publisher(str(best.value)) if name == "publisher" else best.value
    return value, [claim for claim in claims if claim.value != best.value]


def _people(claim: Claim) -> tuple[Person | Organization, ...]:
    return claim.value if isinstance(claim.value, tuple) else ()


def _conflicts(name: str, losers: list[Claim]) -> Iterable[Remark]:
    for claim in losers:
        message = f"says another {name} than the one chosen"
        yield Remark("metadata-conflict", "info", message, claim.start, claim.end)


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
            return tuple(ImageObject(value) for value in values)
        case _:
            return values if name in _LISTS else values[-1]


def _meta(fields: dict[str, object]) -> Meta:
    try:
        return msgspec.convert({name: msgspec.to_builtins(value) for name, value in fields.items()}, Meta)
    except msgspec.ValidationError as error:
        raise BadMetadata(
            f"not valid metadata: {error}",
            hint="a date is written 2025-03-03 or 2025-03-03T14:05:00-05:00; `article schema` prints the rest",
        ) from error
