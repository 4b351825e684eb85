"""What the tags around a line say of it, as numbers: which elements it stands in, what these are called and hold.

Names that people give to classes and ids are a language of their own, much the same from site to site. A word counts
where it begins a part of a name: "nav" in "main-nav" and "navBar", not in "navy"'s other half or "unavailable".
"""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from convert.draft import Tag

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
_PATTERNS = tuple(re.compile(rf"(?<![a-z])(?:{words})") for words in GROUPS.values())


class Holder:
    """What an element holds: lines, words of them, words of prose, words of links."""

    __slots__ = ("lines", "linked", "prose", "words")

    def __init__(self) -> None:
        """Begin with nothing."""
        self.lines = 0
        self.words = 0.0
        self.prose = 0.0
        self.linked = 0.0

    def told(self, total: float) -> tuple[float, float, float, float]:
        """Return its prose, its share of `total`, its share of links, its lines."""
        share = self.linked / (self.words or 1.0)
        return min(self.prose, 1000.0), self.prose / total, share, min(self.lines, 60)


def columns(
    paths: Sequence[tuple[Tag, ...]],
    words: Sequence[float],
    prose: Sequence[float],
    links: Sequence[float],
    core: range,
) -> Iterator[array[float]]:
    """Yield the columns of NAMES for lines within `paths` of tags.

    `words` counts those of each line, `prose` those of paragraphs, `links` is the share of links; `core` is where
    the text is, roughly.
    """
    rows = array("d")
    holders: defaultdict[int, Holder] = defaultdict(Holder)
    alike: defaultdict[tuple[str, ...], Holder] = defaultdict(Holder)
    kinds = [tuple(f"{tag.name}.{tag.words}" for tag in path[-2:]) for path in paths]
    for n, path in enumerate(paths):
        for holder in (*(holders[tag.number] for tag in path), alike[kinds[n]]):
            holder.lines += 1
            holder.words += words[n]
            holder.prose += prose[n]
            holder.linked += words[n] * links[n]
    total = sum(prose) or 1.0
    inner = {tag.number: level for level, tag in enumerate(_innermost(paths, prose, core, 0.6))}
    outer = {tag.number: level for level, tag in enumerate(_innermost(paths, prose, range(len(paths)), 0.6))}
    told: dict[tuple[tuple[str, str], ...], list[float]] = {}
    held = {number: holder.told(total) for number, holder in holders.items()}
    nothing = Holder().told(total)
    for n, path in enumerate(paths):
        kind = tuple((tag.name, tag.words) for tag in path)
        if kind not in told:
            told[kind] = [*_elements(path), *_said(path), min(len(path), 30)]
        rows.extend(told[kind])
        for level in _LEVELS:
            rows.extend(held[path[-level].number] if len(path) >= level else nothing)
        like = alike[kinds[n]]
        rows.extend(
            (min(like.lines, 60), like.prose / (like.words or 1.0), like.linked / (like.words or 1.0))
        )
        rows.append(min(like.words / like.lines, 60.0))
        for around in (inner, outer):
            shared = sum(tag.number in around for tag in path)
            rows.extend((len(around) - shared, len(path) - shared))
        rows.append(_parting(paths[n - 1] if n else (), path))
        rows.append(_parting(paths[n + 1] if n + 1 < len(paths) else (), path))
    for at in range(len(NAMES)):
        yield rows[at :: len(NAMES)]


def _elements(path: tuple[Tag, ...]) -> list[float]:
    """Return which element a line stands in, and which it stands within."""
    own = path[-1].name if path else ""
    around = [tag.name for tag in path]
    return [
        *(float(own == name) for name in _OWN),
        *(float(min(around.count(name), 4)) for name in _ELEMENTS),
    ]


def _said(path: tuple[Tag, ...]) -> list[float]:
    """Return how many levels up the nearest element is whose name has a word of each group."""
    found = [float(_NONE)] * len(GROUPS)
    for level, tag in enumerate(path):
        for group in _groups(tag.words) if tag.words else ():
            found[group] = float(min(len(path) - 1 - level, _NONE))
    return found


@lru_cache(maxsize=4096)
def _groups(words: str) -> tuple[int, ...]:
    """Return the numbers of the groups that the names of an element have words of."""
    return tuple(n for n, pattern in enumerate(_PATTERNS) if pattern.search(words))


def _innermost(
    paths: Sequence[tuple[Tag, ...]], prose: Sequence[float], core: range, share: float
) -> tuple[Tag, ...]:
    """Return the path of the innermost element that holds so large a share of the prose of lines `core`."""
    held: Counter[int] = Counter()
    for n in core:
        for tag in paths[n]:
            held[tag.number] += int(prose[n])
    least = share * sum(prose[n] for n in core)
    best: tuple[Tag, ...] = ()
    for n in core:
        path = paths[n]
        depth = next((at for at in range(len(path), 0, -1) if held[path[at - 1].number] >= least), 0)
        if depth > len(best):
            best = path[:depth]
    return best if least else ()


def _parting(other: tuple[Tag, ...], path: tuple[Tag, ...]) -> float:
    """Return how many elements end or begin between two lines."""
    shared = 0
    for one, two in zip(other, path, strict=False):
        if one.number != two.number:
            break
        shared += 1
    return float(min(len(path) + len(other) - 2 * shared, 30))
