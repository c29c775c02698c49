"""``meldwijzer serve``: shows what is saved at once, checks it meanwhile, shows findings. No building here."""

import asyncio
import errno
import sys
from collections.abc import Sequence
from pathlib import Path

from .receiving import receiving
from .server import address, free_port, listen, run

__all__ = ["serve"]


def serve(root: Path, host: str = "127.0.0.1", port: int = 8000, worker: Sequence[str] | None = None) -> int:
    """Preview the project until Ctrl-C or SIGTERM; return the exit code (0, or 1 without a port).

    Args:
        root: The project's folder.
        host: The address to listen at; the default is for this machine alone.
        port: 0 takes any free one.
        worker: The command of a worker; by default making.py with this Python.
    """
    root = root.resolve()
    try:
        sock = listen(host, port)
    except (OSError, OverflowError) as error:
        print(_no_port(error, host, port), file=sys.stderr)  # noqa: T201
        return 1
    command = worker or [sys.executable, "-m", "meldwijzer.preview.making", str(root)]
    beside = receiving(sock.getsockname()[1])
    try:
        asyncio.run(run(root, sock, command, _say, address(sock, host), beside))
    except KeyboardInterrupt:  # a second Ctrl-C while everything ends
        pass
    finally:
        sock.close()
        if beside:
            beside.sock.close()
    return 0


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


def _no_port(error: Exception, host: str, port: int) -> str:
    code = getattr(error, "errno", None)
    if code == errno.EADDRINUSE:
        other = free_port(host, port)
        return f"Port {port} is taken by another program: try another one with `make serve PORT={other}`."
    if code == errno.EACCES:
        return f"Port {port} is not allowed here: try another one with `make serve PORT=8000`."
    return f"The preview can't listen at {host}, port {port}: {getattr(error, 'strerror', None) or error}."
