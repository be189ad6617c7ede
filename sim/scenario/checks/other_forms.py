"""Whether a file that is no scenario is something else: a plan, a reform, or part of a scenario."""

from typing import Any, Final

from sim.scenario.faults.fault import Fault
from sim.scenario.files.toml_lines import Spot
from sim.words import known, phrase

_FORMS: Final = {"reform": known("a reform of rates"), "plan": known("a support plan")}
"""Table that tells a form, and what the form is; a reform may have a table plan as well."""

_WHOLE: Final = ("team", "course")
"""Tables without which there is nobody to simulate."""


def other_form_fault(tree: dict[str, Any], spot: Spot, file: str) -> Fault | None:
    """What a file is instead of a scenario, where that explains all its faults."""
    if any(name in tree for name in _WHOLE):
        return None
    for table, what in _FORMS.items():
        if table in tree:
            place = spot.deepest([table])
            return Fault(
                *place,
                table,
                phrase("this is {what}, no scenario", what=phrase(what)),
                phrase("run forloeb {table} {file}", table=table, file=place.file),
            )
    own = [name for name, part in spot.parts.items() if part.place.file == spot.place.file]
    if not set(own) - {"schema", "title"}:
        return None
    what = phrase("has no team and no course: it is part of a scenario")
    remedy = phrase(
        'write extends = "base.toml" in it, or name both files: base.toml+{file}', file=file
    )
    return Fault(spot.place.file, 1, 1, "file", what, remedy)
