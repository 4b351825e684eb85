"""What the tags around a line say of it, as numbers: which elements it stands in, what these are called and hold.

Names that people give to classes and ids are a language of their own, much the same from site to site. A word counts
where it begins a part of a name: "nav" in "main-nav" and "navBar", not in "navy"'s other half or "unavailable".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import chain, pairwise
from typing import NamedTuple

from convert.draft import Tag
from convert.patterns import pattern

# The elements around a line, from the outside in.
Path = tuple[Tag, ...]

# What names say; the first letters of a part of a name.
GROUPS: dict[str, str] = {
    "body": "content|body|story|entry|post|text|main|article|prose|copy|paragraph|wysiwyg|richtext",
    "paragraphs": "paragraph|rich|markdown|prose|articlebody|textblock|bodytext|fulltext",
    "navigation": "nav|menu|breadcrumb|crumb|pager|pagination|toolbar|skip|tabs?|dropdown|drawer|toc",
    "top": "header|masthead|topbar|hero|banner|head|logo|brand",
    "bottom": "footer|foot|bottom|copyright|legal|colophon|contentinfo",
    "side": "sidebar|side|aside|rail|column|col|widgets?|complementary|secondary|right|left",
    "share": "shar|social|addthis|facebook|twitter|follow|like|whatsapp|pinterest|sns",
    "comments": "comments?|disqus|respond|reply|discussion|livefyre|thread|feedback|reactions?|kommentar",
    "related": "relat|recommend|more|also|similar|popular|trending|latest|recent|next|prev|teaser|card|promo"
    "|outbrain|taboola|archive|list|feed|grid|carousel|slider|swiper|most|read|other",
    "author": "author|byline|bio|profile|writer|contributor|vcard|avatar|autor",
    "date": "date|time|publish|posted|timestamp|dateline|meta|info|details|kicker|eyebrow|category|section",
    "title": "title|headline|heading|hed|titre|titulo",
    "lead": "lead|lede|intro|summary|standfirst|dek|deck|excerpt|abstract|subtitle|subhead|description|teaser|chapo",
    "tags": "tags?|topics?|keywords?|labels?|categories|taxonomy",
    "caption": "caption|credit|figure|figcaption|photo|image|img|gallery|media|legend|picture|slideshow|thumb",
    "advertising": "ad|ads|advert|adv|sponsor|promoted|promotion|dfp|gpt|native|commercial|affiliate|werbung",
    "subscribe": "newsletter|subscri|signup|sign|register|login|paywall|regwall|member|premium|optin|mailchimp|cta",
    "consent": "cookie|consent|gdpr|modal|popup|overlay|notice|notification|alert|dialog|privacy|onetrust|banner",
    "quote": "quote|pullquote|blockquote|callout|highlight|factbox|infobox|box|inset|sidebar",
    "graphic": "graphic|chart|map|infographic|interactive|diagram|artboard|datawrapper|plot|canvas|widget",
    "player": "video|audio|player|podcast|embed|jw|brightcove|youtube|playlist",
    "search": "search|form|field|input|poll|quiz|survey|vote|rating",
    "hidden": "hidden|hide|visually|screen|sr|invisible|print|noscript|offscreen|assistive|collapsed",
}
_ELEMENTS = (
    "article",
    "main",
    "nav",
    "aside",
    "header",
    "footer",
    "form",
    "table",
    "ul",
    "ol",
    "section",
    "figure",
)
_OWN = ("p", "li", "div", "td", "dd", "dt", "blockquote", "figcaption", "span", "section", "pre", "address")
_LEVELS = (1, 2, 3, 5)
_NONE = 20  # levels

NAMES: tuple[str, ...] = (
    *(f"tag-{name}" for name in _OWN),
    *(f"tag-in-{name}" for name in _ELEMENTS),
    *(f"tag-word-{group}" for group in GROUPS),
    "tag-level",
    *(f"tag-{what}-{level}" for level in _LEVELS for what in ("prose", "share", "links", "lines")),
    *(f"tag-alike-{what}" for what in ("lines", "prose", "links", "words")),
    *("tag-core-up", "tag-core-down", "tag-text-up", "tag-text-down", "tag-before", "tag-after"),
)
# Names that begin so are of these groups; "comments?" and "comment" begin alike.
_PREFIXES = tuple(tuple(word.removesuffix("s?") for word in words.split("|")) for words in GROUPS.values())
_PART = pattern("[a-z]+")
_MOST_PROSE, _MOST_LINES = 1000.0, 60
_SHARE = 0.6  # of the prose: more than half, so that elements that hold it stand in each other


class Holder:
    """What an element holds: lines, words of them, words of prose, words of links."""

    __slots__ = ("lines", "linked", "prose", "words")

    def __init__(self) -> None:
        """Begin with nothing."""
        self.lines = 0
        self.words = 0.0
        self.prose = 0.0
        self.linked = 0.0

    def add(self, other: Holder) -> None:
        """Take in what another holds."""
        self.lines += other.lines
        self.words += other.words
        self.prose += other.prose
        self.linked += other.linked

    def told(self, total: float) -> tuple[float, float, float, float]:
        """Return its prose, its share of `total`, its share of links, its lines."""
        share = self.linked / (self.words or 1.0)
        return min(self.prose, _MOST_PROSE), self.prose / total, share, min(self.lines, _MOST_LINES)


class _Tree:
    """The elements that lines stand in: of each, which one is around it, and at which depth it is."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self.around: dict[int, int] = {}  # 0: nothing
        self._depths: dict[int, int] = {}
        for path in paths:
            for depth in range(len(path), 0, -1):
                number = path[depth - 1].number
                if number in self.around:
                    break
                self.around[number] = path[depth - 2].number if depth > 1 else 0
                self._depths[number] = depth

    @cached_property
    def innermost_first(self) -> list[int]:
        """The elements, each before the one around it."""
        return sorted(self.around, key=self._depths.__getitem__, reverse=True)

    def holding(self, prose: Mapping[int, float]) -> tuple[dict[int, int], int]:
        """Return of each element how many of those with most of the prose it is in or is, and how many they are.

        `prose` is what stands in each element, but in no other within it.
        """
        least = _SHARE * sum(prose.values())
        held = dict.fromkeys(self.around, 0.0)
        for number in self.innermost_first:
            held[number] += prose.get(number, 0.0)
            if self.around[number]:
                held[self.around[number]] += held[number]
        within = {0: 0}
        for number in reversed(self.innermost_first):
            within[number] = within[self.around[number]] + (0 < least <= held[number])
        return within, max(within.values())


