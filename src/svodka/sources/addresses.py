"""Which network addresses a fetcher may connect to: those of the public internet, unless it is allowed the others."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Sequence
from typing import TypeAlias

Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve: TypeAlias = Callable[[str, int], Sequence[str]]
"""Host and port → the addresses it has now; raises OSError when the name is unknown."""

Closed: TypeAlias = Callable[[str], str | None]
"""An address → the kind of what may not be connected to, None for what may."""

_EMBEDDING = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address


def system_resolve(host: str, port: int) -> list[str]:
    """The addresses of a host as the system's resolver gives them; OSError when it knows none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def closed_kind(address: str) -> str | None:
    """'loopback', 'private', 'link-local', 'multicast', 'reserved' for what is not public, None for what is.

    An IPv4 address inside an IPv6 one (mapped, 6to4, Teredo, NAT64) counts as itself.
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "unreadable"
    return next((kind for one in _judged(found) if (kind := _kind(one))), None)


def nothing_closed(_: str) -> str | None:
    """Every address is allowed."""
    return None


def _kind(address: Address) -> str | None:
    kinds = (
        ("loopback", address.is_loopback), ("link-local", address.is_link_local), ("multicast", address.is_multicast),
        ("reserved", address.is_unspecified or address.is_reserved), ("private", not address.is_global),
    )  # fmt: skip
    return next((name for name, holds in kinds if holds), None)


def _judged(address: Address) -> list[Address]:
    """The address, with those inside it where packets go on to them."""
    if isinstance(address, ipaddress.IPv4Address):
        return [address]
    if address in _EMBEDDING:
        return [ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)]
    if address.ipv4_mapped:
        return [address.ipv4_mapped]
    return [inside for inside in (address.sixtofour, *(address.teredo or ())) if inside] + [address]
