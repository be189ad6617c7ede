import copy
from collections import Counter

from generated import engine, for_every, ore, rows, tables, tables_and_log, trees
from hypothesis import strategies as st
from whole import tenths


@for_every(trees())
def test_deviation_is_revenue_less_cost_to_the_ore(tree):
    weeks = tables(tree).team_weeks
    revenue, cost = ore(weeks["revenue_dkk"]), ore(weeks["cost_dkk"])
    wanted = [r - c for r, c in zip(revenue, cost, strict=True)]
    assert ore(weeks["deviation_dkk"]) == wanted


@for_every(trees())
def test_the_money_of_citizens_is_the_money_of_their_teams(tree):
    found = tables(tree)
    for account, beside in (
        ("revenue_dkk", "unshared_revenue_dkk"),
        ("cost_dkk", "unshared_cost_dkk"),
        ("outside_dkk", "outside_nursing_home_dkk"),
    ):
        by_week = by_team(found.team_weeks, account)
        by_week.subtract(by_team(found.team_weeks, beside))
        by_spell = by_team(found.spells, account)
        assert {t: m for t, m in by_spell.items() if m} == {t: m for t, m in by_week.items() if m}


def by_team(table, account):
    """Øre of an account by team."""
    total = Counter()
    for team, money in rows(table, "team", account):
        total[team] += round((money or 0) * 100)
    return total


@for_every(trees())
def test_the_accounts_outside_the_rate_add_up(tree):
    weeks = tables(tree).team_weeks
    accounts = [name for name in weeks if name.startswith("outside_") and name != "outside_dkk"]
    for row in rows(weeks, "outside_dkk", *accounts):
        total, *parts = (round((money or 0) * 100) for money in row)
        assert total == sum(parts)


def times(value, factor):
    """A number, list, table or dated number with all its money multiplied."""
    if isinstance(value, dict):
        kept = {"from", "after_weeks"}
        return {k: v if k in kept else times(v, factor) for k, v in value.items()}
    if isinstance(value, list):
        return [times(item, factor) for item in value]
    return value * factor


def scaled(tree, factor):
    other = copy.deepcopy(tree)
    other["prices"] = times(tree["prices"], factor)
    for key in TARIFF & tree["tariff"].keys():
        other["tariff"][key] = times(tree["tariff"][key], factor)
    relabel = other.get("behaviour", {}).get("relabel", {})
    limit = other["tariff"].get("stop_loss", {})
    tables_of_money = other.get("clinic", {}), other.get("staff", {}), relabel, limit
    for table in (*tables_of_money, *professions(other)):
        for key in MONEY & table.keys():
            table[key] = times(table[key], factor)
    return other


TARIFF = {"weekly_dkk", "step_down", "lump_sum_dkk", "hourly_dkk", "budget_dkk_per_week"}
MONEY = {
    "above_dkk_per_week",
    "penalty_dkk",
    "cost_per_contact_dkk",
    "cost_per_slot_dkk",
    "supervision_cost_per_hour_dkk",
    "pay_per_hour_dkk",
}


def professions(tree):
    return tree.get("staff", {}).get("professions", {}).values()


@for_every(trees(), st.integers(2, 9))
def test_money_times_k_is_money_times_k_within_k_ore_a_citizen_week(tree, k):
    once, log = tables_and_log(tree)
    times_k = tables(scaled(tree, k))
    settled = [row.value for row in log if row.event == "week_ended" and row.day >= 0]
    by_key = sorted(range(len(tree["team"])), key=lambda place: tree["team"][place]["key"])
    parts = {
        (tree["team"][by_key[at % len(by_key)]]["name"], at // len(by_key)): number
        for at, number in enumerate(settled)
    }
    # One more account a team-week: the pay of its staff or its budget, which is rounded once. A
    # refund is an account of its own, and follows a cost that is rounded; a true-up adds up what
    # a year was rounded by.
    for account, accounts in (("revenue_dkk", 3), ("cost_dkk", 1)):
        columns = "team", "week", account, "true_up_dkk"
        pairs = zip(
            rows(once.team_weeks, *columns), rows(times_k.team_weeks, *columns), strict=True
        )
        for (team, week, money, evened), (_, _, more, more_evened) in pairs:
            is_revenue = account == "revenue_dkk"
            once_ore = round(100 * (money - is_revenue * evened))
            k_times_ore = round(100 * (more - is_revenue * more_evened))
            most = k * (accounts * parts[team, week] + 1)
            assert abs(k_times_ore - k * once_ore) <= most


@for_every(trees())
def test_without_rates_and_prices_there_is_no_money(tree):
    weeks = tables(scaled(tree, 0)).team_weeks
    for account in ("revenue_dkk", "cost_dkk", "outside_dkk", "clinic_charged_dkk"):
        assert set(ore(weeks[account])) == {0}


PARTS_OF_REVENUE = ("unshared_revenue_dkk", "true_up_dkk", "refund_dkk", "penalty_dkk")


@for_every(trees(), tenths(1, 50))
def test_a_team_that_reacts_to_money_has_accounts_that_add_up(tree, reaction):
    free = {"delivered_share": {"low": 0.1, "high": 2.0}}
    tree["behaviour"] = tree.get("behaviour", {}) | {"levers": free, "reaction": reaction}
    for team in tree["team"]:
        team["policy"] = "budget_led"
    found = tables(tree)
    by_week = by_team(found.team_weeks, "revenue_dkk")
    by_week.subtract(by_team(found.team_weeks, "unshared_revenue_dkk"))
    by_spell = by_team(found.spells, "revenue_dkk")
    assert {t: m for t, m in by_spell.items() if m} == {t: m for t, m in by_week.items() if m}


@for_every(trees())
def test_a_part_of_the_revenue_that_the_tariff_does_not_have_is_nought(tree):
    weeks, tariff = tables(tree).team_weeks, tree["tariff"]
    has = {
        "unshared_revenue_dkk": tariff["kind"] == "mixed" or "deficit_band" in tariff,
        "true_up_dkk": "deficit_band" in tariff,
        "refund_dkk": "stop_loss" in tariff,
        "penalty_dkk": "behaviour" in tree,
    }
    assert not any(any(weeks[part]) for part in PARTS_OF_REVENUE if not has[part])


@for_every(trees())
def test_the_week_settles_as_many_parts_as_there_were(tree):
    log = engine(tree).log
    needs = Counter((row.team, row.day // 7) for row in log if row.event == "need_assessed")
    settled = {(r.team, r.day // 7): r.value for r in log if r.event == "week_ended"}
    assert {place: number for place, number in settled.items() if number} == needs
