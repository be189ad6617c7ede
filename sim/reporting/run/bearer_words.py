"""Sentences on who bears what is outside the rate, and on which date a task moves."""

from sim.reporting.results.outside import handovers
from sim.reporting.results.results import ReportedResults
from sim.reporting.words.language import Language


def moved_sentences(results: ReportedResults, language: Language) -> list[str]:
    """One sentence for each account that changes its bearer within the run."""
    return [
        language.say(
            "From {date} {after} bears what {before} bore: {account}.",
            date=language.date(one.since),
            after=_shares(one.after, language),
            before=_shares(one.before, language),
            account=language.name(f"outside_{one.account}"),
        )
        for one in handovers(results)
    ]


def _shares(shares: dict[str, float], language: Language) -> str:
    """Name who bears an account, with shares where there are several."""
    if len(shares) == 1:
        return language.name(next(iter(shares)))
    return ", ".join(
        f"{language.name(name)} {language.percent(share, 0)}" for name, share in shares.items()
    )
