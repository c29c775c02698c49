"""The web application: the last good build with the preview's addition, live reload. Builds nothing."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from .files import content_type, find
from .panel import injected, page, panel
from .state import Hub, State

_ASSETS = Path(__file__).parent / "assets"
_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


def application(hub: Hub) -> Starlette:
    """Return the application that serves what ``hub`` holds."""

    def site(request: Request) -> Response:
        return _answer(hub.state, request)

    def events(_: Request) -> Response:
        return StreamingResponse(_stream(hub), media_type="text/event-stream", headers=_HEADERS)

    def asset(request: Request) -> Response:
        return _file(_ASSETS / request.url.path.rsplit("/", 1)[1])

    return Starlette(
        routes=[
            Route("/_preview/events", events),
            Route("/_preview/preview.css", asset),
            Route("/_preview/preview.js", asset),
            Route("/{path:path}", site),
        ]
    )


def _answer(state: State, request: Request) -> Response:
    if state.site is None:
        return HTMLResponse(page(state), 503, _HEADERS)
    address: str = request.scope["path"]
    found = find(state.site, address)
    if found.location:
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(found.location + query, found.status, _HEADERS)
    if found.file is None:
        return HTMLResponse(page(state, missing=address), found.status, _HEADERS)
    if content_type(found.file) == "text/html":
        return HTMLResponse(injected(found.file.read_bytes(), state), found.status, _HEADERS)
    return _file(found.file)


def _file(path: Path) -> Response:
    return FileResponse(path, headers=_HEADERS, media_type=content_type(path))


async def _stream(hub: Hub) -> AsyncIterator[str]:
    yield "retry: 500\n\n"
    async for state in hub.states():
        news = {
            "build": state.build,
            "ok": state.ok,
            "site": state.site_name,
            "heading": state.heading,
            "panel": panel(state),
        }
        yield f"data: {json.dumps(news)}\n\n"
