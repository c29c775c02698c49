"""A small web server for a built folder, for link checkers that need one: from memory, on 127.0.0.1 only.

``python server.py FOLDER PORT [ADDRESS]`` serves until it is ended. The site's own address in files of text is
replaced by the server's, so that canonical addresses, languages and previews are links to it as well. A folder
without an index page is an error, as on real hosts.
"""

import mimetypes
import sys
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import MappingProxyType
from urllib.parse import unquote, urlsplit

TEXTS = (".html", ".xml", ".json", ".txt", ".css", ".js")


def mirrored(folder: Path, address: str, here: str) -> dict[str, bytes]:
    """Return every file of a folder by its path, with one address replaced by another."""
    files = {}
    for file in folder.rglob("*"):
        if file.is_file():
            data = file.read_bytes()
            if file.suffix in TEXTS and address:
                data = data.replace(address.encode(), here.encode())
            files[f"/{file.relative_to(folder).as_posix()}"] = data
    return files


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True
    files: Mapping[str, bytes] = MappingProxyType({})

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer with a file, an index page, or 404."""
        path = unquote(urlsplit(self.path).path)
        name = f"{path}index.html" if path.endswith("/") else path
        if name in self.files:
            self._answer(200, self.files[name], mimetypes.guess_type(name)[0] or "application/octet-stream")
        elif f"{path}/index.html" in self.files:
            self._answer(301, b"", "text/html", {"Location": f"{urlsplit(self.path).path}/"})
        else:
            self._answer(404, b"not found", "text/plain")

    do_HEAD = do_GET  # noqa: N815  # the library's own name

    def _answer(self, status: int, data: bytes, kind: str, more: dict[str, str] | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("LinkChecker", "may ask as fast as it can")
        for key, value in (more or {}).items():
            self.send_header(key, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)
        self.wfile.flush()


class _Server(ThreadingHTTPServer):
    request_queue_size = 256
    daemon_threads = True


def main() -> None:
    """Serve a folder; print a line once it is ready."""
    folder, port = Path(sys.argv[1]), int(sys.argv[2])
    address = sys.argv[3] if len(sys.argv) > 3 else ""
    _Handler.files = mirrored(folder, address, f"http://127.0.0.1:{port}/")
    server = _Server(("127.0.0.1", port), _Handler)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    main()
