"""The first screen as HTML: what the report begins with, and what a server can send alone."""

from markupsafe import Markup

from sim.reporting.leaders.dots import dots_of
from sim.reporting.leaders.screen import Screen
from sim.reporting.leaders.words import (
    evidence_line,
    headline,
    left_to_explain,
    span_words,
    tiles,
)
from sim.reporting.page.templating import environment
from sim.reporting.words.intervals import intervals_of_runs
from sim.reporting.words.language import Language


def first_screen(screen: Screen, language: Language, title: str) -> Markup:
    """The sentence, four numbers and the line of evidence, under a heading."""
    return _rendered(
        "first_screen.html",
        language,
        title=title,
        sentence=headline(screen, language),
        tiles=tiles(screen, language),
        evidence=evidence_line(screen, language),
    )


def team_dots(screen: Screen, language: Language) -> Markup:
    """The teams as dots with one band, their cause and x of 10 as columns."""
    return _rendered(
        "team_dots.html",
        language,
        dots=dots_of(screen, language),
        span=span_words(screen.weeks, language),
        left=left_to_explain(screen, language),
        intervals=intervals_of_runs(language, screen.with_numbers),
        has_several=len(screen.teams) > 1,
    )


def _rendered(template: str, language: Language, **values: object) -> Markup:
    text = (
        environment().get_template(template).render(language=language, say=language.say, **values)
    )
    return Markup(text)  # noqa: S704 -- rendered with everything escaped
