"""The check finds what is wrong with a set, and nothing in a sound one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import pytest

from followup_kit.checking import CheckProblem, check_folder, check_letter, check_set
from followup_kit.composer import letter_schema
from followup_kit.errors import TemplateSetNotFoundError
from followup_kit.models import Day, OnHold, Outcome, StillConsidered, _outcome
from followup_kit.templating import TemplateSet
from tests.checking.sets import LETTER, PHRASES, codes, report_on, small_set


@pytest.mark.slow
def test_the_built_in_set_passes() -> None:
    """Every letter of the standard set, in every locale and formality, is sound."""
    report = check_set("standard")
    own = [p for p in report.problems if p.severity == "error"]

    assert [] == own
    assert report.letters >= 12 * 6
    assert report.messages > 20 * report.letters
    assert 0 == report.exit_status


def test_a_small_set_passes() -> None:
    """A letter that says all that is required gives no error and no warning."""
    assert [] == codes(report_on())


@pytest.mark.parametrize(
    ("old", "new", "field"),
    (
        ("by {{ outcome.decision_by }}", "again", "outcome.decision_by"),
        (": {{ role }}", "", None),
        (" at {{ company }}", "", None),
    ),
)
def test_required_content_is_missed(old: str, new: str, field: str | None) -> None:
    """A required fact that is printed nowhere is an error; printed once is enough."""
    report = report_on({"en/still_considered.txt": LETTER.replace(old, new)})
    missing = [p for p in report.problems if p.code == "required_missing"]

    assert ([field] if field else []) == [p.message.split()[5][:-1] for p in missing]
    assert all(p.place == "en/still_considered.txt:1" for p in missing)


def test_a_role_that_is_never_named_is_missed() -> None:
    """What every message names is required in every kind of letter."""
    text = LETTER.replace(": {{ role }}", "").replace(" for the {{ role }} role", "")
    report = report_on({"en/still_considered.txt": text})

    assert ["required_missing"] == codes(report)
    assert "role.title" in report.problems[0].message


def test_a_condition_does_not_hide_what_is_missing() -> None:
    """A required fact that is mentioned, and printed under a condition only, is missed."""
    text = LETTER.replace(
        "You will hear from us by {{ outcome.decision_by }}.",
        "{% if message.late %}\nYou hear by {{ outcome.decision_by }}.\n{% endif %}",
    )

    assert "required_missing" in codes(report_on({"en/still_considered.txt": text}))


def test_each_formality_is_checked_by_itself() -> None:
    """A variant that leaves out what is required is reported for its formality."""
    two = PHRASES.replace('["formal"]', '["formal", "informal"]').replace(
        "[closing]", '[[greeting.informal]]\ntext = "Hi {full},"\n\n[closing]'
    )
    two = two.replace('formal = "Kind', 'informal = "Best"\nformal = "Kind')
    variant = "{% block opening %}\nYou are still in the process.\n{% endblock %}\n"
    report = report_on(
        {"en/phrases.toml": two, "en/still_considered.informal.txt": variant}
    )

    assert {"still_considered en informal"} == {p.letter for p in report.errors}
    assert {"en/still_considered.informal.txt"} == {p.file for p in report.errors}


def test_expected_content_that_is_never_printed_is_a_warning() -> None:
    """A letter that never prints an expected fact is a warning and no error."""
    text = LETTER.replace("{{ outcome.delay_reason }}", "We need more time.")
    report = report_on({"en/still_considered.txt": text})

    assert ["expected_missing"] == codes(report)
    assert 0 == report.exit_status


def test_a_required_flag_has_to_be_asked_for() -> None:
    """A flag that is one of two ways counts as said if the letter asks for it."""
    letter = LETTER.replace("decision_by", "update_by").replace(
        "delay_reason", "reason"
    )
    letter = letter.replace(
        "You will hear from us by {{ outcome.update_by }}.",
        "{% if outcome.update_by %}\nYou hear by {{ outcome.update_by }}.\n{% endif %}",
    )
    broken = small_set({"en/on_hold.txt": letter})

    problems = check_letter(broken, "on_hold", locale="en", formality="formal")
    assert any("outcome.released" in p.message for p in problems)


def test_a_missing_letter_is_an_error() -> None:
    """A kind that only one of two locales has is missing in the other."""
    report = report_on({"de/phrases.toml": PHRASES}, locales='"en", "de"')

    assert ["letter_missing"] == codes(report)
    assert "de/still_considered.txt" == report.problems[0].place


def test_what_loading_finds_is_reported_with_its_line() -> None:
    """An unknown field keeps the file and the line that loading gives it."""
    report = report_on(
        {"en/still_considered.txt": LETTER + "\n{{ outcome.nothing }}\n"}
    )

    assert report.errors
    assert {"en/still_considered.txt"} == {p.file for p in report.errors}
    assert all(p.line > 0 for p in report.errors)


def test_an_unknown_block_is_reported() -> None:
    """A block that replaces nothing in the extended set is an error."""
    base = small_set()
    manifest = 'schema = 1\ntitle = "T"\nlocales = ["en"]\nextends = "small"\n'
    block = "{% block openning %}\nHello there.\n{% endblock %}\n"
    files = {"set.toml": manifest, "en/still_considered.txt": block}
    over = TemplateSet.from_mapping("t", files, schema=letter_schema(), base=base)
    report = check_set(over, kinds=[StillConsidered])

    assert ["unknown_block"] == codes(report)


def test_an_inherited_fault_is_reported_in_the_set_that_holds_it() -> None:
    """A problem in a block of the extended set names that set."""
    text = LETTER.replace("You are still", "You TODO are still")
    base = small_set({"en/still_considered.txt": text})
    manifest = 'schema = 1\ntitle = "T"\nlocales = ["en"]\nextends = "small"\n'
    over = TemplateSet.from_mapping(
        "t", {"set.toml": manifest}, schema=letter_schema(), base=base
    )
    report = check_set(over, kinds=[StillConsidered])

    assert ["small"] == [p.template_set for p in report.problems]
    assert "en/still_considered.txt:3" == report.problems[0].place


@pytest.fixture
def own_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget the kinds that a test defines."""
    monkeypatch.setattr(_outcome, "_registry", dict(_outcome._registry))


