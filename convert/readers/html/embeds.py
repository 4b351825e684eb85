"""What a page embeds from elsewhere: a film, a recording, a post. It is read as a link with its title.

Frames of advertisers, counters and comment boxes are embedded in the same way: only what has a title of its own on a
house of media, or is a sound or a film itself, is somebody's to look at.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin, urlsplit

from convert.patterns import pattern

_ELEMENTS = frozenset({"iframe", "video", "audio", "embed"})
# Houses whose frames hold what an article shows.
_HOUSES = {
    "youtube.com": "YouTube",
    "youtube-nocookie.com": "YouTube",
    "youtu.be": "YouTube",
    "vimeo.com": "Vimeo",
    "dailymotion.com": "Dailymotion",
    "ted.com": "TED",
    "soundcloud.com": "SoundCloud",
    "spotify.com": "Spotify",
    "podcasts.apple.com": "Apple Podcasts",
    "bandcamp.com": "Bandcamp",
    "twitter.com": "Twitter",
    "x.com": "X",
    "instagram.com": "Instagram",
    "facebook.com": "Facebook",
    "tiktok.com": "TikTok",
    "bilibili.com": "bilibili",
    "archive.org": "Internet Archive",
    "google.com": "Google",
    "openstreetmap.org": "OpenStreetMap",
    "datawrapper.de": "Datawrapper",
    "dwcdn.net": "Datawrapper",
    "flourish.studio": "Flourish",
}
_GOOGLE = pattern(r"/maps/")
_YOUTUBE = pattern(r"/embed/([\w-]{6,20})")
_LATE = ("src", "data-src", "data-lazy-src", "data-original")
_LONGEST = 2000


def read(element: Any, base: str | None) -> tuple[str, str] | None:
    """Return the address of what an element embeds and what it is called; None for what nobody is meant to see."""
    if element.tag not in _ELEMENTS:
        return None
    found = [element.get(name) for name in _LATE]
    found += (
        [source.get("src") for source in element.iter("source")] if element.tag in ("video", "audio") else []
    )
    url = next((each.strip() for each in found if each), "")
    try:
        url = urljoin(base or "", url) if url and len(url) <= _LONGEST else ""
        parts = urlsplit(f"https:{url}" if url.startswith("//") else url)
    except ValueError:
        return None
    host = (parts.hostname or "").removeprefix("www.")
    if parts.scheme not in ("http", "https"):
        return None
    title = " ".join((element.get("title") or element.get("aria-label") or "").split())
    house = next((name for end, name in _HOUSES.items() if host == end or host.endswith(f".{end}")), "")
    if house == "Google" and not _GOOGLE.match(parts.path):
        return None
    if element.tag in ("iframe", "embed") and not house:
        return None
    film = _YOUTUBE.match(parts.path) if house == "YouTube" else None
    address = f"https://www.youtube.com/watch?v={film[1]}" if film else parts.geturl()
    return address, title or house or host
