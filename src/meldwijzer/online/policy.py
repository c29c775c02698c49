"""Where the check may go: public web servers only. Pure; the transport asks before it connects."""

import ipaddress
from dataclasses import dataclass

from yarl import URL

from .answer import Trouble

_PORTS = frozenset({80, 443})

_SPECIAL = tuple(
    ipaddress.ip_network(network)
    for network in (
        # Not all of these are "not global" in every Python release (IANA special-purpose registries).
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
        "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16",
        "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20",
    )
)  # fmt: skip
_UNICAST = ipaddress.ip_network("2000::/3")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
"""Networks without IPv4 reach a public IPv4 server through this (RFC 6052)."""


def is_public(address: str) -> bool:
    """Tell whether an IP address belongs to the public internet; anything unusual does not."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if ip in _NAT64:
            return is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
        if ip.scope_id is not None or ip not in _UNICAST:
            return False
    if any(ip.version == network.version and ip in network for network in _SPECIAL):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_private)


@dataclass(frozen=True)
class Policy:
    """Public addresses on the web's own two ports, and what a test adds to them."""

    also: frozenset[tuple[str, int]] = frozenset()
    """Address and port of servers that may be reached although they are not public."""

    def allows(self, address: str, port: int) -> bool:
        """Tell whether a connection may be made to this address and port."""
        return (address, port) in self.also or (port in _PORTS and is_public(address))

    def parsed(self, address: str) -> URL:
        """Return an address that may be asked for, without its fragment.

        Raises:
            Trouble: ``bad-redirect`` or ``unsafe``; the detail says why.
        """
        try:
            url = URL(address)
            host, port = (url.raw_host or "").rstrip("."), url.port
        except ValueError:
            raise Trouble("bad-redirect", "it is not a web address") from None
        if url.scheme not in ("http", "https"):
            raise Trouble("bad-redirect", "it does not begin with https://")
        if not host or any(character.isspace() or character == "%" for character in host):
            raise Trouble("bad-redirect", "it is not a web address")
        if url.user is not None or url.password is not None:
            raise Trouble("unsafe", "it has a user name or password in it")
        if port not in _PORTS and not any(port == other for _, other in self.also):
            raise Trouble("unsafe", f"it names the port {port}")
        self._host(host, port or 0)
        return url.with_fragment(None)

    def _host(self, host: str, port: int) -> None:
        """Refuse a host that is a number, unless it is a public address in its usual notation."""
        last = host.rpartition(".")[2].lower()
        if ":" not in host and not last.isdigit() and not last.startswith("0x"):
            return  # a name; its addresses are checked when they are known
        if not self.allows(host, port):
            raise Trouble("unsafe", f"{host} is not an address on the public internet")
