"""The command: its first line is the address, and it ends as its users expect."""

import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request

import pytest
from small_scenarios import FOUR_WEEKS

from sim import cli

TOKEN = "a-long-token"  # noqa: S105 - it guards nothing


@pytest.fixture
def place(tmp_path):
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "results").mkdir()
    (tmp_path / "scenarios" / "small.toml").write_text(FOUR_WEEKS, encoding="utf-8")
    return tmp_path


def test_it_prints_its_address_first_and_ends_with_130(place):
    started = subprocess.Popen(
        [sys.executable, "-m", "sim", "serve", "--port", "0", "--token", TOKEN],
        cwd=place,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    address = started.stdout.readline().strip()
    page, _, _ = address.partition("?")
    assert address == f"{page}?token={TOKEN}"
    assert page.startswith("http://127.0.0.1:")
    with urllib.request.urlopen(address) as answered:  # noqa: S310 - our own server
        assert b'value="small.toml" selected' in answered.read()
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(f"{page}health")  # noqa: S310 - as above
    started.send_signal(signal.SIGINT)
    _, said = started.communicate(timeout=30)
    assert started.returncode == 130
    assert said == "forloeb serve: ended; what has been run is kept\n"


def test_a_folder_that_is_not_there_is_named(place, capsys):
    assert cli.status(["serve", str(place / "gone")]) == 2
    assert str(place / "gone") in capsys.readouterr().err
    assert cli.status(["serve", "--scenarios", str(place / "gone")]) == 2
    assert str(place / "gone") in capsys.readouterr().err


def test_a_taken_port_is_named(place, monkeypatch, capsys):
    monkeypatch.chdir(place)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert cli.status(["serve", "--port", str(port)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert f"127.0.0.1:{port}" in said.err


@pytest.mark.parametrize("token", ["", "short", "with spaces in it"])
def test_a_token_that_protects_nothing_is_refused(place, token, capsys):
    assert cli.status(["serve", str(place / "results"), "--token", token]) == 2
    assert "a token has 8 letters" in capsys.readouterr().err
