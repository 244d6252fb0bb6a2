"""The command line composes from a file and says what is wrong with it."""

from __future__ import annotations

import io
import json
from email import message_from_string
from pathlib import Path

import pytest

from followup_kit.__main__ import main


EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
FACTS = str(EXAMPLES / "next_round.json")


def test_it_prints_the_letter(capsys: pytest.CaptureFixture[str]) -> None:
    """The README's command prints a subject and a German letter."""
    assert main(["compose", FACTS, "--locale", "de"]) == 0
    printed = capsys.readouterr()
    assert printed.out.startswith("Einladung")
    assert "Guten Tag Marta Kowalska," in printed.out
    assert printed.err == ""


def test_it_prints_every_format(capsys: pytest.CaptureFixture[str]) -> None:
    """HTML, JSON and a whole mail can be asked for."""
    for form in ("html", "json", "eml"):
        assert main(["compose", FACTS, "--locale", "de", "--format", form]) == 0
    html, rest = capsys.readouterr().out.split("</html>", 1)
    assert html.lstrip().startswith("<!doctype html>")
    line, mail = rest.strip().split("\n", 1)
    assert json.loads(line)["language"]["used"] == "de"
    assert message_from_string(mail)["Content-Language"] == "de"


def test_it_reads_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A dash stands for standard input."""
    text = Path(FACTS).read_text("utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    assert main(["compose", "-", "--locale", "en", "--formality", "formal"]) == 0
    assert "Kowalska" in capsys.readouterr().out


def test_it_lists_all_that_is_wrong(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Wrong facts end with status 1 and every problem on standard error."""
    facts = tmp_path / "facts.json"
    facts.write_text('{"interview": {}, "outcome": {"kind": "on_hold"}}', "utf-8")
    assert main(["compose", str(facts)]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "interview.candidate" in printed.err
    assert "outcome" in printed.err


@pytest.mark.parametrize("content", ("", "[]", "{", None))
def test_it_refuses_what_is_no_record(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: str | None
) -> None:
    """A file that is missing, empty or no JSON object is named as such."""
    facts = tmp_path / "facts.json"
    if content is not None:
        facts.write_text(content, "utf-8")
    assert main(["compose", str(facts)]) == 1
    assert "facts" in capsys.readouterr().err


def test_it_refuses_a_naive_send_time(capsys: pytest.CaptureFixture[str]) -> None:
    """The send time needs its zone."""
    arguments = ["compose", FACTS, "--locale", "de", "--send-at", "2026-11-20T09:30"]
    assert main(arguments) == 1
    assert "send_at" in capsys.readouterr().err


def test_a_wrong_command_ends_with_status_two() -> None:
    """Usage errors are argparse's own."""
    with pytest.raises(SystemExit) as caught:
        main(["send"])
    assert caught.value.code == 2
