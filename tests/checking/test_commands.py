"""The commands check and new-set."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from followup_kit.__main__ import main
from followup_kit.checking._command import open_set
from tests.checking.sets import LETTER, PHRASES


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Write a small set."""
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "phrases.toml").write_text(PHRASES, encoding="utf-8")
    (tmp_path / "en" / "still_considered.txt").write_text(LETTER, encoding="utf-8")
    manifest = 'schema = 1\ntitle = "T"\nlocales = ["en"]\n'
    (tmp_path / "set.toml").write_text(manifest, encoding="utf-8")
    return tmp_path


def test_a_sound_set_ends_with_zero(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command prints a summary and ends with 0."""
    assert 0 == main(["check", str(folder)])
    assert "1 letters in 1 locales" in capsys.readouterr().out


def test_an_error_ends_with_one(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command prints file and line, and ends with 1."""
    text = LETTER.replace("You are", "XXX are")
    (folder / "en" / "still_considered.txt").write_text(text, encoding="utf-8")

    assert 1 == main(["check", str(folder)])
    assert "en/still_considered.txt:3: error:" in capsys.readouterr().out


def test_the_report_can_be_json(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Programs get JSON on standard output."""
    assert 0 == main(["check", str(folder), "--json"])
    assert 0 == json.loads(capsys.readouterr().out)["errors"]


def test_strict_lets_warnings_fail(folder: Path) -> None:
    """With --strict a warning ends with 1."""
    text = LETTER.replace("{{ outcome.delay_reason }}", "It takes time.")
    (folder / "en" / "still_considered.txt").write_text(text, encoding="utf-8")

    assert 0 == main(["check", str(folder)])
    assert 1 == main(["check", str(folder), "--strict"])


def test_an_unknown_set_is_named_as_such(capsys: pytest.CaptureFixture[str]) -> None:
    """A name that nothing claims ends with 1 and lists the sets there are."""
    assert 1 == main(["check", "nowhere"])
    assert "standard" in capsys.readouterr().err


def test_a_module_that_cannot_be_imported_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The host's module with its kinds has to be importable."""
    assert 1 == main(["check", str(folder), "--import", "no_such_module"])
    assert "no_module" in capsys.readouterr().err


def test_a_translation_is_marked(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command writes the note, and refuses without a source."""
    (folder / "nb").mkdir()
    for name in ("phrases.toml", "still_considered.txt"):
        text = (folder / "en" / name).read_text(encoding="utf-8")
        (folder / "nb" / name).write_text(text, encoding="utf-8")
    manifest = 'schema = 1\ntitle = "T"\nlocales = ["en", "nb"]\n'
    (folder / "set.toml").write_text(manifest, encoding="utf-8")
    mark = ["check", str(folder), "--mark-translated", "nb"]

    assert 1 == main(mark)
    assert 0 == main([*mark, "--source", "en"])
    assert "1 files marked" in capsys.readouterr().out


def test_a_new_set_says_what_comes_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command lists what it wrote, and the next command passes."""
    assert 0 == main(["new-set", str(tmp_path / "acme"), "--locale", "ja"])
    printed = capsys.readouterr().out
    assert "set.toml" in printed
    assert "followup_kit check" in printed


def test_compose_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    """The command line tells which locale was used and where each paragraph is from."""
    facts = Path(__file__).resolve().parents[2] / "examples" / "rejected.json"
    command = ["compose", str(facts), "--locale", "de-AT", "--format", "explain"]

    assert 0 == main(command)
    printed = capsys.readouterr().out
    assert printed.startswith("asked for de-AT, used de: parent, by argument\n")
    assert "standard/de/rejected.txt:" in printed
    assert " closed\n" in printed


def test_a_project_folder_does_not_hide_an_installed_set(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A folder of the name without a set.toml in it is not what is meant."""
    (tmp_path / "standard").mkdir()
    monkeypatch.chdir(tmp_path)

    assert "standard" == open_set("standard").name
    assert 1 == main(["check", "./standard"])
    assert "There is no set.toml" in capsys.readouterr().out
