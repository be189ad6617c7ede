"""Who may ask: the address asked for, where a request comes from, and the token.

A page on this machine can be asked by every site that its user has open. So a request must name
this server (`Host`), must not come from another site's page (`Origin`, `Sec-Fetch-Site`) and,
where the server is open to other machines, must bring the token. Every answer says that nothing
may be loaded from elsewhere.
"""

import hmac
import ipaddress
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any, Final, NamedTuple
from urllib.parse import parse_qs

from sim.web.link import TOKEN

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Asgi = Callable[[Scope, Receive, Send], Awaitable[None]]

CONTENT_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

HEADERS: Final = (
    (b"content-security-policy", CONTENT_POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)

_LOOPBACK_NAMES: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_ASKING: Final = frozenset({"GET", "HEAD"})


class Door(NamedTuple):
    """Where a server listens and what it asks of whoever comes; without a token it asks none."""

    host: str
    port: int
    token: str = ""

    @property
    def address(self) -> str:
        """What is typed into a browser."""
        shown = f"[{self.host}]" if ":" in self.host else self.host
        end = f"?{TOKEN}={self.token}" if self.token else ""
        return f"http://{shown}:{self.port}/{end}"

    @property
    def cookie(self) -> str:
        """Name of the cookie; servers on other ports of a machine have others."""
        return f"forloeb-{self.port}"


def door(host: str, port: int, token: str) -> Door:
    """The door of a server; one that is open to other machines draws a token if none is given."""
    if not token and not is_loopback(host):
        token = secrets.token_urlsafe(24)
    return Door(host, port, token)


def is_loopback(host: str) -> bool:
    """Whether a host is this machine as it is known to itself."""
    if host in _LOOPBACK_NAMES:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class Guarded:
    """An application behind a door."""

    def __init__(self, inside: Asgi, at: Door) -> None:
        self._inside, self._door = inside, at

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or say in a line why not."""
        if scope["type"] != "http":
            await self._inside(scope, receive, send)
            return
        headers = _headers(scope)
        refused = self._refused(scope, headers)
        if refused is not None:
            await _say(scope, send, *refused)
            return
        cookie = self._cookie_for(scope)

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                more = [*HEADERS]
                if cookie:
                    more.append((b"set-cookie", cookie.encode()))
                message = {**message, "headers": [*message.get("headers", ()), *more]}
            await send(message)

        await self._inside(scope, receive, guarded)

    def _refused(self, scope: Scope, headers: dict[str, str]) -> tuple[int, str] | None:
        """Why a request is not let in: a status and a line."""
        if scope["method"] not in _ASKING:
            return 405, "This page is only read; nothing can be sent to it."
        if not self._is_ours(headers.get("host", "")):
            return 400, "This server does not go by that name."
        origin = headers.get("origin")
        if origin is not None and origin != f"http://{headers['host']}":
            return 403, "Another page cannot ask this one."
        if headers.get("sec-fetch-site") in {"cross-site", "same-site"} and not _is_opened(headers):
            return 403, "Another page cannot ask this one."
        if self._door.token and not self._has_token(scope, headers):
            return 403, "Open the whole address that the server printed, with its token."
        return None

    def _cookie_for(self, scope: Scope) -> str:
        """Cookie that stands for the token from now on, where the link brought it."""
        own = self._door.token
        if not own or not hmac.compare_digest(_in_link(scope).encode(), own.encode()):
            return ""
        return f"{self._door.cookie}={own}; HttpOnly; SameSite=Strict; Path=/"

    def _is_ours(self, host: str) -> bool:
        """Whether a host header names this server; behind a wildcard any address of a number."""
        name, port = _split(host)
        if port != self._door.port:
            return False
        if name == self._door.host:
            return True
        own = _as_address(self._door.host)
        is_wild = own is not None and own.is_unspecified
        if is_loopback(name):
            return is_wild or is_loopback(self._door.host)
        return is_wild and _as_address(name) is not None

    def _has_token(self, scope: Scope, headers: dict[str, str]) -> bool:
        scheme, _, bearer = headers.get("authorization", "").partition(" ")
        offered = [_in_link(scope), _in_cookie(headers.get("cookie", ""), self._door.cookie)]
        offered.append(bearer.strip() if scheme.lower() == "bearer" else "")
        own = self._door.token.encode()
        return any(hmac.compare_digest(one.encode(), own) for one in offered)


def _headers(scope: Scope) -> dict[str, str]:
    """Headers by name; of one that is there twice nothing but a sign that no name matches."""
    found: dict[str, str] = {}
    for raw, value in scope["headers"]:
        name = raw.decode("latin-1").lower()
        found[name] = value.decode("latin-1") if name not in found else "\x00"
    return found


def _is_opened(headers: dict[str, str]) -> bool:
    """Whether a person follows a link to the page, and no other page loads it."""
    return (
        headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
    )


_PORT_OF_HTTP: Final = 80


def _split(host: str) -> tuple[str, int]:
    """Name and port of a host header."""
    name, sign, port = host.rpartition(":")
    if not sign or host.endswith("]"):
        name, port = host, str(_PORT_OF_HTTP)
    is_number = port.isascii() and port.isdigit()
    return name.strip("[]").lower(), int(port) if is_number and len(port) < 6 else -1  # noqa: PLR2004 - digits of a port


def _as_address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _in_link(scope: Scope) -> str:
    try:
        fields = parse_qs(scope["query_string"].decode("ascii"), max_num_fields=500)
    except ValueError:
        return ""
    token = fields.get(TOKEN, [""])[0]
    return token if token.isascii() and token.isprintable() and ";" not in token else ""


def _in_cookie(text: str, name: str) -> str:
    try:
        found = SimpleCookie(text).get(name)
    except CookieError:
        return ""
    return "" if found is None else found.value


async def _say(scope: Scope, send: Send, status: int, words: str) -> None:
    body = (words + "\n").encode()
    plain = (b"content-type", b"text/plain; charset=utf-8")
    length = (b"content-length", str(len(body)).encode())
    await send(
        {"type": "http.response.start", "status": status, "headers": [plain, length, *HEADERS]}
    )
    shown = b"" if scope["method"] == "HEAD" else body
    await send({"type": "http.response.body", "body": shown})
