"""A project's folder inside a browser: seeded, picked by the editor, and read back."""

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page

SEED = """async (files) => {
  const root = await navigator.storage.getDirectory();
  const at = async (path) => {
    const parts = path.split('/');
    let folder = root;
    for (const part of parts.slice(0, -1)) folder = await folder.getDirectoryHandle(part, { create: true });
    return folder.getFileHandle(parts.at(-1), { create: true });
  };
  await root.getDirectoryHandle('.git', { create: true });
  for (const [path, text] of Object.entries(files)) {
    const writing = await (await at(path)).createWritable();
    await writing.write(text);
    await writing.close();
  }
}"""

READ = """async () => {
  const files = {};
  const walk = async (folder, before) => {
    for await (const [name, handle] of folder.entries()) {
      if (handle.kind === 'directory') await walk(handle, `${before}${name}/`);
      else files[before + name] = await (await handle.getFile()).text();
    }
  };
  await walk(await navigator.storage.getDirectory(), '');
  return files;
}"""

PICK = "window.showDirectoryPicker = () => navigator.storage.getDirectory();"
"""What a person does in the window that asks for a folder."""


def texts(root: Path) -> dict[str, str]:
    """Return every content file by its path."""
    files = [file for file in (root / "content").rglob("*") if file.suffix in (".yml", ".md", ".po")]
    return {file.relative_to(root).as_posix(): file.read_text("utf-8") for file in sorted(files)}


def seed(page: Page, files: dict[str, str]) -> None:
    """Put files into the browser's own file system."""
    page.evaluate(SEED, files)


def read(page: Page) -> dict[str, str]:
    """Return every file of the browser's own file system."""
    return dict(page.evaluate(READ))


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine, and give its address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
