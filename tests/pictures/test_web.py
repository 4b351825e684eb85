"""Pictures are fetched from public addresses only, within limits; tried on a server on this machine."""

from __future__ import annotations

import shutil
import ssl
import subprocess
import time
from collections.abc import Iterator
from functools import partial
from ipaddress import ip_address
from pathlib import Path

import pytest

from convert.pictures.limits import REDIRECTS, Limit, Lost
from convert.pictures.web import Address, fetch, public
from tests.pictures import server as answers
from tests.pictures.server import Answer, Server, running

DATA = bytes(range(256)) * 400


def here(address: Address) -> bool:
    """Allow the address at which the server is, and no other."""
    return str(address) == "127.0.0.1"


get = partial(fetch, allowed=here)


@pytest.fixture(scope="module")
def web() -> Iterator[Server]:
    with running() as server:
        yield server


def lost(address: str, limit: Limit | None = None) -> tuple[str, str]:
    """Return why there is nothing at `address`."""
    with pytest.raises(Lost) as found:
        get(address, limit or Limit())
    return found.value.code, found.value.reason


ANSWERS = {
    "a file": answers.file(DATA),
    "of another type": answers.file(DATA, "text/html"),
    "without a length": answers.unmeasured(DATA),
    "in chunks": answers.chunked(DATA[:100], DATA[100:]),
    "of a length that is too short": answers.file(DATA + b"more", length=len(DATA)),
}


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_what_a_server_sends_is_taken_whatever_it_says_of_it(web: Server, answer: Answer) -> None:
    web.answers["/a"] = answer
    assert get(web.url("/a"), Limit()) == DATA


def test_a_request_names_the_host_and_asks_for_what_the_address_says(web: Server) -> None:
    web.answers["/a%20b?c=d"] = answers.file(DATA)
    name = f"pictures.example:{web.server_port}"
    address = f"http://{name}/a%20b?c=d#e"
    assert get(address, Limit(), resolve=lambda *_: ["127.0.0.1"]) == DATA
    assert web.asked[-1] == ("/a%20b?c=d", name)


FAILURES = {
    "not there": (answers.file(b"", status=404), "the server says 404"),
    "an error": (answers.file(DATA, status=500), "the server says 500"),
    "nothing": (answers.file(b"", status=204), "the server says 204"),
    "cut off": (answers.file(DATA, length=len(DATA) + 1), "the answer is not whole"),
    "cut off in a chunk": (
        answers.raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nabc"),
        "the answer is not whole",
    ),
    "no HTTP": (answers.raw(b"SSH-2.0-OpenSSH_9.6\r\n"), "the answer is not whole"),
    "no answer": (answers.raw(b""), "the answer is not whole"),
    "endless headers": (answers.endless(b"HTTP/1.1 200 OK\r\n", b"a: b\r\n"), "the answer is not whole"),
    "an endless header": (answers.endless(b"HTTP/1.1 200 OK\r\na: ", b"b" * 999), "the answer is not whole"),
}


@pytest.mark.parametrize(("answer", "reason"), FAILURES.values(), ids=FAILURES)
def test_a_server_that_fails(web: Server, answer: Answer, reason: str) -> None:
    web.answers["/a"] = answer
    code, said = lost(web.url("/a"))
    assert (code, said.startswith(f"could not be fetched: {reason}")) == ("image-unfetched", True)