@pytest.mark.usefixtures("own_kinds")
def test_a_host_brings_kinds_with_their_facts() -> None:
    """A kind of the host is checked from its own sample facts, like any other."""

    class Reference(Outcome):
        """A reference is asked for."""

        kind: Literal["reference_asked"] = "reference_asked"
        due: Day

        @classmethod
        def sample_facts(cls) -> tuple[Mapping[str, Any], ...]:
            """Return one sample."""
            return ({"kind": "reference_asked", "due": "2026-12-04"},)

    letter = "{% block subject %}{{ role }}{% endblock %}\n{% block opening %}\nPlease send us a reference.\n{% endblock %}\n"
    report = check_set(small_set({"en/reference_asked.txt": letter}), kinds=[Reference])

    assert ["required_missing"] == codes(report)
    assert "outcome.due" in report.problems[0].message


@pytest.mark.usefixtures("own_kinds")
def test_a_kind_without_sample_facts_is_an_error() -> None:
    """A kind that nothing can be tried with does not pass unseen."""

    class Silent(Outcome):
        """A kind without samples."""

        kind: Literal["silent_kind"] = "silent_kind"

    text = LETTER.replace("outcome.decision_by", "interview.day").replace(
        "outcome.delay_reason", "interview.highlights"
    )
    made = small_set({"en/silent_kind.txt": text})

    assert ["no_sample_facts"] == codes(check_set(made, kinds=[Silent]))


def test_further_facts_are_tried() -> None:
    """Sample outcomes that a host passes are written beside those of the kind."""
    more = {
        "still_considered": [{"kind": "still_considered", "decision_by": "2027-01-08"}]
    }
    few = check_set(small_set(), kinds=[StillConsidered])
    many = check_set(small_set(), kinds=[StillConsidered], facts=more)

    assert many.messages > few.messages


def test_wrong_sample_facts_are_reported() -> None:
    """Facts that a kind refuses become a problem and no traceback."""
    wrong = {"on_hold": [{"kind": "on_hold"}]}
    report = check_set("standard", kinds=[OnHold], facts=wrong)

    assert report.errors


def test_the_report_is_made_for_programs() -> None:
    """The JSON holds every problem with its place, and the counts."""
    text = LETTER.replace("You are", "TBD you are")
    record = json.loads(report_on({"en/still_considered.txt": text}).to_json())

    assert 1 == record["errors"]
    assert "leftover_token" == record["problems"][0]["code"]
    assert 3 == record["problems"][0]["line"]


def test_a_problem_reads_like_a_compiler_message() -> None:
    """A problem begins with file and line, so that editors find the place."""
    problem = CheckProblem(
        template_set="t",
        file="de/rejected.txt",
        line=7,
        code="leftover_token",
        severity="error",
        message="Wrong.",
        remedy="Mend it.",
    )

    assert "de/rejected.txt:7: error: Wrong. Mend it. [leftover_token]" == str(problem)


def test_a_folder_without_manifest_is_a_report(tmp_path: Path) -> None:
    """A folder that is no set gives a report with the error, not an exception."""
    assert ["no_manifest"] == codes(check_folder(tmp_path))


def test_a_set_that_does_not_exist_is_an_error() -> None:
    """A name that nothing claims is refused, listing the names there are."""
    with pytest.raises(TemplateSetNotFoundError):
        check_set("nowhere")