def columns(
    paths: Sequence[Path],
    words: Sequence[float],
    prose: Sequence[float],
    links: Sequence[float],
    core: range,
) -> Iterator[Sequence[float]]:
    """Yield the columns of NAMES for lines within `paths` of tags.

    `words` counts those of each line, `prose` those of paragraphs, `links` is the share of links; `core` is where
    the text is, roughly.
    """
    own: defaultdict[int, Holder] = defaultdict(Holder)
    alike: defaultdict[tuple[str, ...], Holder] = defaultdict(Holder)
    kinds = [tuple(said for tag in path[-2:] for said in (tag.name, tag.words)) for path in paths]
    for n, path in enumerate(paths):
        for holder in (own[path[-1].number if path else 0], alike[kinds[n]]):
            holder.lines += 1
            holder.words += words[n]
            holder.prose += prose[n]
            holder.linked += words[n] * links[n]
    tree = _Tree(paths)
    inner, most_inner = tree.holding(_sums((paths[n], prose[n]) for n in core))
    outer, most_outer = tree.holding({number: holder.prose for number, holder in own.items()})
    for number in tree.innermost_first:
        if tree.around[number]:
            own[tree.around[number]].add(own[number])
    total = sum(prose) or 1.0
    held = {number: holder.told(total) for number, holder in own.items()}
    nothing = Holder().told(total)
    like = {kind: _alike(holder) for kind, holder in alike.items()}
    names = _Names()
    partings = [_parting(one, two) for one, two in pairwise(((), *paths, ()))]
    rows = [
        (
            *names.of(path),
            *chain.from_iterable(
                held[path[-level].number] if len(path) >= level else nothing for level in _LEVELS
            ),
            *like[kinds[n]],
            most_inner - inner[path[-1].number if path else 0],
            len(path) - inner[path[-1].number if path else 0],
            most_outer - outer[path[-1].number if path else 0],
            len(path) - outer[path[-1].number if path else 0],
            partings[n],
            partings[n + 1],
        )
        for n, path in enumerate(paths)
    ]
    yield from zip(*rows, strict=True)


