"""Pictures on the web: fetched by HTTP from public addresses only, within limits of size and time.

A page comes from anybody, and what it names may be a machine in our own network. So a host is resolved once, every
address that it has must be public, and the connection is made to one of these, not to a name that may have another
address a moment later. Each redirect is such a request of its own.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from http import HTTPStatus
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from threading import Timer
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urljoin, urlsplit

from convert.pictures.limits import MEGABYTE, REDIRECTS, Limit, Lost
from convert.render.urls import web
from convert.version import __version__

if TYPE_CHECKING:
    from urllib3.connection import HTTPConnection
    from urllib3.response import BaseHTTPResponse

Address = IPv4Address | IPv6Address

_WAIT = 10.0  # seconds that a server may be silent
_CHUNK = 1 << 16
_PORTS = {"http": 80, "https": 443}
_REDIRECTED = frozenset({301, 302, 303, 307, 308})  # RFC 9110, 15.4
_ATTEMPTS = 2  # of a host's addresses; the first may be of a kind that our network has no way to

# IPv4 within IPv6 (RFC 6052, 2.1): what a network without IPv4 has for hosts that have nothing else.
_TRANSLATED = IPv6Network("64:ff9b::/96")


# What some versions of Python take for public, and is not (IANA's registries): addresses that answer to nobody, relays
# that are no more, examples, segments of a network's own.
_APART = tuple(
    map(
        ip_network,
        ("192.0.0.0/24", "192.88.99.0/24", "64:ff9b:1::/48", "3fff::/20", "5f00::/16", "100:0:0:1::/64"),
    )
)


def public(address: Address) -> bool:
    """Say whether an address is one of the public internet.

    It is not private, loopback, link-local, multicast or otherwise set apart (IANA's registries of special-purpose
    addresses); nor IPv4 in IPv6 that leads to what may be: mapped (RFC 4291, 2.5.5.2) and 6to4 (RFC 7526).
    """
    if isinstance(address, IPv6Address):
        if address in _TRANSLATED:
            return public(IPv4Address(int(address) & 0xFFFFFFFF))
        if address.ipv4_mapped or address.sixtofour or address.is_site_local:
            return False
    if any(address.version == each.version and address in each for each in _APART):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def resolve(host: str, port: int) -> list[str]:
    """Return the addresses of a host, as the system has them. Raises OSError or UnicodeError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(place[0]) for *_, place in found))


def fetch(
    address: str,
    limit: Limit,
    *,
    allowed: Callable[[Address], bool] = public,
    resolve: Callable[[str, int], list[str]] = resolve,
) -> bytes:
    """Return the bytes at `address`, as `convert.render.urls.web` has it. Raises Lost.

    `allowed` says which addresses may be connected to; `resolve` returns those of a host.
    """
    deadline = time.monotonic() + limit.seconds
    for _ in range(REDIRECTS + 1):
        parts = urlsplit(address)
        places = _checked(parts, allowed, resolve)
        with _answer(parts, places, deadline, limit) as response:
            if response.status not in _REDIRECTED:
                return _body(response, limit)
            address = _next(address, response.headers.get("Location", ""))
    raise Lost("image-refused", f"leads on more than {REDIRECTS} times")


def _checked(
    parts: SplitResult, allowed: Callable[[Address], bool], resolve: Callable[[str, int], list[str]]
) -> list[str]:
    """Return the addresses of a host. Raises Lost where one of them is not allowed, or there are none."""
    host = parts.hostname or ""
    try:
        places = resolve(host, _port(parts))
    except (OSError, UnicodeError) as error:
        raise Lost("image-unfetched", f"could not be fetched: {host} is not known") from error
    if not places:
        raise Lost("image-unfetched", f"could not be fetched: {host} is not known")
    if not all(allowed(ip_address(place)) for place in places):
        raise Lost("image-refused", f"leads to {host}, which is not on the public internet")
    return places


def _port(parts: SplitResult) -> int:
    return parts.port or _PORTS[parts.scheme]


