"""A web server on this machine that answers as servers do, and as they should not."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

Answer = Callable[[BaseHTTPRequestHandler], None]


class Server(ThreadingHTTPServer):
    """Answers each path as `answers` has it; remembers what was asked, with which Host."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, str]] = []

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.server_port}{path}"

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is what is tested."""


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server.asked.append((self.path, self.headers["Host"]))
        self.close_connection = True
        with suppress(OSError):
            self.server.answers[self.path](self)

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def running() -> Iterator[Server]:
    with Server() as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield server
        server.shutdown()


def file(data: bytes, type: str = "image/png", length: int | None = None, status: int = 200) -> Answer:
    """Answer with `data`, which is said to be of a type and a length."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", type)
        handler.send_header("Content-Length", str(len(data) if length is None else length))
        handler.end_headers()
        handler.wfile.write(data)

    return answer


def unmeasured(data: bytes) -> Answer:
    """Answer with `data`, which ends where the connection does."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        handler.wfile.write(data)

    return answer


def chunked(*chunks: bytes) -> Answer:
    """Answer with `chunks` (RFC 9112, 7.1)."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        for chunk in (*chunks, b""):
            handler.wfile.write(b"%x\r\n%b\r\n" % (len(chunk), chunk))

    return answer


def moved(location: str | None, status: int = 302) -> Answer:
    """Answer that it is elsewhere."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        if location is not None:
            handler.send_header("Location", location)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return answer


def endless(
    first: bytes = b"HTTP/1.1 200 OK\r\n\r\n", more: bytes = bytes(1 << 16), wait: float = 0
) -> Answer:
    """Answer with `first`, and `more` for as long as anybody reads."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(first)
        while True:
            handler.wfile.write(more)
            time.sleep(wait)

    return answer


def silent(handler: BaseHTTPRequestHandler) -> None:
    """Say nothing until the other side goes."""
    handler.rfile.read(1)


def raw(data: bytes) -> Answer:
    """Answer with bytes that need not be HTTP."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(data)

    return answer
