"""One page for an audit, in both languages, that opens offline.

The numbers are those of `forloeb audit --json`, the sentences in `words.py`, the small charts in
`charts.py`; `page/alone.py` makes a page of them.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from markupsafe import Markup

from sim.reporting.audit.charts import lever_chart
from sim.reporting.audit.words import audit_answer, lever_name, lever_sentence, unit_in_words
from sim.reporting.page.alone import write_alone
from sim.reporting.page.page import Body, ContentsEntry
from sim.reporting.page.templating import environment
from sim.reporting.words.intervals import intervals_of_answer
from sim.reporting.words.language import Language, Title


def _body(tree: Mapping[str, Any], titled: Title, words: Language) -> Body:
    """The page's content in one language."""
    named = words.title(titled) or str(tree["scenario"])
    tariffs = [words.name(str(head["tariff"])) for head in tree["tariffs"]]
    title = words.say("What the rates reward: {scenario}", scenario=named)
    levers = list(dict.fromkeys(str(row["lever"]) for row in tree["levers"]))
    is_exact = all(head["method"] == "exact" for head in tree["tariffs"])
    text = (
        environment()
        .get_template("audit.html")
        .render(
            code=words.code,
            say=words.say,
            title=title,
            answer=audit_answer(tree["levers"], words),
            tariffs=tariffs,
            levers=[_lever(tree, lever, words) for lever in levers],
            values_citizens=all(head["values_citizens"] for head in tree["tariffs"]),
            is_exact=is_exact,
            intervals=intervals_of_answer(words, is_exact=is_exact),
        )
    )
    contents = [ContentsEntry(f"lever-{name}", lever_name(name, words)) for name in levers]
    return Body(Markup(text), title, contents)  # noqa: S704 -- rendered with everything escaped


write_audit_page: Final = partial(write_alone, _body)
"""Write `report.html` of an audit into a folder."""


def _lever(tree: Mapping[str, Any], lever: str, words: Language) -> dict[str, Any]:
    """One lever under every tariff: its sentences and its chart."""
    rows = [row for row in tree["levers"] if row["lever"] == lever]
    return {
        "key": lever,
        "name": lever_name(lever, words),
        "unit": unit_in_words(rows[0], words),
        "sentences": [(words.name(str(row["tariff"])), lever_sentence(row, words)) for row in rows],
        "chart": lever_chart(rows, words),
    }