SLOW = {
    "silence": answers.silent,
    "a slow body": answers.endless(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n", b"a", 0.02),
    "a slow body without a length": answers.endless(more=b"a", wait=0.02),
    "a slow chunk": answers.endless(
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfff\r\n", b"a", 0.02
    ),
    "a slow length of a chunk": answers.endless(
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"0", 0.02
    ),
    "a slow header": answers.endless(b"HTTP/1.1 200 OK\r\na: ", b"b", 0.02),
    "slow headers": answers.endless(b"HTTP/1.1 200 OK\r\n", b"a: b\r\n", 0.04),
}


@pytest.mark.parametrize("answer", SLOW.values(), ids=SLOW)
def test_a_picture_has_only_so_much_time(web: Server, answer: Answer) -> None:
    web.answers["/a"] = answer
    start = time.monotonic()
    code, reason = lost(web.url("/a"), Limit(seconds=0.3))
    assert (code, reason) == ("image-unfetched", "could not be fetched: it takes more than 0 s")
    assert time.monotonic() - start < 3


LARGE = {
    "as it says": answers.file(bytes(5001)),
    "without saying": answers.unmeasured(bytes(5001)),
    "in chunks": answers.chunked(*[bytes(100)] * 51),
    "without an end": answers.endless(),
    "in chunks without an end": answers.endless(
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"400\r\n" + bytes(1024) + b"\r\n"
    ),
}


@pytest.mark.parametrize("answer", LARGE.values(), ids=LARGE)
def test_a_picture_has_only_so_many_bytes(web: Server, answer: Answer) -> None:
    web.answers["/a"] = answer
    code, reason = lost(web.url("/a"), Limit(bytes=5000))
    assert (code, reason.partition(" MB")[0]) == ("image-refused", "has more than 0")


def test_a_picture_may_have_all_the_bytes_that_it_may_have(web: Server) -> None:
    web.answers["/a"] = answers.file(bytes(5000))
    assert len(get(web.url("/a"), Limit(bytes=5000))) == 5000


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(web: Server, status: int) -> None:
    web.answers["/a/b"] = answers.moved("../c", status)
    web.answers["/c"] = answers.file(DATA)
    assert get(web.url("/a/b"), Limit()) == DATA


def test_only_so_many_redirects_are_followed(web: Server) -> None:
    for n in range(REDIRECTS + 1):
        web.answers[f"/{n}"] = answers.moved(f"/{n + 1}")
    web.answers[f"/{REDIRECTS + 1}"] = answers.file(DATA)
    assert get(web.url("/1"), Limit()) == DATA
    assert lost(web.url("/0")) == ("image-refused", f"leads on more than {REDIRECTS} times")


ELSEWHERE = {
    "a private address": "http://10.0.0.1/a",
    "a link-local one": "http://169.254.169.254/latest/meta-data/",
    "this machine by another address": "http://127.0.0.2/a",
    "this machine by IPv6": "http://[::1]/a",
    "this machine by a number": "http://2130706433/a",
    "this machine in octal": "http://0177.0.0.1/a",
    "nowhere in particular": "http://0.0.0.0/a",
    "a file": "file:///etc/passwd",
    "another scheme": "ftp://example.org/a",
    "a user at a host": "http://a@127.0.0.1/a",
    "no address": "http://[",
    "nowhere": None,
}


@pytest.mark.parametrize("location", ELSEWHERE.values(), ids=ELSEWHERE)
def test_a_redirect_leads_to_no_other_network(web: Server, location: str | None) -> None:
    web.answers["/a"] = answers.moved(location)
    assert lost(web.url("/a"))[0] == "image-refused"


def test_a_redirect_to_a_name_is_checked_by_its_address(web: Server) -> None:
    names = {"here.example": "127.0.0.1", "inside.example": "192.168.0.1"}
    web.answers["/a"] = answers.moved("http://inside.example/")
    with pytest.raises(Lost) as found:
        get(web.url("/a", "here.example"), Limit(), resolve=lambda host, _: [names[host]])
    assert found.value.reason == "leads to inside.example, which is not on the public internet"


def test_a_host_is_resolved_once_and_asked_where_that_was_checked(web: Server) -> None:
    """An answer that is another the second time (DNS rebinding) has nothing to change any more."""
    web.answers["/a"] = answers.file(DATA)
    asked: list[str] = []

    def resolve(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    assert get(web.url("/a", "changing.example"), Limit(), resolve=resolve) == DATA
    assert asked == ["changing.example"]


@pytest.mark.parametrize("places", [["127.0.0.1", "10.0.0.1"], ["10.0.0.1", "127.0.0.1"]])
def test_all_addresses_of_a_host_must_be_allowed(web: Server, places: list[str]) -> None:
    with pytest.raises(Lost) as found:
        get(web.url("/a", "both.example"), Limit(), resolve=lambda *_: places)
    assert found.value.code == "image-refused"


def test_another_address_of_a_host_is_tried(web: Server) -> None:
    web.answers["/a"] = answers.file(DATA)
    found = fetch(
        web.url("/a", "two.example"),
        Limit(),
        allowed=lambda _: True,
        resolve=lambda *_: ["127.0.0.9", "127.0.0.1"],
    )
    assert found == DATA


def test_a_server_that_is_not_there(web: Server) -> None:
    with pytest.raises(Lost) as found:
        fetch(
            web.url("/a", "gone.example"), Limit(), allowed=lambda _: True, resolve=lambda *_: ["127.0.0.9"]
        )
    assert found.value.reason == "could not be fetched: Connection refused"


@pytest.mark.parametrize("error", [OSError("no such host"), UnicodeError("label too long"), None])
def test_a_host_that_is_not_known(web: Server, error: Exception | None) -> None:
    def resolve(_host: str, _port: int) -> list[str]:
        if error:
            raise error
        return []

    with pytest.raises(Lost) as found:
        get("http://unknown.example/a", Limit(), resolve=resolve)
    assert found.value.reason == "could not be fetched: unknown.example is not known"


def test_this_machine_is_refused_to_who_does_not_ask_for_it(web: Server) -> None:
    before = len(web.asked)
    for host in ("127.0.0.1", "localhost"):
        with pytest.raises(Lost, match="not on the public internet"):
            fetch(web.url("/a", host), Limit())
    assert len(web.asked) == before


PUBLIC = ("8.8.8.8", "193.0.6.139", "2606:4700::1111", "64:ff9b::808:808")
SET_APART = (
    *("0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.255.0.1", "169.254.169.254", "172.16.0.1"),  # noqa: S104  # refused
    *("192.0.0.8", "192.88.99.1", "64:ff9b:1::a00:1", "3fff::1", "5f00::1", "100:0:0:1::1"),
    *("192.0.0.1", "192.0.2.1", "192.168.1.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255"),
    *(
        "::",
        "::1",
        "::7f00:1",
        "fe80::1",
        "fe80::1%1",
        "fc00::1",
        "fec0::1",
        "ff02::1",
        "ff0e::1",
        "2001:db8::1",
    ),
    *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:8.8.8.8", "2002:7f00:1::1", "2001:0:4136:e378::1"),
    *("64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::808:808"),
)


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address(address: str) -> None:
    assert public(ip_address(address))


@pytest.mark.parametrize("address", SET_APART)
def test_an_address_that_is_set_apart(address: str) -> None:
    assert not public(ip_address(address))


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file with a certificate of pictures.example, signed by itself, and its key."""
    assert shutil.which("openssl")
    path = tmp_path_factory.mktemp("tls") / "certificate.pem"
    argv = [
        *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", str(path)),
        *("-subj", "/CN=pictures.example", "-addext", "subjectAltName=DNS:pictures.example"),
    ]
    made = subprocess.run(argv, check=True, capture_output=True)
    path.write_bytes(path.read_bytes() + made.stdout)
    return path


@pytest.fixture(scope="module")
def safe_web(certificate: Path) -> Iterator[Server]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with running() as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        server.answers["/a"] = answers.file(DATA)
        yield server


def secure(server: Server, host: str) -> bytes:
    address = server.url("/a", host).replace("http:", "https:")
    return get(address, Limit(), resolve=lambda *_: ["127.0.0.1"])


def test_a_certificate_is_held_to_the_name_not_to_the_address(
    safe_web: Server, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert secure(safe_web, "pictures.example") == DATA
    with pytest.raises(Lost, match="its certificate is not valid: Hostname mismatch"):
        secure(safe_web, "others.example")


def test_a_certificate_that_nobody_vouches_for(safe_web: Server) -> None:
    with pytest.raises(Lost, match="its certificate is not valid: self-signed"):
        secure(safe_web, "pictures.example")
