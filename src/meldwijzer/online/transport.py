"""One request over one connection that is checked before it is made. No redirects, no retries, no robots.txt."""

import asyncio
import errno
import ipaddress
import socket
import ssl
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.typedefs import LooseHeaders
from yarl import URL

from .answer import Certificate, Trouble
from .policy import Policy
from .settings import Settings

Lookup = Callable[[str, int], Awaitable[Sequence[tuple[str, int]]]]
"""From a host and port to the addresses and ports to connect to."""

_HEADER_LIMIT = 32 * 1024
"""Bytes of one header line: some servers send long ones; more is refused."""

_WRONG_CERTIFICATES = {
    9: "it is not valid yet",
    10: "it has expired",
    18: "its owner made it, and nobody else vouches for it",
    19: "nobody known vouches for it",
    20: "nobody known vouches for it",
    21: "nobody known vouches for it",
    62: "it was made for another name",
    64: "it was made for another address",
}
"""By OpenSSL's verify code."""


@dataclass(frozen=True)
class Response:
    """An answer to one request."""

    status: int
    headers: Mapping[str, str]
    """By small name; the first where a name stands twice."""
    body: bytes
    """Unpacked, at most the limit."""
    whole: bool
    certificate: Certificate | None


async def system_lookup(host: str, port: int) -> Sequence[tuple[str, int]]:
    """Ask the computer's resolver for a host's addresses."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [(str(where[0]), int(where[1])) for _, _, _, _, where in found]


class _CheckedResolver(AbstractResolver):
    """Gives only addresses that the policy allows; one that it does not makes the whole name refused."""

    def __init__(self, policy: Policy, lookup: Lookup) -> None:
        self.policy = policy
        self.lookup = lookup

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Return the addresses to connect to: aiohttp uses these and asks nobody again."""
        try:
            found = await self.lookup(host.rstrip("."), port)
        except socket.gaierror as error:
            missing = error.errno in (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))
            raise Trouble("no-name" if missing else "name-trouble", host) from None
        except UnicodeError:
            raise Trouble("no-name", host) from None
        if not found:
            raise Trouble("no-name", host)
        for address, target in found:
            if not self.policy.allows(address, target):
                raise Trouble("unsafe", f"{host} is {address}, which is not on the public internet")
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=target,
                family=socket.AF_INET6 if ipaddress.ip_address(address).version == 6 else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
            )
            for address, target in found
        ]

    async def close(self) -> None:
        """Nothing is held open."""


class Transport:
    """Makes requests. Use it as ``async with``."""

    def __init__(
        self,
        settings: Settings,
        policy: Policy,
        lookup: Lookup = system_lookup,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        self._settings = settings
        self._policy = policy
        self._lookup = lookup
        self._trust = trust or ssl.create_default_context()
        self._certificates: dict[str, Certificate] = {}
        self._trust.sslobject_class = self._noting()

    async def __aenter__(self) -> Self:
        connector = aiohttp.TCPConnector(
            resolver=_CheckedResolver(self._policy, self._lookup),
            use_dns_cache=False,
            ssl=self._trust,
            force_close=True,
            socket_factory=self._socket,
        )
        settings = self._settings
        self._session = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            trust_env=False,
            headers={
                "User-Agent": settings.user_agent,
                "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
                "Accept-Encoding": "gzip, deflate, br",
            },
            timeout=aiohttp.ClientTimeout(
                total=None, sock_connect=settings.connect_timeout, sock_read=settings.read_timeout
            ),
            middlewares=(_once,),
            max_line_size=_HEADER_LIMIT,
            max_field_size=_HEADER_LIMIT,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session.close()

    async def get(self, url: URL, headers: LooseHeaders | None = None, size_limit: int = 0) -> Response:
        """Return the answer to one GET.

        Raises:
            Trouble: There is none that makes sense.
        """
        try:
            async with asyncio.timeout(self._settings.total_timeout):
                return await self._get(url, headers, size_limit or self._settings.size_limit)
        except TimeoutError:
            raise Trouble("timeout") from None
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise _trouble(error) from None

    async def _get(self, url: URL, headers: LooseHeaders | None, limit: int) -> Response:
        async with self._session.get(url, headers=headers, allow_redirects=False) as response:
            body = bytearray()
            whole = True
            # aiohttp unpacks piece by piece and waits while nobody reads, so a bomb never unfolds behind our back.
            async for piece in response.content.iter_chunked(64 * 1024):
                body += piece
                if len(body) > limit:
                    whole = False
                    response.close()
                    break
            first = {name.lower(): response.headers[name] for name in response.headers}
            certificate = self._certificates.get((url.raw_host or "").rstrip(".")) if url.scheme == "https" else None
            return Response(response.status, first, bytes(body[:limit]), whole, certificate)

    def _socket(self, info: aiohttp.AddrInfoType) -> socket.socket:
        """Make the socket of a connection: the last look at its address, whatever way it came."""
        family, kind, proto, _, where = info
        if not self._policy.allows(str(where[0]), int(where[1])):
            raise PermissionError(errno.EACCES, f"{where[0]} is not on the public internet")
        return socket.socket(family, kind, proto)

    def _noting(self) -> type[ssl.SSLObject]:
        """Return a kind of connection that notes until when its server's certificate holds.

        An aiohttp response has often let go of its connection before it can be asked for it.
        """
        certificates = self._certificates

        class Noting(ssl.SSLObject):
            def do_handshake(self) -> None:
                super().do_handshake()
                ends = (self.getpeercert() or {}).get("notAfter")
                host = self.server_hostname
                if isinstance(ends, str) and host is not None:
                    when = datetime.fromtimestamp(ssl.cert_time_to_seconds(ends), UTC)
                    certificates[host] = Certificate(host, when)

        return Noting


def _reason(error: Exception) -> str:
    code = getattr(error, "verify_code", 0)
    return _WRONG_CERTIFICATES.get(code, "browsers do not accept it")


async def _once(request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType) -> aiohttp.ClientResponse:
    """Turn what aiohttp would at once try a second time into trouble: how often is asked is not its business."""
    try:
        return await handler(request)
    except TimeoutError:
        raise
    except (aiohttp.ClientError, OSError) as error:
        raise _trouble(error) from None


def _trouble(error: Exception) -> Trouble:
    """Return what kept a server from being reached, or its answer from being understood."""
    match error:
        case aiohttp.ClientConnectorCertificateError():
            return Trouble("certificate", _reason(error.certificate_error))
        case aiohttp.ClientConnectorSSLError():
            return Trouble("insecure")
        case aiohttp.ClientConnectorError(os_error=OSError(errno=errno.EACCES) as cause):
            return Trouble("unsafe", cause.strerror or "")
        case aiohttp.ClientConnectorError(os_error=OSError(errno=errno.ECONNREFUSED)):
            return Trouble("refused", error.host)
    return Trouble("broken", type(error).__name__)
