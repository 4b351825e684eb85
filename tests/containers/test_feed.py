"""RSS and Atom: entries that carry their content, and those that only point to it."""

from __future__ import annotations

import pytest

from tests.containers.packing import sources, told, unpack

FULL = "It rained for a day, and then for another. " * 40

ATOM = """<?xml version="1.0" encoding="utf-8"?>
<?xml-stylesheet href="style.xsl"?>
<!-- made by hand -->
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<title>The Port Ellery Post</title><link href="https://example.org/"/>
<entry>
  <title type="html">Rain &lt;em&gt;and&lt;/em&gt; wind &amp;amp; more</title><link href="/2025/rain"/>
  <published>2025-03-03T14:05:00-05:00</published><updated>2025-03-04T08:00:00Z</updated>
  <author><name>Jane Roe</name></author><author><name>John Doe</name></author><category term="weather"/>
  <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>It <b>rained</b>.</p></div></content>
</entry>
<entry>
  <title>Sun</title><link href="https://example.org/sun"/>
  <content type="text">1 &lt; 2, said the sun.</content><summary>Sun.</summary>
</entry>
</feed>"""

RSS = """<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Post</title><link>https://example.org</link>
<item><title>Rain</title><link>https://example.org/rain</link><pubDate>Mon, 03 Mar 2025 14:05:00 -0500</pubDate>
<dc:creator>Jane Roe</dc:creator><description>A teaser.</description>
<content:encoded><![CDATA[<p>It rained.</p><script>alert(1)</script>]]></content:encoded></item>
%s</channel></rss>"""


def test_an_atom_feed_gives_what_its_entries_carry() -> None:
    first, second = sources(unpack("feed.xml", ATOM.encode()))
    assert (first.name, first.path, first.format) == ("feed.xml#1", "feed/rain", "html")
    assert first.data.decode("utf-8-sig") == "<p>It <b>rained</b>.</p>"
    assert dict(first.metadata) == {
        "url": ("https://example.org/2025/rain",),
        "headline": ("Rain and wind & more",),
        "datePublished": ("2025-03-03T14:05:00-05:00",),
        "dateModified": ("2025-03-04T08:00:00Z",),
        "author": ("Jane Roe", "John Doe"),
        "keywords": ("weather",),
    }
    assert (second.path, second.format, second.data.decode("utf-8-sig")) == (
        "feed/sun",
        "text",
        "1 < 2, said the sun.",
    )


def test_an_rss_feed_gives_its_content_not_its_teaser() -> None:
    (found,) = sources(unpack("x.rss", (RSS % "").encode()))
    assert found.data.decode("utf-8-sig").startswith("<p>It rained.</p>")
    assert dict(found.metadata) == {
        "url": ("https://example.org/rain",),
        "headline": ("Rain",),
        "datePublished": ("Mon, 03 Mar 2025 14:05:00 -0500",),
        "author": ("Jane Roe",),
    }


@pytest.mark.parametrize(
    ("item", "taken"),
    [
        (f"<description>{FULL}</description>", True),
        (f"<description>&lt;p&gt;{FULL}&lt;/p&gt;</description>", True),
        (f"<description>{FULL}…</description>", False),
        (f"<description>{FULL}[...]</description>", False),
        (f"<description>{FULL}&lt;a href='x'&gt;Read more »&lt;/a&gt;</description>", False),
        ("<description>It rained.</description>", False),
        ("<description/>", False),
        ("", False),
    ],
)
def test_a_summary_is_taken_if_it_is_the_whole(item: str, taken: bool) -> None:
    found = told(unpack("x.rss", (RSS % f"<item><title>B</title>{item}</item>").encode()))
    assert found[0] == "x.rss#1"
    assert found[1:] == (
        ["x.rss#2"]
        if taken
        else [
            "x.rss: no content in 1 of its 2 entries, only a link or a teaser; "
            "fetch the pages that they link to, and convert those"
        ]
    )


def test_a_feed_of_links_is_one_error() -> None:
    items = (
        "<item><title>A</title><link>https://example.org/a</link><description>Soon.</description></item>" * 30
    )
    data = f'<rss version="2.0"><channel>{items}</channel></rss>'.encode()
    assert told(unpack("x.rss", data)) == [
        "x.rss: is a feed of links: none of its 30 entries carries its content; "
        "fetch the pages that they link to, and convert those"
    ]
    assert told(unpack("x.rss", b'<rss version="2.0"><channel/></rss>')) == ["x.rss: is empty"]
    assert told(unpack("x.rss", b"words")) == ["x.rss: is no RSS or Atom feed"]


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("<author>jane@example.org (Jane Roe)</author>", ("Jane Roe",)),
        ("<author>jane@example.org</author>", ()),
        ("<author>Jane Roe</author>", ("Jane Roe",)),
        ("", ()),
    ],
)
def test_authors_are_names_not_addresses(author: str, names: tuple[str, ...]) -> None:
    item = f"<item><title>B</title>{author}<description>{FULL}</description></item>"
    assert sources(unpack("x.rss", (RSS % item).encode()))[1].metadata.get("author", ()) == names


@pytest.mark.parametrize(
    ("path", "data", "known"),
    [
        ("stdin", ATOM, True),
        ("feed.xml", "\ufeff  " + RSS % "", True),
        ("feed", '<!DOCTYPE rss SYSTEM "x.dtd">\n' + RSS % "", True),
        ("page", "<!DOCTYPE html><html><body><feed></body></html>", False),
        ("a.xml", "<feed>words</feed>", False),
        ("a.xml", '<?xml version="1.0"?><rdf:RDF xmlns:rdf="x"/>', False),
        ("a.svg", "<svg/>", False),
        ("story.txt", RSS % "", False),
        ("comments", "<!--" * 20_000, False),
        ("comments", "<!-- -->" * 1000 + "<x", False),
    ],
)
def test_feeds_are_told_by_their_root(path: str, data: str, known: bool) -> None:
    found = told(unpack(path, data.encode()))
    assert (found[:1] != [path]) is known


def test_nothing_is_fetched_and_no_file_is_read() -> None:
    entity = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    data = entity + RSS % f"<item><title>&x;</title><description>{FULL}&x;</description></item>"
    assert all(b"root:" not in found.data for found in sources(unpack("x.rss", data.encode())))


def test_a_feed_larger_than_any_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("convert.containers.feed._LARGEST", 1 << 20)
    (said,) = told(unpack("x.rss", b"<rss>" + b" " * (2 << 20)))
    assert said == "x.rss: has more than 1 MB: no feed has"
