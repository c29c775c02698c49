"""A static web server as hosts are: files from memory, packed with brotli or gzip as the browser asks. No rule."""

import gzip
import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

import brotli

_TEXTS = (".html", ".css", ".js", ".json", ".svg", ".xml", ".txt")


class Packed:
    """A folder's files, each packed once when it is asked for first."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._kept: dict[tuple[Path, str], bytes] = {}

    def get(self, path: str, accepted: str) -> tuple[bytes, str, str] | None:
        """Return a file's bytes, their kind and how they are packed; ``None`` where there is none."""
        file = self.folder / unquote(path).lstrip("/")
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            return None
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        how = next((one for one in ("br", "gzip") if one in accepted), "") if file.suffix in _TEXTS else ""
        if (file, how) not in self._kept:
            data = file.read_bytes()
            packed = {"br": lambda: brotli.compress(data), "gzip": lambda: gzip.compress(data, 9, mtime=0)}
            self._kept[file, how] = packed[how]() if how else data
        return self._kept[file, how], kind, how


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True

    def __init__(self, files: Packed, *given: object) -> None:
        self.files = files
        super().__init__(*given)  # type: ignore[arg-type]

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer with a file or 404."""
        found = self.files.get(urlsplit(self.path).path, self.headers.get("Accept-Encoding", ""))
        data, kind, how = found or (b"not found", "text/plain", "")
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "max-age=600")
        if how:
            self.send_header("Content-Encoding", how)
        self.end_headers()
        self.wfile.write(data)
        self.wfile.flush()


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port of 127.0.0.1; yield its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, Packed(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
