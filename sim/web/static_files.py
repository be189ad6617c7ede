"""The files that the page loads: all of them lie here, and none comes from elsewhere."""

import hashlib
from pathlib import Path
from typing import Final, NamedTuple

FOLDER: Final = Path(__file__).parent / "static"
_KINDS: Final = {".js": "text/javascript", ".css": "text/css", ".txt": "text/plain"}


class StaticFile(NamedTuple):
    """A file as it is sent."""

    content: bytes
    kind: str
    tag: str


def static_files(of_reports: Path) -> dict[str, StaticFile]:
    """Every file by name: those of the page, and the style that it shares with the reports."""
    paths = [*sorted(FOLDER.iterdir()), of_reports / "report.css"]
    return {path.name: _file(path) for path in paths if path.suffix in _KINDS}


def _file(path: Path) -> StaticFile:
    content = path.read_bytes()
    tag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
    return StaticFile(content, f"{_KINDS[path.suffix]}; charset=utf-8", tag)
