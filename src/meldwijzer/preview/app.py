"""The web application: the last good build with the preview's addition, live reload. Builds nothing else."""

import json
from collections.abc import AsyncIterator, Callable, Mapping
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from .files import content_type, find
from .panel import injected, page, panel
from .state import Hub, State

_ASSETS = Path(__file__).parent / "assets"
_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


def application(hub: Hub, guide: Callable[[], Mapping[str, str]]) -> Starlette:
    """Return the application that serves what ``hub`` holds, and the style guide, which is made when asked for.

    Args:
        hub: Holds the last good build.
        guide: Makes the style guide's pages, by path from the root.
    """

    async def looks(request: Request) -> Response:
        name = request.path_params.get("name", "index.html")
        html = (await run_in_threadpool(guide)).get(f"style-guide/{name}")
        return _answer(hub.state, request) if html is None else HTMLResponse(html, 200, _HEADERS)

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
            Route("/style-guide/{name}", looks),
            Route("/style-guide/", looks),
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
