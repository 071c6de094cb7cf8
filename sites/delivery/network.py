"""Where a request comes from, as far as limits need to know."""

from ipaddress import IPv6Address, IPv6Network, ip_address

from django.conf import settings
from django.http import HttpRequest

IPV6_SUBSCRIBER = 64  # bits: a subscriber is given at least a /64 and may use any address in it
IPV6_SITE = 48  # bits: and at most a /48, 65,536 of them (RFC 6177)


def network_of(request: HttpRequest | None) -> str:
    """The network a request comes from: an IPv4 address, or an IPv6 prefix of 64 bits.

    ``PROXIES`` of our own stand before the application; each has added the address of its client at
    the end of X-Forwarded-For, and what is further left was written by the client.
    """
    if request is None:
        return ""
    chain = [*_forwarded(request), request.META.get("REMOTE_ADDR", "")]
    claimed = chain[-settings.PROXIES - 1] if len(chain) > settings.PROXIES else chain[0]
    try:
        address = ip_address(claimed.strip())
    except ValueError:
        return ""
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(IPv6Network((address, IPV6_SUBSCRIBER), strict=False))


def site_of(network: str) -> str:
    """The prefix of 48 bits around an IPv6 ``network``, which may be one customer's; else empty."""
    if ":" not in network:
        return ""
    return str(IPv6Network(network).supernet(new_prefix=IPV6_SITE))


def _forwarded(request: HttpRequest) -> list[str]:
    line = request.META.get("HTTP_X_FORWARDED_FOR", "")
    return line.split(",") if line else []
