"""The server itself: a socket, the application behind its door, and how it ends."""

import socket
from typing import NamedTuple

from sim.extras import needs_extra
from sim.web.doors import Guarded, door
from sim.web.shelf import Shelf


class Served(NamedTuple):
    """What is served, and where."""

    shelf: Shelf
    host: str
    port: int
    token: str
    language: str


def serve_page(served: Served) -> None:
    """Serve the page until a signal ends it; its address is the first line on stdout.

    Raises
    ------
    MissingExtraError
        When the packages of the extra `web` are not there.
    OSError
        When the host or port cannot be had.
    KeyboardInterrupt
        When Ctrl-C ended it.
    """
    with needs_extra("web", "the web page"):
        import uvicorn

        from sim.web.app import application
    listening = listening_at(served.host, served.port)
    at = door(served.host, listening.getsockname()[1], served.token)
    app, desk = application(served.shelf, served.language)
    config = uvicorn.Config(
        Guarded(app, at),
        log_level="warning",
        access_log=False,
        server_header=False,
        lifespan="off",
        timeout_graceful_shutdown=2,
        limit_concurrency=100,
        h11_max_incomplete_event_size=32_768,
    )
    print(at.address, flush=True)  # noqa: T201 - who starts it reads the address here
    try:
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        desk.runs.end()
        listening.close()


def listening_at(host: str, port: int) -> socket.socket:
    """A socket that listens."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=128)
    except (OSError, UnicodeError) as fault:
        said = getattr(fault, "strerror", None) or str(fault)
        message = f"{said}; choose another with --host and --port, or --port 0 for any"
        raise OSError(0, message, f"{host}:{port}") from fault