def test_declared_extras_are_given() -> None:
    """Extra fields of a set get sample values, and may be left out where optional."""
    manifest = (
        'schema = 1\ntitle = "T"\nlocales = ["en"]\n'
        '[extras.office]\nposition = "name"\noptional = false\n'
        '[extras.notes]\nposition = "prose"\nmany = true\n'
    )
    text = LETTER + (
        "{% block office %}\nOur office is {{ extras.office }}.\n\n"
        "Also:\n- {{ extras.notes }}\n{% endblock %}\n"
    )

    assert [] == codes(
        report_on({"set.toml": manifest, "en/still_considered.txt": text})
    )


def test_one_letter_can_be_checked_by_itself() -> None:
    """A sound letter gives no problem, and one that does not exist gives one."""
    made = small_set()
    there = check_letter(made, "still_considered", locale="en", formality="formal")
    absent = check_letter(made, "rejected", locale="en", formality="formal")

    assert () == there
    assert ["no_letter"] == [problem.code for problem in absent]


@pytest.mark.parametrize(
    "file",
    (
        "de/still_considered.txt",
        "EN/still_considered.txt",
        "en/Still_considered.txt",
        "en/still-considered.txt",
        "en/still_considered.md",
        "en/still_considered.TXT",
        "en/_Shared.txt",
        "en/phrases.json",
        "en_GB/still_considered.txt",
        "still_considered.txt",
        "Layout.html",
    ),
)
def test_a_file_that_is_never_read_is_reported(file: str) -> None:
    """A letter in a wrong place is not passed over in silence."""
    found = [(p.file, p.code) for p in report_on({file: LETTER}).problems]

    assert [(file, "file_not_read")] == found


@pytest.mark.parametrize(
    ("file", "code"),
    (
        ("en/still_considred.txt", "unknown_kind"),
        ("en/still_considered.casual.txt", "no_formality"),
        ("en/rejected.formal.txt", "no_letter"),
    ),
)
def test_a_file_for_nothing_is_reported(file: str, code: str) -> None:
    """A kind, a formality or a letter that does not exist is named with its file."""
    text = "{% block closed %}\nClosed.\n{% endblock %}\n"
    assert (file, code) in {(p.file, p.code) for p in report_on({file: text}).problems}


def test_files_beside_a_set_are_left_alone(tmp_path: Path) -> None:
    """A folder may hold what version control, editors and packages put there."""
    for name in ("README.md", "LICENSE.txt", "__init__.py", ".DS_Store", "en/.keep"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", encoding="utf-8")
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "main.py").write_text("x", encoding="utf-8")
    (tmp_path / "set.toml").write_text(
        'schema = 1\ntitle = "T"\nlocales = ["en"]\n', encoding="utf-8"
    )
    opened = TemplateSet.from_folder(tmp_path, schema=letter_schema())

    assert () == opened.unread_files()


def test_a_folder_s_files_are_looked_through(tmp_path: Path) -> None:
    """The file system's names are compared as they are written."""
    for name in ("set.toml", "DE/rejected.txt", "en/rejected.txt", "en/Rejected.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text('schema = 1\ntitle = "T"\nlocales = ["en"]\n', encoding="utf-8")
    opened = TemplateSet.from_folder(tmp_path, schema=letter_schema())

    assert {"DE/rejected.txt", "en/Rejected.txt"} == set(opened.unread_files())


def test_html_that_tells_something_else_is_found() -> None:
    """An option that the text prints and the layout does not is a difference."""
    manifest = (
        'schema = 1\ntitle = "Small"\nlocales = ["en"]\n'
        '[options.footer_text]\ntype = "text"\ndefault = "Acme Ltd, London"\n'
    )
    layout = (
        '<!doctype html>\n<html lang="{{ lang }}" dir="{{ dir }}">\n'
        "<head><title>{{ subject }}</title></head>\n<body>\n{{ body }}\n%s"
        "</body>\n</html>\n"
    )
    without = report_on({"set.toml": manifest, "layout.html": layout % ""})
    shown = layout % "<p>{{ footer_text }}</p>\n"

    assert "html_differs" not in codes(
        report_on({"set.toml": manifest, "layout.html": shown})
    )
    assert {"html_differs"} == set(codes(without))


def test_a_fault_in_the_extended_set_names_that_set() -> None:
    """The report says which of the two holds the file."""
    base = TemplateSet.from_mapping(
        "base",
        {
            "set.toml": 'schema = 1\ntitle = "B"\nlocales = ["en"]\n',
            "en/phrases.toml": PHRASES,
            "en/still_considered.txt": LETTER.replace("{{ company }}", "{{ compny }}"),
        },
        schema=letter_schema(),
    )
    mine = TemplateSet.from_mapping(
        "mine",
        {"set.toml": 'schema = 1\ntitle = "M"\nlocales = ["en"]\nextends = "base"\n'},
        schema=letter_schema(),
        base=base,
    )
    (problem,) = check_set(mine, kinds=[StillConsidered]).problems

    assert ("base", "en/still_considered.txt", 3, "unknown_field") == (
        problem.template_set,
        problem.file,
        problem.line,
        problem.code,
    )
