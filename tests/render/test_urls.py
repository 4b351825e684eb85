"""The allow-list of addresses."""

from __future__ import annotations

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convert.render import urls

ALLOWED = {
    "https://example.com/a?b=1&c=2#d": "https://example.com/a?b=1&c=2#d",
    "HTTP://Example.com": "http://Example.com",
    "http://localhost:8080/": "http://localhost:8080/",
    "http://192.0.2.7/x": "http://192.0.2.7/x",
    "https://example.com./": "https://example.com./",
    "https://bücher.example/straße?q=ä#ö": "https://xn--bcher-kva.example/stra%C3%9Fe?q=%C3%A4#%C3%B6",
    "https://उदाहरण.example/": "https://xn--p1b6ci4b4b3a.example/",
    "https://example.com/a b": "https://example.com/a%20b",
    "https://example.com/%41%zz%": "https://example.com/%41%25zz%25",
    'https://example.com/"><script>': "https://example.com/%22%3E%3Cscript%3E",
    "https://example.com/a[1]#b#c": "https://example.com/a%5B1%5D#b%23c",
    "https://example.com/\\..\\x": "https://example.com/%5C..%5Cx",
    "mailto:desk@example.com?subject=a b": "mailto:desk@example.com?subject=a%20b",
    "mailto:desk@example.com?Subject=a&body=b%0D%0Ac": "mailto:desk@example.com?Subject=a&body=b%0D%0Ac",
    "#note-1": "#note-1",
}

REFUSED = (
    "",
    "#",
    " ",
    "/relative",
    "relative.html",
    "//example.com/",
    "www.example.com",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "\x01javascript:alert(1)",
    " https://example.com/",
    "\thttps://example.com/",
    "https://example.com/\njavascript:",
    "https://example.com/\u202egnp.exe",
    "https://exam\u200bple.com/",
    "data:text/html,<script>alert(1)</script>",
    "data:image/png;base64,AAAA",
    "vbscript:x",
    "file:///etc/passwd",
    "ftp://example.com/",
    "blob:https://example.com/x",
    "view-source:https://example.com/",
    "https:example.com",
    "https:///example.com",
    "https:\\\\example.com",
    "https://",
    "https://?x",
    "https://bank.example@evil.example/",
    "https://user:secret@example.com/",
    "https://a..b/",
    "https://a b.example/",
    "https://999.1.1.1/",
    "https://1.5/",
    "https://[::1]/",
    "https://example.com:99999/",
    "https://example.com:x/",
    "mailto:",
    "mailto:nobody",
    "mailto:desk@example.com\nBcc: x@example.com",
    "mailto:desk@example.com%0D%0ABcc:x@example.com",
    "mailto:desk@example.com?subject=a%0aBcc:x@example.com",
    "mailto:desk@example.com?subject=a&attach=/etc/passwd",
    "mailto:desk@example.com?bcc=x@example.com",
    "#note\u200b-1",
)


@pytest.mark.parametrize(("url", "expected"), ALLOWED.items())
def test_allowed(url: str, expected: str) -> None:
    assert urls.safe(url) == expected


@pytest.mark.parametrize("url", REFUSED)
def test_refused(url: str) -> None:
    assert urls.safe(url) is None


@pytest.mark.parametrize("url", ["mailto:desk@example.com", "#note-1"])
def test_web_wants_a_place_on_the_web(url: str) -> None:
    assert urls.web(url) is None


@settings(deadline=None)
@given(st.text() | st.text().map("https://example.com/".__add__) | st.text().map("https://{}/".format))
def test_what_passes_is_ascii_without_markup_and_passes_again(url: str) -> None:
    found = urls.safe(url)
    if found is not None:
        assert set(found) <= set(string.ascii_letters + string.digits + "-._~:/?#@!$&'()*+,;=%")
        assert found.startswith(("http://", "https://", "mailto:", "#"))
        assert urls.safe(found) == found
