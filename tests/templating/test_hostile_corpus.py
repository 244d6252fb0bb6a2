"""Every entry of the hostile corpus ends as it must, within its budget."""

from __future__ import annotations

import contextlib
import copy
import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from followup_kit.errors import FollowupError
from followup_kit.templating import Field, Rendered, Schema
from tests.templating.sets import NAMES, field, maybe, opened


CORPUS = json.loads(
    Path(__file__)
    .parent.parent.joinpath("corpora/templating/hostile_templates.json")
    .read_text(encoding="utf-8")
)
LINKS = Field(
    path="links",
    position="prose",
    many=True,
    items=(field("url", "url"), field("label")),
)
SCHEMA = Schema(
    (
        field("company"),
        field("candidate.first_name"),
        maybe("candidate.preferred_name"),
        field("candidate.email"),
        maybe("candidate.tags", many=True),
        maybe("notes", "prose", many=True),
        field("interview.interviewers", many=True, items=(field("name"),)),
        LINKS,
    ),
    {"letter": ()},
)
VALUES: dict[str, Any] = {
    "company": "Acme",
    "candidate.first_name": "<script>O'Neill</script>",
    "candidate.email": "secret@candidate.example",
    "candidate.tags": ("x", "y"),
    "notes": ("first", "second"),
    "interview.interviewers": ({"name": "Ann"}, {"name": "Bob"}),
    "links": ({"url": "https://acme.example/", "label": "Acme"},),
}
LAYOUT = """\
<!doctype html>
<html lang="{{ lang }}" dir="{{ dir }}">
<body>
%s
{{ body }}
</body>
</html>
"""


def source_of(entry: dict[str, Any]) -> str:
    """Return an entry's template, which may be written as repeated parts."""
    if entry["template"] is not None:
        return str(entry["template"])
    return "".join(part * count for part, count in entry["template_parts"])


def files_of(entry: dict[str, Any]) -> dict[str, str]:
    """Return a set that holds the entry: in its layout if it has HTML."""
    source = source_of(entry)
    head = "{% block subject %}Hello{% endblock %}\n{% block body %}\n"
    letter = f"{head}{source}\n{{% endblock %}}\n"
    shared = "".join(
        f"{{% block {name} %}}\n{text}\n{{% endblock %}}\n"
        for name, text in entry["templates"].items()
    )
    if "<a" in source or "<i" in source or "<style" in source:
        letter = f"{head}Hello.\n{{% endblock %}}\n"
        return {"layout.html": LAYOUT % source, "en/letter.txt": letter}
    return {"en/letter.txt": letter, "en/_shared.txt": shared}


def outcome_of(entry: dict[str, Any]) -> Rendered | FollowupError:
    """Load and write an entry; any other error than ours fails the test."""
    try:
        letter = opened(files_of(entry), schema=SCHEMA).letter("letter", "en")
        return letter.render(copy.deepcopy(VALUES), name_forms=NAMES)
    except FollowupError as error:
        return error


@pytest.mark.parametrize("entry", CORPUS, ids=lambda entry: entry["id"])
def test_an_entry_ends_as_it_must(entry: dict[str, Any]) -> None:
    """Hostile templates are refused or harmless, benign ones are written."""
    outcome = outcome_of(entry)
    if entry["must"] == "refuse":
        assert isinstance(outcome, FollowupError)
    elif entry["must"] == "allow":
        assert isinstance(outcome, Rendered), str(outcome)
    elif isinstance(outcome, Rendered):
        assert len(outcome.text) + len(outcome.html) <= 256 * 1024


@pytest.mark.parametrize("entry", CORPUS, ids=lambda entry: entry["id"])
def test_an_entry_stays_within_its_memory(entry: dict[str, Any]) -> None:
    """No entry takes 64 MiB, from its source to its end."""
    outcome_of(CORPUS[0])
    tracemalloc.start()
    outcome_of(entry)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 64 * 2**20


@pytest.mark.parametrize("entry", CORPUS, ids=lambda entry: entry["id"])
def test_an_error_names_no_value(entry: dict[str, Any]) -> None:
    """No value of the facts stands in the error of any entry."""
    outcome = outcome_of(entry)
    assert not isinstance(outcome, FollowupError) or "candidate.example" not in str(
        outcome
    )


@pytest.mark.parametrize("entry", CORPUS, ids=lambda entry: entry["id"])
def test_the_data_of_the_caller_stay_as_they_are(entry: dict[str, Any]) -> None:
    """No entry changes what was handed in."""
    before = copy.deepcopy(VALUES)
    with contextlib.suppress(FollowupError):
        letter = opened(files_of(entry), schema=SCHEMA).letter("letter", "en")
        letter.render(VALUES, name_forms=NAMES)
    assert before == VALUES
