"""A file that cannot be read is one plain fault."""

import pytest


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfes\x00c\x00", "s.toml:1:1: file: is not UTF-8 text; save it as UTF-8"),
        (b"a = 1\nb = '\xf8'\n", "s.toml:2:1: file: is not UTF-8 text; save it as UTF-8"),
        (b"a = 1\n\0", "s.toml:2:1: file: is not text; name a scenario, a text file"),
    ],
)
def test_bytes_that_are_no_text(faults, content, said):
    assert faults(content) == [said]


def test_a_byte_order_mark_does_no_harm(faults, sound):
    assert faults(b"\xef\xbb\xbf" + sound.encode()) == []


def test_a_missing_file_a_folder_and_a_locked_file_are_told_apart(tmp_path):
    from sim.scenario.faults.fault import ScenarioError
    from sim.scenario.reading import load_scenario

    (tmp_path / "folder").mkdir()
    said = {}
    for name in ("nowhere.toml", "folder", "nul\0.toml"):
        with pytest.raises(ScenarioError) as caught:
            load_scenario(name)
        said[name] = str(caught.value)
    assert said == {
        "nowhere.toml": ("nowhere.toml:1:1: file: does not exist; check the name and the folder"),
        "folder": "folder:1:1: file: is a folder; name a file in it",
        "nul\0.toml": (
            "nul\\x00.toml:1:1: file: cannot be read (no such name is possible); "
            "check the name and who may read it"
        ),
    }


def test_an_empty_file_lacks_everything(faults):
    assert faults("") == [
        "s.toml:1:1: course: is missing; add at least one [[course]] table",
        "s.toml:1:1: run: is missing; add the table run",
        "s.toml:1:1: schema: is missing; write schema = 1 on the first line",
        "s.toml:1:1: tariff: is missing; add the table tariff",
        "s.toml:1:1: team: is missing; add at least one [[team]] table",
    ]
