"""What was measured, as tables and as plain numbers."""

from agreement import CITIZENS, shares
from contest import Score, ratio
from entrants import COMPILED, DRAWS
from growth import exponent, points
from tables import NOTHING, markdown, number, percent, times
from timing import Job

Scores = dict[str, Score]
Sizes = dict[Job, Scores]


def fastest_first(scores: Scores) -> list[Score]:
    """Scores by time; those without one last."""
    return sorted(scores.values(), key=lambda score: score.nanoseconds or float("inf"))


def size_table(job: Job, scores: Scores) -> str:
    """Everybody at one size of the small network."""
    heading = ["engine", "ns a citizen-week", "citizen-weeks a s", "× compiled", "× draws alone"]
    heading += ["peak MiB", "census of closed form", "note"]
    rows = [
        [*_row(score, scores), _census(score, job), score.note] for score in fastest_first(scores)
    ]
    title = f"Small network, about {job.scale * CITIZENS:,.0f} citizens, {job.weeks} weeks"
    return f"{title} ({_rounds(scores)})\n\n{markdown(heading, rows)}"


def baseline_table(sizes: Sizes) -> str:
    """This project's engines on the baseline."""
    heading = ["engine", "ns a citizen-week", "citizen-weeks a s", "× compiled", "× draws alone"]
    (job, scores), *_ = sizes.items()
    rows = [[*_row(score, scores), score.note] for score in fastest_first(scores)]
    title = f"Baseline, {job.weeks} weeks ({_rounds(scores)})"
    return f"{title}\n\n{markdown([*heading, 'peak MiB', 'note'], rows)}"


def growth_table(small: Sizes, weeks: Sizes) -> str:
    """Exponents of time over citizens for everybody, and over weeks for the compiled engine."""
    names = list(dict.fromkeys(name for scores in small.values() for name in scores))
    rows = [[name, *_growth([scores.get(name) for scores in small.values()])] for name in names]
    rows += [[f"{COMPILED}, over weeks", *_growth([each.get(COMPILED) for each in weeks.values()])]]
    return f"Growth\n\n{markdown(['engine', 'sizes [citizen-weeks]', 'exponent'], rows)}"


def _growth(scores: list[Score | None]) -> list[str]:
    measured = points(scores)
    sizes = ", ".join(f"{size:,.0f}" for size, _ in measured)
    return [sizes or NOTHING, number(exponent(measured), 2)]


def _row(score: Score, scores: Scores) -> list[str]:
    each = score.nanoseconds
    return [
        score.name,
        number(each, 0 if each is None or each >= 100 else 1),
        number(None if each is None else 1e9 / each),
        times(ratio(score, scores.get(COMPILED))),
        times(ratio(score, scores.get(DRAWS))),
        number(None if score.name == DRAWS else score.peak_mib),
    ]


def _census(score: Score, job: Job) -> str:
    found = shares(score, job)
    return percent(found.citizen_weeks if found else None)


def _rounds(scores: Scores) -> str:
    most = max((len(score.answers) for score in scores.values()), default=0)
    return f"at most {most} paired rounds"


def numbers(small: Sizes, weeks: Sizes, baseline: Sizes) -> dict:
    """Everything measured, for a file."""
    groups = {"small": small, "weeks": weeks, "baseline": baseline}
    return {
        group: [
            {"scale": job.scale, "weeks": job.weeks, "engines": _numbers(scores)}
            for job, scores in sizes.items()
        ]
        for group, sizes in groups.items()
    }


def _numbers(scores: Scores) -> dict[str, dict]:
    return {
        name: {
            "ns_per_citizen_week": score.nanoseconds,
            "times_compiled": ratio(score, scores.get(COMPILED)),
            "times_draws": ratio(score, scores.get(DRAWS)),
            "peak_mib": score.peak_mib,
            "note": score.note,
            "rounds": {number: each._asdict() for number, each in score.answers.items()},
        }
        for name, score in scores.items()
    }
