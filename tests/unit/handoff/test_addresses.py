"""The contract, line 46, and T54: which addresses a receiver may have, however they are spelled."""

import pytest

from candor.handoff.addresses import may_be_reached, network_of
from candor.handoff.reaching import NotReached, Reach, checked, resolved

PRIVATE = {
    "loopback": "127.0.0.1",
    "all of loopback": "127.255.255.254",
    "short": "127.1",
    "shorter": "127.0.1",
    "one number": "2130706433",
    "one number in hexadecimal": "0x7f000001",
    "one number in octal": "017700000001",
    "parts in hexadecimal": "0x7f.0x0.0x0.0x1",
    "parts in octal": "0177.0.0.01",
    "parts mixed": "0x7f.1",
    "a name": "localhost",
    "any": "0",
    "any, in parts": "0.0",
    "private, ten": "10.0.0.1",
    "private, ten, as a number": "167772161",
    "private, 172": "172.16.5.4",
    "private, 192": "192.168.1.1",
    "private, 192, in hexadecimal": "0xc0a80101",
    "link local, where clouds keep secrets": "169.254.169.254",
    "link local, as a number": "2852039166",
    "shared by carriers": "100.64.0.1",
    "protocol assignments": "192.0.0.8",
    "documentation": "192.0.2.1",
    "benchmarks": "198.18.0.1",
    "6to4 relay": "192.88.99.1",
    "multicast": "224.0.0.1",
    "reserved": "240.0.0.1",
    "broadcast": "255.255.255.255",
    "IPv6 loopback": "::1",
    "IPv6 loopback in full": "0:0:0:0:0:0:0:1",
    "IPv6 any": "::",
    "mapped": "::ffff:127.0.0.1",
    "mapped, public": "::ffff:8.8.8.8",
    "mapped in hexadecimal": "::ffff:7f00:1",
    "compatible": "::127.0.0.1",
    "NAT64": "64:ff9b::7f00:1",
    "NAT64, public": "64:ff9b::8.8.8.8",
    "NAT64, local": "64:ff9b:1::a00:1",
    "6to4": "2002:7f00:1::1",
    "Teredo": "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "unique local": "fd00::1",
    "link local, IPv6": "fe80::1",
    "link local with a zone": "fe80::1%lo",
    "site local": "fec0::1",
    "multicast, IPv6": "ff02::1",
    "documentation, IPv6": "2001:db8::1",
    "documentation, new": "3fff::1",
    "hidden in ISATAP": "2a00::5efe:7f00:1",
    "discard": "100::1",
    "segment routing": "5f00::1",
}
PUBLIC = ("8.8.8.8", "1.1.1.1", "193.0.6.139", "2606:4700:4700::1111", "2a00:1450:4001:80e::200e")


@pytest.mark.parametrize("kind", PRIVATE)
def test_line_46_a_private_address_is_refused_however_it_is_spelled(kind: str) -> None:
    with pytest.raises(NotReached):
        checked(Reach(resolve=resolved), PRIVATE[kind], 443)


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_may_be_reached(address: str) -> None:
    assert may_be_reached(address)


def test_an_allowed_network_may_be_reached_and_its_neighbour_not() -> None:
    allowed = (network_of("10.1.0.0/16"), network_of("fd00::/64"))

    assert may_be_reached("10.1.2.3", allowed)
    assert may_be_reached("fd00::5", allowed)
    assert not may_be_reached("10.2.0.1", allowed)
    assert not may_be_reached("::ffff:10.1.2.3", allowed)


def test_a_name_with_one_private_address_among_public_ones_is_refused() -> None:
    reach = Reach(resolve=lambda _host, _port: ("8.8.8.8", "10.0.0.1"))

    with pytest.raises(NotReached, match=r"its address 10\.0\.0\.1 is not public"):
        checked(reach, "receiver.example", 443)


def test_what_is_no_address_is_not_reached() -> None:
    assert not may_be_reached("receiver.example")
