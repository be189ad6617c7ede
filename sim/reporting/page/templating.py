"""The templates of every page, with everything escaped that is not a drawing of our own."""

from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

TEMPLATES: Final = Path(__file__).parents[1] / "templates"


def environment() -> Environment:
    """The environment of the reports' templates."""
    return environment_in(TEMPLATES)


@cache
def environment_in(folder: Path) -> Environment:
    """The environment that all templates of a folder are rendered in; each is compiled once."""
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
