"""A handful of records in CSV, small enough to count by hand, and a mapping of them."""

MAPPING = """
schema = 1
[records]
first_day = 2024-01-01
last_day = 2024-12-29
[spells]
file = "spells.csv"
[spells.columns]
citizen = "citizen"
team = "team"
course = "course"
level = "level"
begins = "from"
ends = "to"
exit = "exit"
[weeks]
file = "weeks.csv"
[weeks.columns]
citizen = "citizen"
date = "week"
service = "service"
hours = "hours"
[course.development]
kind = "development"
hazards = ["dead"]
[scenario.prices]
cost_per_hour_dkk = { home_care = 450, nursing = 450, training = 450 }
[scenario.tariff]
kind = "course_rates"
weekly_dkk = { development = 2000 }
"""

HEADINGS = "citizen,team,course,level,from,to,exit"
ROWS = [
    f"{number:04d},Nord,development,1,2024-{month:02d}-01,2024-{month:02d}-{days},self_reliant"
    for number, (month, days) in enumerate(zip(range(1, 13), range(12, 24), strict=True), start=1)
]
WEEK_HEADINGS = "citizen,week,service,hours"
WEEK_ROWS = [f"{number:04d},2024-{number:02d}-01,home_care,{number}.5" for number in range(1, 13)]


def written(folder, *, mapping=MAPPING, spells=None, weeks=None):
    """The files of a folder."""
    texts = {
        "mapping.toml": mapping,
        "spells.csv": spells if spells is not None else text_of(HEADINGS, ROWS),
        "weeks.csv": weeks if weeks is not None else text_of(WEEK_HEADINGS, WEEK_ROWS),
    }
    for name, text in texts.items():
        content = text if isinstance(text, bytes) else text.encode()
        (folder / name).write_bytes(content)
    return folder


def text_of(headings, rows):
    return "\n".join([headings, *rows]) + "\n"


def with_row(number, old, new):
    """Spells in which something of a row is another; the first row below the headings is 2."""
    rows = list(ROWS)
    assert old in rows[number - 2]
    rows[number - 2] = rows[number - 2].replace(old, new, 1)
    return text_of(HEADINGS, rows)


def with_week(number, old, new):
    rows = list(WEEK_ROWS)
    assert old in rows[number - 2]
    rows[number - 2] = rows[number - 2].replace(old, new, 1)
    return text_of(WEEK_HEADINGS, rows)
