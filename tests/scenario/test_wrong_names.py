"""Names are plain text, each once, and none of the model's own words."""

# ruff: noqa: E501 - a fault is one line

import pytest

WRONG = [
    ([('name = "Nord"', 'name = ""')], ["s.toml:9:1: team[0].name: is empty; write a name"]),
    ([('name = "Nord"', 'name = "  "')], ['s.toml:9:1: team."  ".name: is blank; write a name']),
    (
        [('name = "Nord"', 'name = " Nord"')],
        ['s.toml:9:1: team." Nord".name: " Nord" begins or ends with a space; write "Nord"'],
    ),
    (
        [('name = "Nord"', 'name = "No/rd"')],
        [
            's.toml:9:1: team."No/rd".name: "No/rd" is not plain text, has "/"; use letters, digits, spaces and - _ . & ( ) \''
        ],
    ),
    (
        [('name = "Nord"', 'name = "No\\nrd"')],
        [
            's.toml:9:1: team."No\\nrd".name: "No\\\\nrd" is not plain text, has "\\\\n"; use letters, digits, spaces and - _ . & ( ) \''
        ],
    ),
    (
        [('name = "Nord"', 'name = "No\\u200Brd"')],
        [
            's.toml:9:1: team."No\\u200brd".name: "No\\\\u200brd" is not plain text, has "\\\\u200b"; use letters, digits, spaces and - _ . & ( ) \''
        ],
    ),
    *(
        (
            [('name = "Nord"', f'name = "{name}"')],
            [
                f's.toml:9:1: team.{key}.name: "{name}" is taken: tables call the sum of all teams so in their last row; give the team another name'
            ],
        )
        for name, key in [
            ("total", "total"),
            ("Total", "Total"),
            ("All  teams", '"All  teams"'),
            ("Alle teams", '"Alle teams"'),
        ]
    ),
    (
        [('name = "Nord"', 'name = "-"')],
        ['s.toml:9:1: team.-.name: "-" has no letter; write a name'],
    ),
    (
        [('name = "Nord"', 'name = "Syd"')],
        ['s.toml:13:1: team[1].name: "Syd" is the name of two teams; give each team its own name'],
    ),
    (
        [
            (
                'name = "Nord"',
                'name = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"',
            )
        ],
        [
            's.toml:9:1: team."aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa...".name: is 81 characters long; write at most 80'
        ],
    ),
    (
        [('name = "Nord"', 'name = "Nord"\nkey = "Syd"')],
        [
            's.toml:13:3: team.Syd.key: hashed from "Syd" is also the key of team "Nord"; give each team its own key'
        ],
    ),
    (
        [('name = "Nord"', 'name = "Nord"\nkey = 7'), ('name = "Syd"', 'name = "Syd"\nkey = 7')],
        ['s.toml:15:1: team.Syd.key: 7 is also the key of team "Nord"; give each team its own key'],
    ),
    (
        [('name = "hospital"', 'name = "Dead"'), ("hospital = 0.01", "Dead = 0.01")],
        [
            's.toml:40:1: course.Dead.name: "Dead" means something else in exits and intake; give the course another name'
        ],
    ),
    (
        [('name = "hospital"', 'name = "resume"'), ("hospital = 0.01", "resume = 0.01")],
        [
            's.toml:30:22: course.development.hazards_per_week.resume: "resume" is only for a course of kind "hospital"; name a course or a way out',
            's.toml:40:1: course.resume.name: "resume" means something else in exits and intake; give the course another name',
            's.toml:40:1: course.resume.name: nobody can reach course "resume"; lead an intake, an exit or a hazard to it, or drop it',
            "s.toml:43:12: course.resume.exits[0].to: leads to the course itself; give a level or a level_change other than 0, or leave the exit out",
        ],
    ),
    (
        [
            ('name = "hospital"', 'name = "first_contact"'),
            ("hospital = 0.01", "first_contact = 0.01"),
        ],
        [
            's.toml:40:1: course.first_contact.name: "first_contact" means something else in exits and intake; give the course another name'
        ],
    ),
    (
        [('name = "hospital"', 'name = "Development"'), ("hospital = 0.01", "Development = 0.01")],
        [
            's.toml:40:1: course.Development.name: "Development" cannot be told from "development"; give each course its own name'
        ],
    ),
    (
        [('name = "hospital"', 'name = "development"')],
        [
            's.toml:30:22: course[0].hazards_per_week.hospital: "hospital" is not a course or a way out; name one of "development", "stabilisation", "self_reliant", "clinic", "nursing_home", "dead", "moved"',
            's.toml:40:1: course[2].name: "development" is the name of two courses; give each course its own name',
        ],
    ),
]

RIGHT = [[('name = "Nord"', 'name = "Nørre Å-gård (øst) & vest."')]]


@pytest.mark.parametrize(("pieces", "said"), WRONG)
def test_it_is_said_in_one_line_with_place_and_remedy(changed, pieces, said):
    assert changed(*pieces) == said


@pytest.mark.parametrize("pieces", RIGHT)
def test_what_is_allowed_is_not_a_fault(changed, pieces):
    assert changed(*pieces) == []
