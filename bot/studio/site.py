"""Under which address the studio is reached, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Site:
    """One address, which may have more than one name.

    Attributes:
        hosts: The hosts, with port, that a request may name.
        origins: The origins that a page of ours has.
        cookie: What the session's cookie is called.
        secure: Whether browsers come by https, and the cookie goes by nothing else.
    """

    hosts: frozenset[str]
    origins: frozenset[str]
    cookie: str
    secure: bool


def this_machine(port: int) -> Site:
    """The site of a studio that listens on this machine alone."""
    hosts = frozenset({f"127.0.0.1:{port}", f"localhost:{port}"})
    # Cookies know no ports: two studios on one machine must not sign each other out.
    origins = frozenset(f"http://{host}" for host in hosts)
    return Site(hosts, origins, f"cairn_studio_{port}", secure=False)


def public(address: str) -> Site:
    """The site at an address that everybody can reach, such as `https://cairn.example.org`."""
    parts = urlsplit(address)
    secure = parts.scheme == "https"
    # A browser takes a cookie of this name by https only, and for this one host.
    cookie = "__Host-cairn_studio" if secure else "cairn_studio"
    return Site(frozenset({parts.netloc}), frozenset({address}), cookie, secure)
