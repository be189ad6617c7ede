"""Commented scenarios that run, for `forloeb new`."""

from importlib.resources import files

_ENDING = ".toml"


def template_names() -> tuple[str, ...]:
    """Names of the templates."""
    found = (entry.name for entry in files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(_ENDING) for name in found if name.endswith(_ENDING)))


def template_text(name: str) -> str:
    """Text of a template."""
    return files(__name__).joinpath(name + _ENDING).read_text(encoding="utf-8")
