"""An audit in sentences: what each lever rewards, what it does to citizens, and who pays."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sim.model.levers import LEVER
from sim.reporting.words.language import Language, known

_VERDICTS: Final = {
    "aligned": known("good for all services too"),
    "perverse": known("against the good of all services or citizens"),
    "neutral": known("nothing to gain"),
    "cannot tell": known("chance hides what pays"),
}
UNITS: Final = {
    "weeks": known("weeks"),
    "ratio": known("times the usual"),
    "share of need": known("of the need"),
    "share": known("as a share"),
}
_A_KRONE: Final = 1.0

Row = Mapping[str, Any]


def audit_answer(rows: Sequence[Row], words: Language) -> str:
    """What the tariffs reward against the good of all, in a sentence."""
    perverse = [row for row in rows if row["verdict"] == "perverse"]
    worst = max(perverse, key=lambda row: row["team_gain_dkk_per_year"]["mean"], default=None)
    if worst is None:
        return words.say("No lever rewards what harms citizens or costs all services more.")
    return words.say_count(
        "{count} lever rewards what harms citizens or all services; most of all {lever}: {gain} "
        "a year.",
        "{count} levers reward what harms citizens or all services; most of all {lever}: {gain} "
        "a year.",
        len(perverse),
        lever=lever_name(str(worst["lever"]), words),
        gain=words.signed_money(worst["team_gain_dkk_per_year"]["mean"]),
    )


def lever_sentence(row: Row, words: Language) -> str:
    """What money alone makes of a lever under a tariff, and who pays for it."""
    gain = row["team_gain_dkk_per_year"]["mean"] or 0.0
    if gain < _A_KRONE:
        return words.say(
            "Money alone leaves it at {at} {unit}: there is nothing to gain.",
            at=_value(row["good_faith"], words),
            unit=unit_in_words(row, words),
        )
    pays = row["payer_change_dkk_per_year"], row["who_pays"]["net_cost_dkk_per_year"]
    amounts = words.amounts(gain, *(one["mean"] or 0.0 for one in pays), signed=True)
    said = {
        "at": _value(row["good_faith"], words),
        "to": _value(row["best_response"], words),
        "unit": unit_in_words(row, words),
        **dict(zip(("gain", "payers", "all"), amounts, strict=True)),
        "verdict": verdict_of_lever(row, words),
    }
    moved = words.say(
        "Money alone moves it from {at} to {to} {unit}: teams gain {gain} a year, payers pay "
        "{payers}, all services cost {all}; {verdict}.",
        **said,
    )
    return f"{moved} {_citizens(row, words)}".strip()


def _citizens(row: Row, words: Language) -> str:
    """What it does to citizens, where that is known to be anything."""
    unmet = row["citizen_change"]["unmet_hours_per_year"]["mean"] or 0.0
    reliant = row["citizen_change"]["completions_per_year"]["mean"] or 0.0
    parts = []
    if round(unmet):
        parts.append(
            words.say("{hours} hours not delivered", hours=words.number(unmet, signed=True))
        )
    if round(reliant):
        parts.append(words.say("{count} self-reliant", count=words.number(reliant, signed=True)))
    if not parts:
        return ""
    return words.say("Citizens, a year: {parts}.", parts=", ".join(parts))


def verdict_of_lever(row: Row, words: Language) -> str:
    """The verdict of an audit as a reader knows it."""
    verdict = _VERDICTS[row["verdict"]]
    return words.say(verdict)


def unit_in_words(row: Row, words: Language) -> str:
    """The unit that a lever is counted in."""
    unit = str(row["unit"])
    return words.say(UNITS[unit]) if unit in UNITS else unit


def lever_name(lever: str, words: Language) -> str:
    """What a lever is called."""
    return words.say(LEVER[lever].label)


def _value(value: float, words: Language) -> str:
    return words.plain_numbers([round(value, 2)])
