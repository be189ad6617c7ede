"""Every figure and the page can be made of whatever a scenario gives."""

import datetime as dt
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest

import sim
from sim.model.terms import GOALS
from sim.reporting.figures.drawing.look import SHAPES
from sim.reporting.figures.drawing.svg import svg
from sim.reporting.figures.weekly import Series
from sim.reporting.results.care import CareByWeek, StaffHours
from sim.reporting.results.estimates import UNKNOWN
from sim.reporting.results.goals import SCORE
from sim.reporting.run.clinic_paragraphs import clinic_paragraphs
from sim.reporting.run.facts import clinic_facts, outside_facts, staff_facts
from sim.reporting.run.figures.listed import figures_of
from sim.reporting.run.figures.tables import weekly_table
from sim.reporting.run.report import write_report
from sim.reporting.words.language import LANGUAGES, language

SCENARIOS = Path(__file__).parents[2] / "scenarios"
EXTREMES = {
    "one of everything": {
        "teams": ("Nord",),
        "courses": ("development",),
        "weeks": 1,
        "replications": 1,
    },
    "one team": {"teams": ("Nord",)},
    "one week": {"weeks": 1},
    "one replication": {"replications": 1},
    "few replications": {"replications": 3},
    "sixty teams": {"teams": tuple(f"Team {n}" for n in range(60)), "weeks": 2},
    "long names": {"teams": (("Hjemmeplejen i Store Rørbæk og omegn " * 3)[:80], "Ø" * 80, "Å")},
    "letters that our font lacks": {"teams": ("护理团队", "فريق", "🏡")},
    "thirty courses": {"courses": tuple(f"forløb {n}" for n in range(30))},
    "no revenue": {"revenue": 0.0},
    "no hours": {"hours": 0.0},
    "millions": {"revenue": 4e8},
    "ten years": {"weeks": 520, "replications": 2},
}


@pytest.mark.parametrize("name", EXTREMES)
def test_the_report_is_written(results_folder, name, monkeypatch):
    extreme = EXTREMES[name]
    if name != "one of everything":  # one language of the others is enough, each in its turn
        spoken = LANGUAGES[list(EXTREMES).index(name) % len(LANGUAGES)]
        monkeypatch.setattr("sim.reporting.page.page.LANGUAGES", (spoken,))
    folder = results_folder(**extreme)
    report = write_report(folder).read_text(encoding="utf-8")
    assert "nan" not in report.lower().replace("finansi", "").split()
    for path in (folder / "figures").iterdir():
        text = path.read_text(encoding="utf-8")
        ET.fromstring(text)  # noqa: S314 -- our own file
        assert "nan" not in text


def test_the_page_of_a_municipality_over_two_years_stays_below_half_a_megabyte(tmp_path):
    scenario = sim.load_scenario(SCENARIOS / "baseline.toml")
    results = sim.simulate(scenario, replications=2, out=tmp_path)
    assert write_report(results.folder).stat().st_size < 500_000


def test_a_week_of_all_series_is_a_row_of_a_weekly_table():
    of = [Series("Nord", np.array([[1.0, 2.0]])), Series("Syd", np.array([[3.0, 4.0]]))]
    columns, rows = weekly_table(of, dt.date(2026, 1, 5))
    found = [dict(zip(columns, row, strict=True)) for row in rows]
    assert len(columns) == 2 + 2 * 5
    shown = ("week", "iso_week", "Nord_mean", "Syd_mean", "Syd_high_95")
    assert [tuple(row[name] for name in shown) for row in found] == [
        (0, "2026-W02", 1.0, 3.0, 3.0),
        (1, "2026-W03", 2.0, 4.0, 4.0),
    ]


def changed(whole, part, **figures):
    """Same results with other figures in a part of the summary."""
    return whole._replace(summary={**whole.summary, part: {**whole.summary[part], **figures}})


def nobody_at_the_clinic(whole):
    nothing = np.zeros_like(whole.care.clinic.visits)
    clinic = type(whole.care.clinic)(*([nothing] * len(whole.care.clinic)))
    zero = {"mean": 0.0, "low": 0.0, "high": 0.0}
    unknown = UNKNOWN._asdict()
    known = changed(whole, "clinic", visits_per_week=zero, turned_home_per_week=zero, share=zero)
    known = changed(known, "clinic", wait_days=unknown, longest_wait_days=unknown)
    return known._replace(care=whole.care._replace(clinic=clinic))


def nobody_at_work(whole):
    own, temporary, unmet = whole.care.staff
    nobody = np.zeros_like(own)
    staff = StaffHours(nobody, nobody, own + temporary + unmet)
    no_hours = whole.terms._replace(capacity_hours=np.zeros(len(whole.teams)))
    return whole._replace(care=whole.care._replace(staff=staff), terms=no_hours)


def no_need(whole):
    nothing = np.zeros_like(whole.care.staff.own)
    return whole._replace(care=whole.care._replace(staff=StaffHours(nothing, nothing, nothing)))


def no_goal_known(whole):
    unknown = {name: UNKNOWN._asdict() for name in (*GOALS, SCORE)}
    goals = [{"kind": goal["kind"], **unknown} for goal in whole.summary["goals"]]
    return whole._replace(summary={**whole.summary, "goals": goals})


CARE = {
    "nobody at the clinic": nobody_at_the_clinic,
    "nobody at work": nobody_at_work,
    "no need": no_need,
    "a scenario that this version cannot read": lambda whole: whole._replace(terms=None),
    "tables of an earlier version": lambda whole: whole._replace(care=CareByWeek()),
    "goals that nothing shows": no_goal_known,
}


@pytest.mark.parametrize("change", CARE.values(), ids=CARE)
def test_care_is_drawn_and_said(whole, change):
    results, own = change(whole), language("da")
    said = [figure.reading(results, own) for figure in figures_of(results)]
    said += [figure.note(results, own) for figure in figures_of(results)]
    said += [str(staff_facts(results, own)), str(outside_facts(results, own))]
    if results.care.clinic:
        said += [*clinic_paragraphs(results, own), str(clinic_facts(results, own))]
    for place, figure in enumerate(figures_of(results)):  # one shape of each is enough, in turn
        shape = SHAPES[place % len(SHAPES)]
        said.append(svg(figure.draw(results, own, shape), "test", figure.name))
    for words in said:
        assert not {"nan", "inf", "None"} & set(re.findall(r"\w+", words))