def _sums(prose: Iterable[tuple[Path, float]]) -> dict[int, float]:
    """Return how many words of prose stand right in each element."""
    found: defaultdict[int, float] = defaultdict(float)
    for path, count in prose:
        found[path[-1].number if path else 0] += count
    return found


def _alike(holder: Holder) -> tuple[float, ...]:
    """Return what is said of lines whose elements are called alike."""
    words = holder.words or 1.0
    return (
        min(holder.lines, _MOST_LINES),
        holder.prose / words,
        holder.linked / words,
        min(holder.words / holder.lines, 60.0),
    )


class _Around(NamedTuple):
    """What is around an element, itself included: how many of each of _ELEMENTS; of each group the level it is at."""

    elements: tuple[int, ...]
    said: tuple[int, ...]  # from 1; 0: not there


class _Names:
    """What the names of the elements around a line say, each element looked at once."""

    def __init__(self) -> None:
        self._around: dict[int, _Around] = {}
        self._told: dict[tuple[int, str, str], tuple[float, ...]] = {}

    def of(self, path: Path) -> tuple[float, ...]:
        """Return which element a line stands in, which it stands within, what these are called; its level."""
        if not path:
            return _UNTAGGED
        last = path[-1]
        key = path[-2].number if len(path) > 1 else 0, last.name, last.words
        found = self._told.get(key)
        if found is None:
            around, level = self._read(path), len(path)
            found = self._told[key] = (
                *_ITSELF.get(last.name, _NO_ELEMENT),
                *(min(count, 4) for count in around.elements),
                *(min(level - at, _NONE) if at else _NONE for at in around.said),
                min(level, 30),
            )
        return found

    def _read(self, path: Path) -> _Around:
        depth = len(path)
        while depth and path[depth - 1].number not in self._around:
            depth -= 1
        found = self._around[path[depth - 1].number] if depth else _NOTHING_AROUND
        for level, tag in enumerate(path[depth:], depth + 1):
            elements, said = found
            if tag.name in _PLACE:
                counts = list(elements)
                counts[_PLACE[tag.name]] += 1
                elements = tuple(counts)
            groups = _groups(tag.words) if tag.words else ()
            if groups:
                levels = list(said)
                for group in groups:
                    levels[group] = level
                said = tuple(levels)
            found = self._around[tag.number] = _Around(elements, said)
        return found


_PLACE = {name: n for n, name in enumerate(_ELEMENTS)}
_NO_ELEMENT = (0.0,) * len(_OWN)
_ITSELF = {name: tuple(float(name == each) for each in _OWN) for name in _OWN}
_NOTHING_AROUND = _Around((0,) * len(_ELEMENTS), (0,) * len(GROUPS))
_UNTAGGED = (*_NO_ELEMENT, *_NOTHING_AROUND.elements, *(_NONE for _ in GROUPS), 0.0)


@lru_cache(maxsize=4096)
def _groups(words: str) -> tuple[int, ...]:
    """Return the numbers of the groups that the names of an element have words of."""
    return tuple({group for part in set(_PART.findall(words)) for group in _groups_of(part)})


@lru_cache(maxsize=16384)
def _groups_of(part: str) -> tuple[int, ...]:
    """Return the numbers of the groups that a part of a name has the first letters of."""
    return tuple(n for n, prefixes in enumerate(_PREFIXES) if part.startswith(prefixes))


def _parting(one: Path, two: Path) -> float:
    """Return how many elements end or begin between two lines."""
    shared = min(len(one), len(two))
    while shared and one[shared - 1].number != two[shared - 1].number:
        shared -= 1
    return min(len(one) + len(two) - 2 * shared, 30)
