"""Small sets in memory, so that a test shows only the lines it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from followup_kit.errors import TemplateSetError
from followup_kit.templating import Field, Schema, TemplateSet


if TYPE_CHECKING:
    from collections.abc import Mapping

    from followup_kit.errors import Problem
    from followup_kit.templating import Position, Rendered

PHRASES = """\
formalities = ["formal"]
[[greeting.formal]]
text = "Dear {full},"
[closing]
formal = "Regards,"
"""
SUBJECT = "{% block subject %}About {{ role }}{% endblock %}\n\n"
NAMES = {"full": "Kim Vu"}


def field(path: str, position: Position = "name", **more: Any) -> Field:
    """Return a required field."""
    return Field(path=path, position=position, **more)


def maybe(path: str, position: Position = "name", **more: Any) -> Field:
    """Return an optional field."""
    return Field(path=path, position=position, optional=True, **more)


FIELDS = (
    field("role"),
    field("company"),
    maybe("team"),
    maybe("phone"),
    field("day", "day", forms=("short",)),
    maybe("deadline", "day"),
    maybe("place", "line"),
    maybe("cause", "phrase", enum="cause", choices=("moved", "filled")),
    maybe("note", "prose"),
    field("reason", "prose"),
    maybe("late", "flag"),
    maybe("site", "url"),
    field("portal", "url"),
    maybe("mode", "flag", choices=("video", "onsite")),
    maybe("people", many=True, forms=("joined",)),
    maybe("notes", "prose", many=True),
    maybe("slots", "line", many=True),
    maybe(
        "questions",
        "prose",
        many=True,
        items=(
            field("question", "prose"),
            maybe("answer", "prose"),
            maybe("person"),
            maybe("link", "url"),
            maybe("tags", many=True),
        ),
    ),
)
SCHEMA = Schema(FIELDS, {"letter": (), "other": ()})
VALUES: dict[str, object] = {
    "role": "Engineer",
    "company": "Acme",
    "day": "Friday, May 1, 2026",
    "day|short": "Friday, May 1",
    "reason": "Budgets were cut.",
    "portal": "https://acme.example/p?a=1&b=2",
}


def opened(
    files: Mapping[str, str],
    *,
    schema: Schema = SCHEMA,
    name: str = "test",
    base: TemplateSet | None = None,
) -> TemplateSet:
    """Open a set in English, with sound phrases and title unless given."""
    given = {
        "set.toml": 'schema = 1\ntitle = "Test"\nlocales = ["en"]\n',
        "en/phrases.toml": PHRASES,
        **files,
    }
    return TemplateSet.from_mapping(name, given, schema=schema, base=base)


def block(body: str) -> str:
    """Return a whole letter whose only block is this body."""
    return f"{SUBJECT}{{% block body %}}\n{body}\n{{% endblock %}}\n"


def write(
    body: str,
    values: Mapping[str, object] | None = None,
    *,
    locale: str = "en",
    phrases: str = PHRASES,
    gender: str | None = None,
) -> Rendered:
    """Write a letter whose only block is this body."""
    title = f'schema = 1\ntitle = "Test"\nlocales = ["{locale}"]\n'
    files = {
        "set.toml": title,
        f"{locale}/phrases.toml": phrases,
        f"{locale}/letter.txt": block(body),
    }
    letter = opened(files).letter("letter", locale)
    return letter.render({**VALUES, **(values or {})}, name_forms=NAMES, gender=gender)


def text_of(body: str, values: Mapping[str, object] | None = None, **more: Any) -> str:
    """Return the plain text of a body, without greeting and closing."""
    chunks = write(body, values, **more).text.split("\n\n")
    return "\n\n".join(chunks[1:-1])


def html_of(body: str, values: Mapping[str, object] | None = None, **more: Any) -> str:
    """Return the HTML of a body, without greeting, closing and inline styles."""
    import re

    page = write(body, values, **more).html
    inside = page.partition("<body")[2].partition(">")[2].partition("</body>")[0]
    bare = re.sub(r' style="[^"]*"', "", inside).strip()
    return "\n".join(bare.split("\n")[1:-1])


def faults_of(
    body: str, *, phrases: str = PHRASES, locale: str = "en"
) -> tuple[Problem, ...]:
    """Return the problems that loading a body raises; the body starts at line 4."""
    with pytest.raises(TemplateSetError) as caught:
        write(body, phrases=phrases, locale=locale)
    return caught.value.problems


def codes_of(body: str, **more: Any) -> set[str]:
    """Return the codes of the problems that loading a body raises."""
    return {problem.code for problem in faults_of(body, **more)}
