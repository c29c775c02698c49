"""Real HTTP and HTTPS servers on 127.0.0.1 that behave as badly as they are told, under any host's name."""

import asyncio
import contextlib
import socket
import ssl
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self

import trustme

AUTHORITY = trustme.CA()


@dataclass(frozen=True)
class Asked:
    """One request as it came in."""

    scheme: str
    host: str
    path: str
    headers: dict[str, str]
    at: float
    """The test clock's ticks."""

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.host}{self.path}"


Handler = Callable[[Asked, asyncio.StreamWriter], Awaitable[None]]


def reply(status: int = 200, body: bytes | str = "", **headers: str) -> Handler:
    """Answer properly; ``content_type="text/plain"`` is a header."""
    data = body.encode() if isinstance(body, str) else body
    fields = {"content-type": "text/html; charset=utf-8", "content-length": str(len(data))}
    fields |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = f"HTTP/1.1 {status} Told\r\n" + "".join(f"{name}: {value}\r\n" for name, value in fields.items())

    async def handler(_asked: Asked, out: asyncio.StreamWriter) -> None:
        out.write(f"{head}\r\n".encode("latin-1") + data)
        await out.drain()

    return handler


def redirect(to: str, status: int = 301, **headers: str) -> Handler:
    return reply(status, location=to, **headers)


def raw(data: bytes) -> Handler:
    """Send these bytes and hang up."""

    async def handler(_asked: Asked, out: asyncio.StreamWriter) -> None:
        out.write(data)
        await out.drain()

    return handler


def endless(head: bytes, piece: bytes, pause: float = 0.0) -> Handler:
    """Send a head and then the same bytes until nobody listens."""

    async def handler(_asked: Asked, out: asyncio.StreamWriter) -> None:
        out.write(head)
        while True:
            out.write(piece)
            await out.drain()
            await asyncio.sleep(pause)

    return handler


def in_turn(*handlers: Handler) -> Handler:
    """Answer as the first handler, then as the second; the last one stays."""
    left = list(handlers)

    async def handler(asked: Asked, out: asyncio.StreamWriter) -> None:
        await (left.pop(0) if len(left) > 1 else left[0])(asked, out)

    return handler


async def reset(_asked: Asked, out: asyncio.StreamWriter) -> None:
    """Break the connection off."""
    out.transport.abort()


def certificate(
    host: str, *, begins: float = -90, ends: float = 90, authority: trustme.CA = AUTHORITY
) -> ssl.SSLContext:
    """Return a server's TLS side with a certificate for a host; days from now."""
    now = datetime.now(UTC)
    issued = authority.issue_cert(host, not_before=now + timedelta(days=begins), not_after=now + timedelta(days=ends))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    issued.configure_cert(context)
    return context


def self_signed(host: str) -> ssl.SSLContext:
    """Return a server's TLS side with a certificate for which only itself vouches."""
    return certificate(host, authority=trustme.CA())


def trust() -> ssl.SSLContext:
    """Return what the client trusts: the tests' own authority."""
    context = ssl.create_default_context()
    AUTHORITY.configure_trust(context)
    return context


class Servers:
    """An HTTP and an HTTPS server that play every host, and the resolver that leads to them."""

    def __init__(self, ticks: Callable[[], float] = lambda: 0.0) -> None:
        self.pages: dict[str, Handler] = {}
        """By host and path: ``help.test/contact``."""
        self.otherwise = reply(404)
        """For every other page; robots.txt is never one of them."""
        self.names: dict[str, Sequence[str] | Exception] = {}
        """What the resolver answers instead of 127.0.0.1: addresses, or an error."""
        self.certificates: dict[str, ssl.SSLContext] = {}
        self.asked: list[Asked] = []
        self.looked_up: list[str] = []
        self.busiest = 0
        """The most requests that were under way at once, over all hosts."""
        self.busiest_host = 0
        self.ports: dict[int, int] = {}
        """From 80 and 443 to the real ones."""
        self._ticks = ticks
        self._open: list[str] = []
        self._tasks: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        AUTHORITY.issue_cert("unknown.test").configure_cert(context)
        context.sni_callback = self._choose
        self._plain = await asyncio.start_server(self._http, "127.0.0.1", 0, limit=2**20)
        self._secure = await asyncio.start_server(self._https, "127.0.0.1", 0, ssl=context, limit=2**20)
        for port, server in ((80, self._plain), (443, self._secure)):
            self.ports[port] = server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for server in (self._plain, self._secure):
            server.close()

    @property
    def also(self) -> frozenset[tuple[str, int]]:
        """What the policy must allow for these servers, and nothing more."""
        return frozenset(("127.0.0.1", port) for port in self.ports.values())

    async def lookup(self, host: str, port: int) -> Sequence[tuple[str, int]]:
        """Play the resolver."""
        self.looked_up.append(host)
        found = self.names.get(host)
        if isinstance(found, Exception):
            raise found
        if found is not None:
            return [(address, port) for address in found]
        if not host.endswith(".test"):
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        return [("127.0.0.1", self.ports[port])]

    def _choose(self, connection: ssl.SSLObject, name: str | None, _context: ssl.SSLContext) -> None:
        if name not in self.certificates:
            self.certificates[name or ""] = certificate(name or "unknown.test")
        connection.context = self.certificates[name or ""]

    async def _http(self, reader: asyncio.StreamReader, out: asyncio.StreamWriter) -> None:
        await self._serve("http", reader, out)

    async def _https(self, reader: asyncio.StreamReader, out: asyncio.StreamWriter) -> None:
        await self._serve("https", reader, out)

    async def _serve(self, scheme: str, reader: asyncio.StreamReader, out: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            if (start := await reader.readexactly(1)) == b"\x16":  # a TLS greeting
                out.write(b"HTTP/1.1 400 Plain HTTP only\r\n\r\n")
                return
            head = (start + await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            first, *lines = head.rstrip().split("\r\n")
            headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}
            asked = Asked(scheme, headers["host"], first.split(" ")[1], headers, self._ticks())
            self.asked.append(asked)
            self._open.append(asked.host)
            self.busiest = max(self.busiest, len(self._open))
            self.busiest_host = max(self.busiest_host, self._open.count(asked.host))
            try:
                unknown = reply(404) if asked.path == "/robots.txt" else self.otherwise
                handler = self.pages.get(f"{asked.host}{asked.path}", unknown)
                await handler(asked, out)
            finally:
                self._open.remove(asked.host)
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # the client, or the test, has had enough
        finally:
            self._tasks.discard(task)
            with contextlib.suppress(OSError, RuntimeError):
                out.close()
