"""What the server answers: the page, its moving part, the summary as JSON, and its own files."""

from collections.abc import Callable
from typing import Any, Final
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.middleware.gzip import GZipMiddleware

from sim.experiments.folder.storage import json_text
from sim.experiments.warnings import warning_row, warnings_of
from sim.reporting.leaders.dots import dots_of
from sim.reporting.page.download import spreadsheet_text
from sim.reporting.page.templating import TEMPLATES as REPORT_TEMPLATES
from sim.web.desk import Changed, Desk
from sim.web.drawing import dots_drawing
from sim.web.link import BadLinkError, Link, link_of
from sim.web.live.queue import TooBusyError
from sim.web.live.view import RunView
from sim.web.pages import (
    SECONDS_FOR_A_FIRST_ANSWER,
    Read,
    answer_of,
    answer_text,
    busy,
    page_text,
    read_link,
)
from sim.web.shelf import Shelf
from sim.web.shown import CSV_COLUMNS, csv_rows
from sim.web.static_files import StaticFile, static_files
from sim.words import speaking

_SMALLEST_COMPRESSED: Final = 1_000
_NO_STORE: Final = {"Cache-Control": "no-store", "Vary": "HX-Request"}
SECONDS_A_LOOK: Final = 2.0
MOVED: Final = "answer"
"""Which part of the page htmx asks for when only that is to be replaced."""


def application(shelf: Shelf, language: str) -> tuple[FastAPI, Desk]:
    """The application, and the desk that works for it."""
    desk = Desk(shelf)
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, title="Forløb")
    app.add_middleware(GZipMiddleware, minimum_size=_SMALLEST_COMPRESSED)
    files = static_files(REPORT_TEMPLATES)

    @app.get("/health")
    def health() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/summary.json")
    def summary(request: Request) -> Response:
        return _with_link(request, language, lambda one: _summary(desk, one))

    @app.get("/teams.csv")
    def table(request: Request) -> Response:
        return _with_link(request, language, lambda one: _table(desk, one))

    @app.get("/teams.svg")
    def drawing(request: Request) -> Response:
        return _with_link(request, language, lambda one: _drawing(desk, one))

    @app.get("/static/{name}")
    def static(name: str, request: Request) -> Response:
        return _static(files.get(name), request)

    @app.get("/")
    def page(request: Request) -> Response:
        return _with_link(request, language, lambda one: _page(desk, one, request))

    @app.exception_handler(404)
    async def absent(_request: Request, _fault: Exception) -> Response:
        return PlainTextResponse("There is nothing here; the page is at /.\n", 404)

    @app.exception_handler(Exception)
    async def fault(_request: Request, fault: Exception) -> Response:
        return PlainTextResponse(f"This is a fault in the program: {type(fault).__name__}.\n", 500)

    return app, desk


def _with_link(request: Request, language: str, answered: Callable[[Link], Response]) -> Response:
    """Answer a link that can be read, or say in a line why it cannot be."""
    try:
        link = link_of(request.url.query, language)
        with speaking(link.language):
            return answered(link)
    except BadLinkError as fault:
        return PlainTextResponse(f"{fault}\n", 400)


def _page(desk: Desk, one: Link, request: Request) -> Response:
    read = read_link(desk, one)
    answer = answer_of(desk, read, SECONDS_FOR_A_FIRST_ANSWER)
    headers = dict(_NO_STORE)
    if "HX-Request" not in request.headers:
        return HTMLResponse(page_text(desk, read, answer), headers=headers)
    place = f"/?{read.asked.query}"
    if request.headers.get("HX-Target") != MOVED:
        headers["HX-Push-Url"] = place
        return HTMLResponse(page_text(desk, read, answer), headers=headers)
    headers["HX-Replace-Url"] = place
    return HTMLResponse(answer_text(desk, read, answer), headers=headers)


def _summary(desk: Desk, one: Link) -> Response:
    """The document of `run --json`, when the run is finished."""

    def document(_read: Read, changed: Changed, known: RunView) -> Response:
        warned = [warning_row(caution) for caution in warnings_of(changed.scenario)]
        tree: dict[str, Any] = {**(known.summary or {}), **({"warnings": warned} if warned else {})}
        return Response(json_text(tree), media_type="application/json", headers=_NO_STORE)

    return _of_finished(desk, one, document)


def _table(desk: Desk, one: Link) -> Response:
    """The table of teams as a file for a spreadsheet."""

    def table(read: Read, changed: Changed, known: RunView) -> Response:
        assert known.summary is not None  # noqa: S101 - it is finished
        text = spreadsheet_text(CSV_COLUMNS, csv_rows(known.summary), read.language)
        return _file(text, "text/csv; charset=utf-8", f"{changed.scenario.stem}.csv")

    return _of_finished(desk, one, table)


def _drawing(desk: Desk, one: Link) -> Response:
    """The teams' dots as a file."""

    def drawing(read: Read, changed: Changed, known: RunView) -> Response:
        assert known.screen is not None  # noqa: S101 - it is finished
        text = dots_drawing(dots_of(known.screen, read.language), read.title, read.language)
        return _file(text, "image/svg+xml", f"{changed.scenario.stem}.svg")

    return _of_finished(desk, one, drawing)


def _file(text: str, kind: str, name: str) -> Response:
    named = f"attachment; filename*=UTF-8''{quote(name)}"
    return Response(text, media_type=kind, headers={**_NO_STORE, "Content-Disposition": named})


def _of_finished(
    desk: Desk, one: Link, answered: Callable[[Read, Changed, RunView], Response]
) -> Response:
    """What is answered of a run that is finished; a document of what is wrong otherwise."""
    read = read_link(desk, one)
    if read.faults:
        rows = [warning_row(fault) for fault in read.faults]
        return JSONResponse({"faults": rows}, 422)
    if read.changed is None:
        message = read.message or "there is no scenario here; name one with scenario="
        return JSONResponse({"message": message}, 404 if read.base is None else 422)
    try:
        known = _finished(desk, read.changed)
    except TooBusyError:
        return JSONResponse({"message": busy(read.language)}, 503, {"Retry-After": "5"})
    if known.summary is None:
        return JSONResponse({"message": known.fault}, 500)
    return answered(read, read.changed, known)


def _finished(desk: Desk, changed: Changed) -> RunView:
    """A run's end, looked at until it comes."""
    while True:
        known = desk.run_of(changed).await_answer(SECONDS_A_LOOK, kept=True)
        if known.is_kept or known.how == "failed":
            return known


def _static(file: StaticFile | None, request: Request) -> Response:
    if file is None:
        return PlainTextResponse("There is nothing here; the page is at /.\n", 404)
    headers = {"ETag": file.tag, "Cache-Control": "no-cache"}
    if request.headers.get("If-None-Match") == file.tag:
        return Response(status_code=304, headers=headers)
    return Response(file.content, media_type=file.kind, headers=headers)
