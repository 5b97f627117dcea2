"""The windows that hold each client to its limits."""

import sys
from ipaddress import IPv6Address, ip_network

from hypothesis import given
from hypothesis import strategies as st

from ui.limits import RateLimits, client_group


def test_each_client_has_windows_of_its_own() -> None:
    """One client's questions do not use up another's."""
    limits = RateLimits(("2/hour",))
    assert [limits.wait("a") > 0 for _ in range(3)] == [False, False, True]
    assert limits.wait("b") == 0


def test_every_window_must_have_room() -> None:
    """The narrowest decides, and what it refuses is not counted in the others."""
    limits = RateLimits(("3/day", "1/hour"))
    assert limits.wait("a") == 0
    assert all(0 < limits.wait("a") <= 3600 for _ in range(10))
    wide = RateLimits(("3/day",))
    wide.charge("a", 2)
    assert [wide.wait("a") > 0 for _ in range(2)] == [False, True]


def test_without_limits_nobody_waits() -> None:
    """An empty list is no limit."""
    limits = RateLimits(())
    assert not any(limits.wait("a") for _ in range(1000))


@given(st.integers(2**64, 2**128 - 1).map(IPv6Address))
def test_an_ipv6_client_is_its_64(address: IPv6Address) -> None:
    """Every address of one /64 is the same client, and no address of another."""
    network = ip_network((int(address) >> 64 << 64, 64))
    assert client_group(str(address)) == str(network)


@given(st.ip_addresses(v=4))
def test_an_ipv4_client_is_its_address_in_any_spelling(address: object) -> None:
    """Mapped into IPv6 or not."""
    assert client_group(str(address)) == client_group(f"::ffff:{address}") == str(address)


@given(st.text())
def test_whatever_a_client_is_called_it_is_counted(name: str) -> None:
    """A socket's name, nothing, or noise."""
    limits = RateLimits(("1/hour",))
    assert [limits.wait(name) > 0 for _ in range(2)] == [False, True]


def test_memory_is_bounded_however_many_come() -> None:
    """After 200,000 clients there are at most as many counters as there are drawers."""
    limits = RateLimits(("10/hour",))
    for number in range(200_000):
        limits.charge(f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}", 1)
    storage = limits._windows.storage
    kept = sys.getsizeof(storage) and len(getattr(storage, "storage"))  # noqa: B009
    assert kept <= 2**16
