"""Connections that go to public addresses only, and end in time. Needs httpcore, which comes with httpx.

A name is looked up once and what was looked up is connected to, so that a name that leads elsewhere a moment later
(DNS rebinding) gains nothing.
"""

import socket
import ssl
import time
from collections.abc import Callable, Iterable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any

import httpcore

from kg.errors import FetchError

Address = IPv4Address | IPv6Address
Permit = Callable[[Address], bool]
LookUp = Callable[[str, int], list[str]]

# IPv4 addresses written as IPv6 by translators (RFC 6052)
_TRANSLATED = IPv6Network("64:ff9b::/96")
_IPV4 = 2**32


def is_public(address: Address) -> bool:
    """Whether an address is of the public internet: not loopback, private, link-local, multicast or kept for special
    use, nor an IPv6 form of one that is."""
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in _TRANSLATED:
            inner = IPv4Address(int(address) % _IPV4)
        if inner is not None:
            return is_public(inner)
    return address.is_global and not address.is_multicast


def look_up(host: str, port: int) -> list[str]:
    """The addresses of a name, as the system knows them."""
    return list(dict.fromkeys(str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))


class Guard(httpcore.NetworkBackend):
    """Connects to addresses that are permitted; `deadline` (monotonic seconds) ends whatever takes longer."""

    def __init__(self, permit: Permit, look_up: LookUp) -> None:
        self._permit, self._look_up = permit, look_up
        self._inner = httpcore.SyncBackend()
        self.deadline = 0.0

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Raises FetchError where the name leads to no permitted address."""
        try:
            found = self._look_up(host, port)
        except (OSError, UnicodeError) as unknown:
            reason = getattr(unknown, "strerror", None) or "no such name"
            raise FetchError(host, f"cannot be found: {reason.lower()}", passing=True) from unknown
        permitted = [text for text in found if self._permit(ip_address(text.partition("%")[0]))]
        if not permitted:
            raise FetchError(host, "leads to an address that is not public, wanted --allow-private if that is meant")
        failed: httpcore.NetworkError | httpcore.TimeoutException | None = None
        for text in permitted:
            try:
                stream = self._inner.connect_tcp(text, port, self._left(timeout), local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as wrong:
                failed = wrong
                continue
            self._check(stream, host)
            return _Timed(stream, self._left)
        raise failed or httpcore.ConnectError("no address")

    def _check(self, stream: httpcore.NetworkStream, host: str) -> None:
        """The address that is really connected to, whatever was looked up."""
        peer = stream.get_extra_info("server_addr")
        if not self._permit(ip_address(str(peer[0]).partition("%")[0])):
            stream.close()
            raise FetchError(host, f"leads to {peer[0]}, which is not public")

    def _left(self, timeout: float | None) -> float:
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("it takes too long as a whole")
        return left if timeout is None else min(left, timeout)

    def sleep(self, seconds: float) -> None:
        self._inner.sleep(seconds)


class _Timed(httpcore.NetworkStream):
    """A stream whose reads and writes together end at the deadline, however slowly the bytes drip."""

    def __init__(self, stream: httpcore.NetworkStream, left: Callable[[float | None], float]) -> None:
        self._stream, self._left = stream, left

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, self._left(timeout)), self._left)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