@contextmanager
def _answer(
    parts: SplitResult, places: list[str], deadline: float, limit: Limit
) -> Iterator[BaseHTTPResponse]:
    """Ask one of `places`, and yield the answer to read it. Raises Lost where the network or the other side fails."""
    from http.client import HTTPException

    from urllib3.exceptions import HTTPError

    try:
        with (
            closing(_connected(parts, places, deadline)) as connection,
            _hung_up(connection.sock, deadline),
            closing(_asked(connection, parts)) as response,
        ):
            yield response
            if _over(deadline):  # what has ended then was cut off, though it may look whole
                raise TimeoutError
    except (HTTPError, HTTPException, OSError, ValueError) as error:
        reason = f"it takes more than {limit.seconds:.0f} s" if _over(deadline) else _reason(error)
        raise Lost("image-unfetched", f"could not be fetched: {reason}") from error


def _over(deadline: float) -> bool:
    return time.monotonic() >= deadline


def _connected(parts: SplitResult, places: list[str], deadline: float) -> HTTPConnection:
    """Return a connection to the first of `places` that takes one. Raises OSError or urllib3's HTTPError."""
    from urllib3.exceptions import HTTPError

    failure: Exception = TimeoutError()
    for place in places[:_ATTEMPTS]:
        connection = _connection(parts, place, min(_WAIT, max(deadline - time.monotonic(), 0.001)))
        try:
            connection.connect()
        except (HTTPError, OSError) as error:
            connection.close()
            failure = error
        else:
            return connection
    raise failure


def _connection(parts: SplitResult, place: str, wait: float) -> HTTPConnection:
    """Return a connection to the address `place`; the certificate must be that of the host."""
    from urllib3.connection import HTTPConnection, HTTPSConnection

    if parts.scheme == "http":
        return HTTPConnection(place, _port(parts), timeout=wait)
    context = ssl.create_default_context()
    return HTTPSConnection(
        place, _port(parts), timeout=wait, ssl_context=context, server_hostname=parts.hostname
    )


@contextmanager
def _hung_up(connected: socket.socket, deadline: float) -> Iterator[None]:
    """Shut a connection down when its time is over, whatever is waited for: a server may send a byte now and then."""

    def shut() -> None:
        with suppress(OSError):
            socket.socket.shutdown(connected, socket.SHUT_RDWR)

    timer = Timer(max(deadline - time.monotonic(), 0), shut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _asked(connection: HTTPConnection, parts: SplitResult) -> BaseHTTPResponse:
    """Ask for a picture, and return the answer up to its body."""
    target = parts._replace(scheme="", netloc="", path=parts.path or "/", fragment="").geturl()
    headers = {
        "Host": parts.netloc,
        "User-Agent": f"article/{__version__}",
        "Accept": "image/*",
        "Accept-Encoding": "identity",
        "Connection": "close",
    }
    connection.request("GET", target, headers=headers, preload_content=False)
    return connection.getresponse()


def _body(response: BaseHTTPResponse, limit: Limit) -> bytes:
    """Return what `response` holds. Raises Lost where that is no file, or too much."""
    if response.status != HTTPStatus.OK:
        raise Lost("image-unfetched", f"could not be fetched: the server says {response.status}")
    data = bytearray()
    for chunk in response.stream(_CHUNK, decode_content=False):
        data += chunk
        if len(data) > limit.bytes:
            raise Lost("image-refused", f"has more than {limit.bytes / MEGABYTE:.0f} MB")
    return bytes(data)


def _next(address: str, location: str) -> str:
    """Return where a redirect leads (RFC 9110, 10.2.2). Raises Lost."""
    try:
        target = web(urljoin(address, location)) if location else None
    except ValueError:
        target = None
    if target is None:
        raise Lost("image-refused", "leads on to what is no address of the public web")
    return target


def _reason(error: Exception) -> str:
    """Return why a request failed, in words that are the same whenever it fails so."""
    from urllib3.exceptions import TimeoutError as Silent

    cause = error.__cause__ or error
    if isinstance(cause, ssl.SSLCertVerificationError):
        return f"its certificate is not valid: {cause.verify_message}"
    if isinstance(cause, OSError) and cause.strerror:
        return cause.strerror
    if isinstance(error, TimeoutError | Silent):
        return "there is no answer"
    return f"the answer is not whole, or no HTTP ({type(error).__name__})"
