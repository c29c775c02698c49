"""The receiver beside the preview, so that the report form works out of the box: whether it runs, where, for whom.

Only the preview's own builds learn of it. What is published knows nothing of it.
"""

import os
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from meldwijzer import receiver
from meldwijzer.content import ENDPOINT_VARIABLE
from meldwijzer.model.base import Country

from .state import Hub

DATA = "reports.sqlite"
"""In .preview/."""


@dataclass(frozen=True)
class Receiving:
    """A receiver's socket, and what to tell the builder and the editor of it."""

    sock: socket.socket

    @property
    def environment(self) -> Mapping[str, str]:
        """The variables that make the builder's form send its reports there."""
        return {name: f"{receiver.address(self.sock)}report" for name in _variables()}

    @property
    def introduction(self) -> str:
        """A line for the editor."""
        return receiver.introduction(self.sock)

    def server(self, root: Path, url: str, hub: Hub, say: Callable[[str], None]) -> receiver.Server:
        """Return the server for this socket; it leads browsers to pages of the last good build.

        Args:
            root: The project's folder.
            url: The preview's address.
            hub: Knows the last good build.
            say: Prints a line.
        """
        store = receiver.Store(root / ".preview" / DATA)
        return receiver.Server(
            receiver.Receiver(
                store,
                url,
                lambda: receiver.sent_pages_of(hub.state.site),
                say,
                feedback=lambda: receiver.feedback_of(hub.state.site),
            ),
        )


def receiving(port: int) -> Receiving | None:
    """Return a receiver at the port after ``port``, or at a free one; none where somebody named an endpoint.

    Args:
        port: The preview's own.
    """
    if any(name in os.environ for name in _variables()):
        return None
    try:
        return Receiving(receiver.listen(port + 1))
    except (OSError, OverflowError):
        return Receiving(receiver.listen(0))


def _variables() -> list[str]:
    return [f"{ENDPOINT_VARIABLE}{country}" for country in get_args(Country)]
