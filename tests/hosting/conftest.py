"""Debian's nginx and Apache on the built site, from the files of `meldwijzer hosting`. Without them: failure."""

import contextlib
import http.client
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from meldwijzer import build
from meldwijzer.cache import Cache
from meldwijzer.outputs import apache, nginx, packed
from tests.conftest import ENDPOINT, ROOT

NGINX = "/usr/sbin/nginx"
APACHE = "/usr/sbin/apache2"
ORDINARY = {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.geteuid() == 0 else {}
"""A server needs no rights: where the tests have all of them, it gets none."""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    """By name in small letters; what is sent twice is joined by a comma, as readers of headers do."""
    body: bytes


@dataclass(frozen=True)
class Host:
    """One of the servers, and what it serves."""

    name: str
    port: int
    folder: Path

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Ask for a path; ``accept_language="nl"`` becomes a header."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        with contextlib.closing(connection):
            connection.request(method, path, headers={key.replace("_", "-"): value for key, value in headers.items()})
            answer = connection.getresponse()
            found: dict[str, str] = {}
            for name, value in answer.getheaders():
                key = name.lower()
                found[key] = f"{found[key]}, {value}" if key in found else value
            return Answer(answer.status, found, answer.read())


@pytest.fixture(scope="session")
def sending_site() -> build.Site:
    """The composed site of the fixture ``sending``: reports go somewhere, so that there are two kinds of pages."""
    with pytest.MonkeyPatch.context() as patch:
        for country in ("BE", "NL"):
            patch.setenv(f"REPORT_ENDPOINT_{country}", ENDPOINT)
        patch.setenv("SOURCE_DATE_EPOCH", "1767225600")
        result = build.prepare(ROOT, publishing=False)
    assert result.site is not None, "\n".join(map(str, result.findings))
    return result.site


@pytest.fixture(scope="session")
def hosts(sending: Path, sending_site: build.Site) -> Iterator[dict[str, Host]]:
    """All servers by name; ``htaccess`` is Apache with the file in the site's folder instead of in a <Directory>."""
    with tempfile.TemporaryDirectory(prefix="meldwijzer-hosts-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        shutil.copytree(sending, folder / "site")
        (folder / "site").chmod(0o755)
        packed.write(folder / "site", Cache(folder / "cache"))
        for file, text in {**nginx.files(sending_site), **apache.files(sending_site)}.items():
            (folder / file).write_text(text, "utf-8")
        shutil.copytree(folder / "site", folder / "with")
        shutil.copy(folder / "apache.conf", folder / "with/.htaccess")
        with contextlib.ExitStack() as stack:
            ports = started_on(folder, stack)
            yield {
                name: Host(name, port, folder / ("with" if name == "htaccess" else "site"))
                for name, port in ports.items()
            }


def started_on(folder: Path, stack: contextlib.ExitStack) -> dict[str, int]:
    """Start the servers and return their ports; another test may have taken a free one meanwhile: then try others."""
    for attempt in range(3):
        ports = dict(zip(("nginx", "apache", "htaccess"), free_ports(3), strict=True))
        run = folder / f"run-{attempt}"
        run.mkdir()
        run.chmod(0o777)
        (folder / "run").unlink(missing_ok=True)
        (folder / "run").symlink_to(run)
        (folder / "nginx.conf").write_text(nginx_conf(folder, ports["nginx"]), "utf-8")
        (folder / "apache2.conf").write_text(apache_conf(folder, ports["apache"], ports["htaccess"]), "utf-8")
        commands = (
            (NGINX, "-c", str(folder / "nginx.conf"), "-p", str(run), "-e", str(run / "nginx.log")),
            (APACHE, "-f", str(folder / "apache2.conf"), "-D", "FOREGROUND"),
        )
        with contextlib.ExitStack() as trying:
            started = [trying.enter_context(running(command, folder)) for command in commands]
            try:
                await_ports(ports.values(), started, run)
            except AssertionError:
                if attempt == 2:
                    raise
                continue
            stack.push(trying.pop_all())
            return ports
    raise AssertionError("no port was free")


@pytest.fixture(scope="session", params=["nginx", "apache", "htaccess"])
def host(request: pytest.FixtureRequest, hosts: dict[str, Host]) -> Host:
    """Each server in turn."""
    return hosts[request.param]


def free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as stack:
        probes = [stack.enter_context(socket.socket()) for _ in range(count)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [int(probe.getsockname()[1]) for probe in probes]


@contextlib.contextmanager
def running(command: tuple[str, ...], folder: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """Run a server until the end; it is ended by its process id."""
    with (folder / "said.log").open("ab") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, **ORDINARY)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(20)


def await_ports(ports: "Iterator[int] | object", processes: "list[subprocess.Popen[bytes]]", run: Path) -> None:
    for port in list(ports):
        for _ in range(200):
            said = "\n".join(file.read_text() for file in (*run.glob("*.log"), run.parent / "said.log"))
            assert all(process.poll() is None for process in processes), said
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.1)
        else:
            raise AssertionError(f"nothing listens on {port}:\n{said}")


def nginx_conf(folder: Path, port: int) -> str:
    """Return what is the host's own: as Debian has it, but for names, ports and places."""
    places = "".join(
        f"{kind}_temp_path {folder}/run/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    return f"""
load_module /usr/lib/nginx/modules/ngx_http_brotli_static_module.so;
daemon off;
worker_processes 1;
pid {folder}/run/nginx.pid;
events {{ worker_connections 256; }}
http {{
include /etc/nginx/mime.types;
default_type application/octet-stream;
{places}
include {folder}/nginx-http.conf;
server {{
listen 127.0.0.1:{port};
root {folder}/site;
brotli_static on;
include {folder}/nginx-server.conf;
}}
}}
"""


def apache_conf(folder: Path, port: int, htaccess: int) -> str:
    """Return the same for Apache; the lines on kinds of files are those of Debian's mime.conf that disturb most."""
    modules = ("mpm_event", "authz_core", "dir", "env", "headers", "mime", "rewrite", "setenvif")
    loaded = "".join(f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n" for name in modules)
    return f"""
{loaded}
ServerRoot {folder}/run
DefaultRuntimeDir {folder}/run
PidFile {folder}/run/apache.pid
ErrorLog {folder}/run/apache.log
Mutex file:{folder}/run default
ServerName localhost
TypesConfig /etc/mime.types
AddType application/x-gzip .gz .tgz
AddLanguage br .br
AddLanguage fr .fr
AddLanguage nl .nl
AddLanguage en .en
Listen 127.0.0.1:{port}
Listen 127.0.0.1:{htaccess}
<Directory />
AllowOverride None
Require all denied
</Directory>
<VirtualHost 127.0.0.1:{port}>
DocumentRoot {folder}/site
<Directory {folder}/site>
Require all granted
Options FollowSymLinks
Include {folder}/apache.conf
</Directory>
</VirtualHost>
<VirtualHost 127.0.0.1:{htaccess}>
DocumentRoot {folder}/with
<Directory {folder}/with>
Require all granted
AllowOverride All
Options FollowSymLinks
</Directory>
<Files ".ht*">
Require all denied
</Files>
</VirtualHost>
"""
