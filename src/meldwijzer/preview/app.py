"""The web application: the site that is shown with the preview's addition, live reload. Makes nothing itself."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import replace
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from .files import content_type, find
from .panel import injected, page, panel
from .state import Hub

_ASSETS = Path(__file__).parent / "assets"
_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


Made = Callable[[Path, str], Awaitable[str]]
"""Sees to it that a file of a site's folder is there; returns why it cannot be, or nothing."""


def application(
    hub: Hub, made: Made, guide: Callable[[], Mapping[str, str]], where: Callable[[str], str] | None = None
) -> Starlette:
    """Return the application that serves what ``hub`` holds, and what is made when asked for.

    Args:
        hub: Holds the site that is shown.
        made: Makes a file of it that nobody has asked for so far.
        guide: Makes the style guide's pages, by path from the root.
        where: Makes the page that says where a contact point shows, or without a name lists all of them.
    """

    async def looks(request: Request) -> Response:
        name = request.path_params.get("name", "index.html")
        html = (await run_in_threadpool(guide)).get(f"style-guide/{name}")
        return await _answer(hub, made, request) if html is None else HTMLResponse(html, 200, _HEADERS)

    async def site(request: Request) -> Response:
        return await _answer(hub, made, request)

    def events(_: Request) -> Response:
        return StreamingResponse(_stream(hub), media_type="text/event-stream", headers=_HEADERS)

    async def whereabouts(request: Request) -> Response:
        if where is None:
            return await _answer(hub, made, request)
        return HTMLResponse(await run_in_threadpool(where, request.query_params.get("of", "")), 200, _HEADERS)

    def asset(request: Request) -> Response:
        return _file(_ASSETS / request.url.path.rsplit("/", 1)[1])

    return Starlette(
        routes=[
            Route("/_preview/events", events),
            Route("/_preview/where", whereabouts),
            Route("/_preview/preview.css", asset),
            Route("/_preview/preview.js", asset),
            Route("/style-guide/{name}", looks),
            Route("/style-guide/", looks),
            Route("/{path:path}", site),
        ]
    )


async def _answer(hub: Hub, made: Made, request: Request) -> Response:
    state = hub.state
    site = state.site
    if site is None:
        return HTMLResponse(page(state), 503, _HEADERS)
    address: str = request.scope["path"]
    found = find(state.paths, address)
    if found.location:
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(found.location + query, found.status, _HEADERS)
    if not found.file:
        return HTMLResponse(page(state, missing=address), found.status, _HEADERS)
    file, failure = site / found.file, await made(site, found.file)
    if failure and hub.state.site != site:
        return await _answer(hub, made, request)  # something newer is shown by now
    if failure:
        state = replace(state, ok=False, text="\n".join(filter(None, (state.text, failure))))
        file = (state.before or site) / found.file
        if not file.is_file():
            return HTMLResponse(page(state, missing=address), 500, _HEADERS)
    if content_type(file) == "text/html":
        return HTMLResponse(injected(file.read_bytes(), state), found.status, _HEADERS)
    return _file(file)


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
