"""What a scenario means, for a terminal: one row a team and their total."""

from typing import Final

from rich.text import Text

from sim.experiments.documents.meaning import MeaningTree, Meant
from sim.experiments.fitting.inflow import DECIMALS
from sim.experiments.terminal import WIDE, money, money_title, money_unit, number, printed, table
from sim.words import known, phrase

_AS: Final = known(
    "In the long run, every need met at the hourly prices and nobody in a queue; "
    "`forloeb theory` says what a run adds."
)


_FOUND: Final = known("Inflow that keeps the counts of today in care, citizens a week:")


def meaning_text(tree: MeaningTree, width: int | None = None) -> str:
    """The table as lines of text, posts only where a scenario has staff."""
    total = tree["total"]
    unit = money_unit(max(total["revenue_dkk_per_year"], total["cost_dkk_per_year"]))
    has_posts = total["posts_given"] is not None
    columns = [
        known("team"),
        known("citizens"),
        phrase("hours a week"),
        phrase("revenue a year"),
        phrase("cost a year"),
    ]
    columns += [phrase("posts needed"), phrase("posts given")] if has_posts else []
    made = table(phrase("What it means; money in {unit}", unit=money_title(unit)), columns)
    for team in tree["teams"]:
        made.add_row(Text(team["team"]), *_cells(team, unit, has_posts=has_posts))
    made.add_section()
    made.add_row(Text(phrase("total")), *_cells(total, unit, has_posts=has_posts))
    return f"{printed(made, width or WIDE)}{phrase(_AS)}\n{_inflow_text(tree)}"


_SOURCES: Final[dict[str, str]] = {
    "first_contact": known("first contact"),
    "hospital_discharge": known("hospital discharge"),
    "temporary_place": known("temporary place"),
}


def _inflow_text(tree: MeaningTree) -> str:
    """Inflow that was found from the counts of today, one line a team."""
    by_team: dict[str, list[str]] = {}
    for one in tree.get("inflow", []):
        source = phrase(_SOURCES[one["source"]])
        by_team.setdefault(one["team"], []).append(
            f"{source} {number(one['inflow_per_week'], DECIMALS)}"
        )
    lines = [f"  {team}: {', '.join(each)}" for team, each in by_team.items()]
    return "\n".join([phrase(_FOUND), *lines, ""]) if lines else ""


def _cells(meant: Meant, unit: int, *, has_posts: bool) -> list[str]:
    cells = [number(meant["citizens"], 1), number(meant["granted_hours_per_week"], 0)]
    cells += [money(meant[key], unit) for key in ("revenue_dkk_per_year", "cost_dkk_per_year")]
    posts = [number(meant[key], 1) for key in ("posts_needed", "posts_given")]
    return cells + (posts if has_posts else [])
