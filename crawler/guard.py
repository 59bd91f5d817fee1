"""No board leads us into a private network: neither by a literal address, nor by a name, nor by a redirect.

Board operators choose the names and redirects that we follow (server-side request forgery). A literal address is judged
before anything is dialled, in every spelling that the C library understands; a name is judged by what it resolves to at
the moment of connecting, and only the addresses judged are dialled.
"""

from __future__ import annotations

import socket
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy.crawler import Crawler
from scrapy.resolver import CachingHostnameResolver
from twisted.internet.interfaces import IAddress, IHostResolution, IResolutionReceiver
from zope.interface import implementer  # type: ignore[import-untyped]

from crawler.kind import Trouble
from crawler.listing import Cause

_EMBEDDED = (ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48"))  # NAT64: the last four bytes are an IPv4 address
_LOCAL = (".localhost", ".local", ".internal", ".lan", ".home.arpa")


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """May a board live here? Loopback, private, link-local, multicast and reserved addresses are no place for one."""
    inner = _inner(address)
    if inner is not None:
        return is_public(inner)
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _inner(address: IPv4Address | IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 one carries."""
    if isinstance(address, IPv4Address):
        return None
    if any(address in network for network in _EMBEDDED):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)


def literal(host: str) -> IPv4Address | IPv6Address | None:
    """The address that a host name spells out (127.1, 0x7f.1, 2130706433, [::1]…); None where it is a name."""
    bare = host.strip("[]").partition("%")[0]
    try:
        return ip_address(bare)
    except ValueError:
        pass
    try:
        return IPv4Address(socket.inet_aton(bare))
    except (OSError, ValueError):
        return None


def check(url: str) -> None:
    """`Trouble` if a URL is none of the public web, as far as can be told before its name is resolved."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise Trouble(Cause.UNREACHABLE, f"is no address: {url[:100]}") from None
    if parts.scheme not in ("http", "https") or not host:
        raise Trouble(Cause.UNREACHABLE, f"is no web address: {url[:100]}")
    host = host.rstrip(".").translate(_DOTS)
    address = literal(host)
    if (address is not None and not is_public(address)) or host == "localhost" or host.endswith(_LOCAL):
        raise refusal(host)


_DOTS = {ord(dot): "." for dot in "\u3002\uff0e\uff61"} | {ord("０") + n: str(n) for n in range(10)}


def refusal(host: str) -> Trouble:
    return Trouble(Cause.PRIVATE, f"{host} is a private address; Sidedoor reads boards on the public web only")


class PublicOnly(CachingHostnameResolver):
    """The resolver of the crawl: resolves a name to its public addresses only (setting TWISTED_DNS_RESOLVER)."""

    gateway: str

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: Any) -> Self:
        self: Self = super().from_crawler(crawler, reactor)
        self.gateway = urlsplit(crawler.settings.get("SIDEDOOR_GATEWAY") or "").hostname or ""
        return self

    def resolveHostName(  # noqa: N802 - Twisted's name
        self,
        resolutionReceiver: IResolutionReceiver,  # noqa: N803
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Sequence[type[IAddress]] | None = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> IHostResolution:
        receiver: Any = resolutionReceiver
        if hostName != self.gateway:
            receiver = _PublicAddresses(resolutionReceiver, hostName)
        return super().resolveHostName(receiver, hostName, portNumber, addressTypes, transportSemantics)


REFUSED: set[str] = set()  # names that resolved to private addresses, to tell them from names that do not exist


@implementer(IResolutionReceiver)
class _PublicAddresses:
    """Passes the public ones of the addresses found on, and remembers a name that has others."""

    def __init__(self, receiver: Any, name: str) -> None:
        self._receiver, self._name = receiver, name

    def resolutionBegan(self, resolution: IHostResolution) -> None:  # noqa: N802
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: Any) -> None:  # noqa: N802
        if is_public(ip_address(address.host.partition("%")[0])):
            self._receiver.addressResolved(address)
        else:
            REFUSED.add(self._name)

    def resolutionComplete(self) -> None:  # noqa: N802
        self._receiver.resolutionComplete()
