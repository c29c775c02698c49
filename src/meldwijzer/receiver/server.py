"""The receiver as a server on this computer: its socket, its connections, start and end. Knows no report."""

import asyncio
import contextlib
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import uvicorn
from starlette.types import Scope
from uvicorn.protocols.http.h11_impl import H11Protocol

from meldwijzer.report_form.contract import FILE, feedback_in, sent_pages_in

from .app import Receiver, application

HOST = "127.0.0.1"
"""Nobody else's computer can send anything here, and no setting changes that."""


def listen(port: int) -> socket.socket:
    """Return a socket that listens on this computer alone; port 0 takes any free one.

    Raises:
        OSError: The port is taken or not allowed.
    """
    sock = socket.create_server((HOST, port))
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return sock


def address(sock: socket.socket) -> str:
    """Return the address of the receiver's page; with ``report`` after it, of the endpoint."""
    return f"http://{HOST}:{sock.getsockname()[1]}/"


def introduction(sock: socket.socket) -> str:
    """Return the line that tells where it is, and what it is."""
    return f"Receiver: {address(sock)} shows the reports that are sent (a development tool: nobody else reads them)"


def sent_pages_of(site: Path | None) -> tuple[str, ...]:
    """Return the sent pages of a built site, from the contract in its folder; none if there is none."""
    try:
        return sent_pages_in((site / FILE).read_text("utf-8")) if site else ()
    except (OSError, ValueError):
        return ()


def feedback_of(site: Path | None) -> tuple[str, ...]:
    """Return the countries whose hotline answers, from the contract in a built site's folder; none if there is none."""
    try:
        return feedback_in((site / FILE).read_text("utf-8")) if site else ()
    except (OSError, ValueError):
        return ()


class Server(uvicorn.Server):
    """Uvicorn for a receiver. Whoever runs it ends it: signals are not its own, unless it stands alone."""

    def __init__(self, receiver: Receiver, alone: bool = False) -> None:
        """Prepare it; :meth:`serve` takes a list with the socket, and setting ``should_exit`` ends it."""
        connections: dict[Any, asyncio.Transport] = {}

        class Protocol(H11Protocol):
            """Remembers its connection, so that it can be cut."""

            def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
                super().connection_made(transport)
                connections[self.client] = transport

            def connection_lost(self, exc: Exception | None) -> None:
                super().connection_lost(exc)
                connections.pop(self.client, None)

        def cut(scope: Scope) -> None:
            connections[scope["client"]].abort()

        receiver.cut = cut
        super().__init__(
            uvicorn.Config(
                application(receiver),
                http=Protocol,
                ws="none",
                log_level="warning",
                access_log=False,
                lifespan="off",
                server_header=False,
                timeout_graceful_shutdown=1,
            )
        )
        self._alone = alone
        self._receiver = receiver
        self._connections = connections

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End what is still going on, slow answers too, then close the file of reports."""
        for transport in list(self._connections.values()):
            transport.abort()
        await super().shutdown(sockets)
        self._receiver.store.close()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Listen to Ctrl-C only when it stands alone."""
        if not self._alone:
            yield
            return
        with super().capture_signals():
            yield
            self._captured_signals.clear()  # a normal end, not one by a signal
