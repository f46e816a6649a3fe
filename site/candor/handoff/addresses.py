"""Which addresses of the network a receiver may have: public ones, and those that the site allows by name.

Whoever can write a receiver's name in DNS must not be able to reach into the vendor's own network.
"""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Network = IPv4Network | IPv6Network

# https://www.iana.org/assignments/iana-ipv4-special-registry: what Python 3.11 still calls global. 192.88.99.0/24
# was the relay of 6to4.
SPECIAL_4 = tuple(map(IPv4Network, ("192.0.0.0/24", "192.88.99.0/24", "192.31.196.0/24", "192.175.48.0/24")))

# All unicast that was ever given out, RFC 4291; mapped, compatible, NAT64 and local addresses are outside of it.
GIVEN_OUT = IPv6Network("2000::/3")

# Within that: Teredo and protocols, documentation (twice), 6to4, and the test network of the 6bone.
SPECIAL_6 = tuple(map(IPv6Network, ("2001::/23", "2001:db8::/32", "3fff::/20", "2002::/16", "3ffe::/16")))

# An IPv4 address is hidden in the last 32 bits after these 32: ISATAP, RFC 5214.
ISATAP = (0x00005EFE, 0x02005EFE)


def may_be_reached(text: str, allowed: Iterable[Network] = ()) -> bool:
    """Tell whether a numeric address is public or in one of the allowed networks; what is no address is neither."""
    try:
        address = ip_address(text)
    except ValueError:
        return False
    return is_public(address) or is_allowed(address, allowed)


def is_allowed(address: IPv4Address | IPv6Address, allowed: Iterable[Network]) -> bool:
    """Tell whether an address is in one of the allowed networks."""
    return any(address in network for network in allowed)


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Tell whether an address is global and not multicast, reserved, NAT64, 6to4, Teredo or mapped."""
    if not address.is_global or address.is_multicast or address.is_reserved or address.is_unspecified:
        return False
    if isinstance(address, IPv4Address):
        return not is_allowed(address, SPECIAL_4)
    hidden = int(address) >> 32 & 0xFFFFFFFF in ISATAP
    return address in GIVEN_OUT and not is_allowed(address, SPECIAL_6) and not hidden


def network_of(text: str) -> Network:
    """Return the network that a text such as 10.0.0.0/8 names; raise ``ValueError`` if it names none."""
    return ip_network(text)
