"""The preview as a process: its port, its signals, its parts started and ended together. Knows no HTML."""

import asyncio
import socket
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import FrameType

import uvicorn

from meldwijzer import build
from meldwijzer.outputs import style_guide

from .app import Made, application
from .builder import Builder
from .builds import Builds
from .files import paths_in
from .receiving import Receiving
from .state import Hub, State
from .watch import watch
from .whereabouts import whereabouts
from .worker import Worker


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens there; port 0 takes any free one.

    Raises:
        OSError: The port is taken or not allowed, or the host isn't this machine's.
    """
    family, *_ = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    sock = socket.create_server((host, port), family=family)
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # else each answer waits some 40 ms
    return sock


def address(sock: socket.socket, host: str) -> str:
    """Return what to type into a browser."""
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{sock.getsockname()[1]}/"


def free_port(host: str, port: int) -> int:
    """Return a port near ``port`` that nobody uses."""
    for candidate in range(port + 1, min(port + 50, 65_536)):
        try:
            listen(host, candidate).close()
        except OSError:
            continue
        return candidate
    return 8000 if port != 8000 else 8080


class Server(uvicorn.Server):
    """Uvicorn that says when it's ready and doesn't wait for open event streams when it's asked to end."""

    def __init__(
        self,
        hub: Hub,
        made: Made,
        guide: Callable[[], Mapping[str, str]],
        where: Callable[[str], str],
        ready: Callable[[], None],
    ) -> None:
        super().__init__(
            uvicorn.Config(
                application(hub, made, guide, where),
                log_level="warning",
                access_log=False,
                lifespan="off",
                server_header=False,
                timeout_graceful_shutdown=1,
            )
        )
        self._hub = hub
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then say so."""
        await super().startup(sockets)
        self._ready()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """End, as uvicorn does, but as a normal end: without raising the signal once more."""
        super().handle_exit(sig, frame)
        self._captured_signals.clear()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the event streams, then the rest."""
        self._hub.close()
        await super().shutdown(sockets)


async def run(
    root: Path,
    sock: socket.socket,
    worker: Sequence[str],
    say: Callable[[str], None],
    url: str,
    receiving: Receiving | None = None,
) -> None:
    """Build, watch and serve until a signal comes.

    Args:
        root: The project's folder, absolute and resolved.
        sock: A listening socket.
        worker: The command of a worker.
        say: Prints a line.
        url: The address to name when the server is ready.
        receiving: The receiver that runs beside it, if any.
    """
    builds = Builds(root)
    hub = Hub(State(site=builds.good, paths=paths_in(builds.good) if builds.good else frozenset()))
    maker, checker = (Worker(worker, root, environment=receiving.environment if receiving else None) for _ in range(2))
    builder = Builder(builds, maker, checker, hub, say)
    server = Server(
        hub,
        builder.made,
        lambda: _style_guide(root),
        lambda name: whereabouts(root, name),
        lambda: _announce(say, url, receiving),
    )
    receiver = receiving.server(root, url, hub, say) if receiving else None
    try:
        async with asyncio.TaskGroup() as group:
            if receiver and receiving:
                group.create_task(receiver.serve([receiving.sock]))
            # The watcher first: what changes during the first build must not be missed.
            jobs = [group.create_task(watch(root, builder.changed)), group.create_task(builder.run())]
            await server.serve([sock])
            for job in jobs:
                job.cancel()
            if receiver:
                receiver.should_exit = True
    finally:
        builds.close()


def _style_guide(root: Path) -> Mapping[str, str]:
    """Return the style guide's pages of what the project holds now; none where it cannot be made."""
    site = build.prepare(root, publishing=False, checking=False).site
    return style_guide.files(site) if site else {}


def _announce(say: Callable[[str], None], url: str, receiving: Receiving | None) -> None:
    say(f"Preview: {url} (Ctrl-C ends it)")
    if receiving:
        say(receiving.introduction)
