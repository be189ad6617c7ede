"""What the commands of studies share: how one is planned, prepared in parts, and told."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.cli.options import Wanted
    from sim.experiments.studies.answers import SettingsToRun, StudyAsked
    from sim.scenario.reading import Scenario


def asked_of(
    kind: str, scenario: "Scenario", figures: tuple[str, ...], wanted: "Wanted"
) -> "StudyAsked":
    """A study of a kind, ready to be planned.

    Raises
    ------
    ValueError
        When it does not make sense who is to do it.
    """
    from sim.experiments.studies.answers import HowToStudy, study_asked

    how = HowToStudy(wanted.out, wanted.workers, wanted.engine, cluster=wanted.cluster)
    return study_asked(kind, scenario, figures, how)


def prepare_parts(asked: "StudyAsked", to_run: "SettingsToRun") -> None:
    """Write what is to be run into the study's folder, and print where that is."""
    from sim.experiments.studies.answers import sweep_of
    from sim.experiments.sweeps.shards import prepared_in

    place = asked.folder or Path()
    print(prepared_in(place, sweep_of(asked, to_run.settings, to_run.replications)))


def print_study(
    tree: Mapping[str, Any], text: Callable[[Any, int | None], str], *, as_json: bool
) -> None:
    """Print a study's document or its text, and where it is kept."""
    from sim.cli.options import terminal_width
    from sim.experiments.folder.storage import json_text
    from sim.words import phrase

    if as_json:
        print(json_text(tree), end="")
        return
    print(text(tree, terminal_width()), end="")
    print(phrase("The study and its page are in {folder}", folder=tree["results"]))


def write_page_of(
    write: Callable[..., Path], tree: Mapping[str, Any], scenario: "Scenario"
) -> None:
    """Write the page of a study into its folder."""
    from sim.words import spoken

    write(tree, Path(tree["results"]), title=scenario.values.title, language=spoken())
