"""The results in one sentence, and the few words in the tables.

Every sentence is a whole message, so that a translator sees what is said. What is sure and
what is chance are kept apart: the interval of the mean says how well the simulation knows
it, the spread of single runs what one municipality may live through. The sentences under
the figures are in `figures/`, the numbers that come first in `first_numbers.py`.
"""

from collections.abc import Mapping

from sim.reporting.results.chance import Chance
from sim.reporting.results.results import ReportedResults
from sim.reporting.results.team_rows import (
    TeamRow,
    beyond_chance,
    likely_deficits,
    team_rows,
    total_row,
)
from sim.reporting.run.first_numbers import SMALL_SHARE
from sim.reporting.words.language import NO_BREAK, Language


def answer(results: ReportedResults, language: Language) -> str:
    """The answer to the report's question, in one sentence."""
    total = total_row(results)
    amount = language.money(abs(total.deviation.mean or 0.0))
    said = {"amount": amount, "time": language.duration(results.weeks)}
    clause = _clause(results, language, total, said)
    if results.replications == 1:
        return f"{clause}."
    return f"{clause}; {_deficits(results, language)}."


def _clause(
    results: ReportedResults, language: Language, total: TeamRow, said: dict[str, str]
) -> str:
    """What happens to all teams together."""
    count, mean = len(results.teams), total.deviation.mean or 0.0
    if results.replications == 1:
        return _single(language, count, mean, said)
    if (total.deviation.low or 0.0) <= 0 <= (total.deviation.high or 0.0):
        interval = {
            "low": language.money(total.deviation.low, signed=True),
            "high": language.money(total.deviation.high, signed=True),
        }
        return language.say_count(
            "Over {time} the team breaks even as far as the simulation can tell: its "
            "expected deviation lies between {low} and {high}",
            "Over {time} the {count} teams together break even as far as the simulation "
            "can tell: their expected deviation lies between {low} and {high}",
            count,
            **said,
            **interval,
        )
    share = abs(total.share.mean or 0.0)
    said["share"] = language.percent(share, 1 if share >= SMALL_SHARE else 2)
    if mean < 0:
        return language.say_count(
            "Over {time} the team is paid {amount} less than its care costs, {share} of "
            "its revenue",
            "Over {time} the {count} teams together are paid {amount} less than their "
            "care costs, {share} of their revenue",
            count,
            **said,
        )
    return language.say_count(
        "Over {time} the team is paid {amount} more than its care costs, {share} of its revenue",
        "Over {time} the {count} teams together are paid {amount} more than their care "
        "costs, {share} of their revenue",
        count,
        **said,
    )


def _single(language: Language, count: int, mean: float, said: dict[str, str]) -> str:
    """What happens in the only run there is."""
    if mean < 0:
        return language.say_count(
            "In the single run made, the team is paid {amount} less than its care costs over "
            "{time}; one run cannot tell a bad rate from bad luck",
            "In the single run made, the {count} teams together are paid {amount} less than "
            "their care costs over {time}; one run cannot tell a bad rate from bad luck",
            count,
            **said,
        )
    return language.say_count(
        "In the single run made, the team is paid {amount} more than its care costs over "
        "{time}; one run cannot tell a good rate from good luck",
        "In the single run made, the {count} teams together are paid {amount} more than their "
        "care costs over {time}; one run cannot tell a good rate from good luck",
        count,
        **said,
    )


def _deficits(results: ReportedResults, language: Language) -> str:
    """How many teams are likely to run a deficit, as the end of a sentence."""
    rows = team_rows(results, Chance())
    if len(rows) == 1:
        chance = language.percent(rows[0].deficit_probability.mean, 0)
        return language.say("it runs a deficit in {chance} of the runs", chance=chance)
    if likely_deficits(rows) == 0:
        return language.say("no team is more likely than not to run a deficit")
    return language.say_count(
        "{count} team of {teams} is more likely than not to run a deficit",
        "{count} teams of {teams} are more likely than not to run a deficit",
        likely_deficits(rows),
        teams=language.number(len(rows)),
    )


def across_runs(row: TeamRow, language: Language) -> str:
    """Where a team's runs end, in few words."""
    if row.deviation.low is None:
        return ""
    if not beyond_chance(row):
        return language.say("either way")
    if (row.deficit_probability.mean or 0.0) > 1 / 2:
        return language.say("deficit in nearly every run")
    return language.say("surplus in nearly every run")


def exits(shares: Mapping[str, Mapping[str, float | None]], language: Language) -> str:
    """Where the spells of a course lead, the most frequent first."""
    known = [(name, share["mean"]) for name, share in shares.items() if share["mean"]]
    known.sort(key=lambda pair: -(pair[1] or 0.0))
    return ", ".join(
        f"{language.name(name)}{NO_BREAK}{language.percent(share, 0)}" for name, share in known
    )
