"""Which names mean this machine, which nobody else reaches."""

from __future__ import annotations

import ipaddress


def is_local(host: str) -> bool:
    """True for ``localhost`` and for addresses of the loopback range."""
    return host == "localhost" or is_loopback(host)


def is_loopback(host: str) -> bool:
    """True for an address of the loopback range; a name is none."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
