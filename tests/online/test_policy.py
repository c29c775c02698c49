"""Where the check may never go, whatever the notation."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meldwijzer.online.answer import Trouble
from meldwijzer.online.policy import Policy, is_public

NOT_PUBLIC = [
    "127.0.0.1", "127.255.255.254", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
    "169.254.169.254", "100.64.0.1", "100.127.255.255", "192.0.0.8", "192.0.2.1", "198.18.0.1", "198.51.100.7",
    "203.0.113.9", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "192.88.99.1",
    "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "fe80::1", "fe80::1%eth0",
    "fec0::1", "fc00::1", "fd12:3456::1", "ff02::1", "2001:db8::1", "2001::1", "2001:0:7f00:1::", "2002:7f00:1::",
    "2002:a00:1::1", "2002:808:808::1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1",
    "100::1", "3fff::1", "5f00::1", "fd00:ec2::254", "", "localhost", "1.2.3", "01.2.3.4", "8.8.8.8 ", "8.8.8.8/32",
]  # fmt: skip


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_not_public(address: str) -> None:
    assert not is_public(address)
    assert not Policy().allows(address, 443)


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.215.14", "2606:4700::1111", "2a00:1450::1", "64:ff9b::808:808"])
def test_public(address: str) -> None:
    assert is_public(address)
    assert Policy().allows(address, 443)
    assert Policy().allows(address, 80)
    assert not Policy().allows(address, 8080)
    assert not Policy().allows(address, 22)


@given(st.ip_addresses(network="127.0.0.0/8") | st.ip_addresses(network="10.0.0.0/8")
       | st.ip_addresses(network="169.254.0.0/16") | st.ip_addresses(network="100.64.0.0/10")
       | st.ip_addresses(network="192.168.0.0/16") | st.ip_addresses(network="172.16.0.0/12"))  # fmt: skip
def test_no_way_to_write_a_private_address_is_public(address: ipaddress.IPv4Address) -> None:
    """Neither by itself nor wrapped in IPv6: mapped, compatible, translated, 6to4."""
    number = int(address)
    for wrapped in (0xFFFF << 32 | number, number, 0x64FF9B << 96 | number, 0x2002 << 112 | number << 80):
        assert not is_public(str(ipaddress.IPv6Address(wrapped)))
    assert not is_public(str(address))


@given(st.ip_addresses(v=4))
def test_never_wider_than_the_library(address: ipaddress.IPv4Address) -> None:
    assert not is_public(str(address)) or address.is_global


@pytest.mark.parametrize(
    ("address", "failure"),
    [
        ("http://127.0.0.1/", "unsafe"), ("http://0x7f.1/", "unsafe"), ("http://2130706433/", "unsafe"),
        ("http://0177.0.0.1/", "unsafe"), ("http://127.1/", "unsafe"), ("http://0x7f000001/", "unsafe"),
        ("http://127.0.0.1./", "unsafe"), ("http://[::1]/", "unsafe"), ("http://[::ffff:127.0.0.1]/", "unsafe"),
        ("http://[fe80::1%25eth0]/", "bad-redirect"), ("http://[64:ff9b::7f00:1]/", "unsafe"),
        ("http://１２７.0.0.1/", "unsafe"), ("http://①②⑦.0.0.1/", "unsafe"),
        ("http://%31%32%37.0.0.1/", "bad-redirect"),
        ("http://0/", "unsafe"), ("http://help.0x10/", "unsafe"), ("http://8.8.8/", "unsafe"),
        ("https://help.test:8443/", "unsafe"), ("https://help.test:22/", "unsafe"), ("http://help.test:0/", "unsafe"),
        ("https://somebody@help.test/", "unsafe"), ("https://somebody:secret@help.test/", "unsafe"),
        ("https://:secret@help.test/", "unsafe"),
        ("ftp://help.test/", "bad-redirect"), ("file:///etc/passwd", "bad-redirect"),
        ("javascript:alert(1)", "bad-redirect"),
        ("gopher://help.test/", "bad-redirect"), ("data:text/html,x", "bad-redirect"), ("http:///path", "bad-redirect"),
        ("http://ex ample.test/", "bad-redirect"), ("http://[bad/", "bad-redirect"), ("", "bad-redirect"),
        ("http://help.test:99999/", "bad-redirect"), ("//help.test/", "bad-redirect"), ("help.test", "bad-redirect"),
    ],
)  # fmt: skip
def test_addresses_that_are_never_asked_for(address: str, failure: str) -> None:
    with pytest.raises(Trouble) as trouble:
        Policy().parsed(address)
    assert trouble.value.failure == failure
    assert trouble.value.detail


@given(st.text(max_size=60) | st.text(max_size=60).map("http://{}".format))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    try:
        url = Policy().parsed(text)
    except Trouble:
        return
    assert url.scheme in ("http", "https")
    assert url.port in (80, 443)


def test_fragment_is_left_out_and_usual_addresses_pass() -> None:
    assert str(Policy().parsed("https://help.test/a?b=c#d")) == "https://help.test/a?b=c"
    assert str(Policy().parsed("http://8.8.8.8/")) == "http://8.8.8.8/"
    assert Policy().parsed("https://bücher.test/").raw_host == "xn--bcher-kva.test"


def test_a_test_adds_exactly_its_own_servers() -> None:
    policy = Policy(frozenset({("127.0.0.1", 4321)}))
    assert policy.allows("127.0.0.1", 4321)
    assert not policy.allows("127.0.0.1", 4322)
    assert not policy.allows("127.0.0.1", 80)
    assert not policy.allows("127.0.0.2", 4321)
