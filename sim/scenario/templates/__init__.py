"""Commented files that run, for `forloeb new`: scenarios, a support plan and a reform."""

from importlib.resources import files
from typing import Final

from sim.scenario.tariffs.listed import TARIFF_KINDS

_ENDING = ".toml"
_KINDS: Final = "#: kinds of tariff\n"
"""Line of a template where the kinds of tariff are shown."""
_FORMS: Final = "forms"
"""Folder of those that are no scenario; each has the name of its form."""


def template_names() -> tuple[str, ...]:
    """Names of the templates of scenarios."""
    return _names_in()


def form_names() -> tuple[str, ...]:
    """Names of the templates of other forms."""
    return _names_in(_FORMS)


def template_text(name: str) -> str:
    """Text of a template, with the keys of each kind of tariff where it says so."""
    folder = [_FORMS] if name in form_names() else []
    text = files(__name__).joinpath(*folder, name + _ENDING).read_text(encoding="utf-8")
    return text.replace(_KINDS, "".join(kind.example for kind in TARIFF_KINDS))


def _names_in(*folder: str) -> tuple[str, ...]:
    found = (entry.name for entry in files(__name__).joinpath(*folder).iterdir())
    return tuple(sorted(name.removesuffix(_ENDING) for name in found if name.endswith(_ENDING)))
