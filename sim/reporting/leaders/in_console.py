"""The sentence of the first screen for the console, in the words of the page."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sim.economics.documents.explanation import ExplanationTree
from sim.experiments.documents.comparison import ComparisonTree
from sim.experiments.folder.record import read_record
from sim.experiments.folder.storage import ResultsError
from sim.experiments.periods.by_period import weekly_of
from sim.experiments.results import Results
from sim.model.units import ORE_PER_DKK
from sim.reporting.comparison.contrasts import Contrasts, Other
from sim.reporting.comparison.side_by_side import net_in_words
from sim.reporting.leaders.of_results import (
    Sighted,
    account_of,
    explained_at,
    screen_of,
    verdicts_of,
)
from sim.reporting.leaders.screen import Screen
from sim.reporting.leaders.words import headline
from sim.reporting.leaders.years import evened_out_weeks, years_in, years_of
from sim.reporting.results.chance import Chance
from sim.reporting.results.results import read_results
from sim.reporting.words.language import language
from sim.words import speaks_of_offers, spoken


def headline_of_run(results: Results, resolved: Mapping[str, Any]) -> str:
    """Result, cause and risk of a run, in the language spoken."""
    earned, spent = weekly_of(results).ore.sum(axis=2) / ORE_PER_DKK
    weeks = int(earned.shape[-1])
    start = dt.date.fromisoformat(str(resolved["run"]["start"]))
    years = years_of(start, weeks, evened_out_weeks(resolved))
    whole = {"team": "", **results.summary["total"]}
    sighted = Sighted(years, years_in(weeks), Chance())
    total = account_of(whole, earned - spent, sighted, verdicts_of(_explained(results)))
    screen = Screen(total, (), weeks, len(earned), years.is_a_year, None)
    return headline(screen, language(spoken()).labelled(resolved))


def _explained(results: Results) -> Mapping[str, Any] | None:
    """The explanation beside a run; None where there is none."""
    try:
        record = read_record(results.folder)
    except ResultsError:
        return None
    return explained_at(results.folder, getattr(record, "hash", None))


def headline_of_explanation(tree: ExplanationTree) -> str:
    """The same of a run that has been explained."""
    results = read_results(Path(tree["results"]))
    words = language(spoken()).labelled(results.run.get("resolved") or {})
    return headline(screen_of(results, Chance(), tree), words)


def headlines_of_comparison(tree: ComparisonTree) -> list[str]:
    """The net for the municipality under each other scenario."""
    words = language(spoken())._replace(is_of_offers=speaks_of_offers())
    found = [Other(one["scenario"], one) for one in tree["differences"]]
    contrasts = Contrasts(Path(), tree, tree["scenarios"][0], tuple(found))
    return [f"{one.name}: {net_in_words(contrasts, one, words)}" for one in found]
