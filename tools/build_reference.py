"""
Write the reference pages that list kinds, facts and letter fields from the models.

    python -m tools.build_reference          compare, exit 1 if a page is stale
    python -m tools.build_reference --write  write the pages

The tests call :func:`pages` and compare, so that a page cannot fall behind.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from followup_kit import models
from followup_kit.composer import letter_schema
from followup_kit.models import Facts, Outcome, outcome_kinds, shapes_of
from followup_kit.review import About, codes, wording_languages
from followup_kit.templating import Field


__all__ = ["main", "pages"]

_FOLDER: Final = Path(__file__).resolve().parent.parent / "docs" / "reference"
_GROUPS: Final = (
    "Interview",
    "Session",
    "Candidate",
    "Company",
    "Role",
    "Sender",
    "Interviewer",
    "CandidateQuestion",
    "Promise",
    "FreeText",
    "Feedback",
    "Slot",
    "Document",
)
_POSITIONS: Final = {
    "name": "name",
    "day": "day",
    "line": "line",
    "prose": "prose",
    "url": "link",
    "flag": "flag",
    "phrase": "sentence",
}

_ABOUT: Final[tuple[tuple[About, str, str], ...]] = (
    (
        "composing",
        "About the facts, while composing",
        "Reported in `Followup.findings`, at the path of the fact.",
    ),
    (
        "facts",
        "About the facts in a text",
        "Reported by a review: what the text makes of the facts.",
    ),
    (
        "practice",
        "About what a good message does",
        "Reported by a review, in the languages whose signs are data.",
    ),
    (
        "wording",
        "About words",
        "Reported of free text while composing, and of whole messages by a review.",
    ),
)


def pages() -> Mapping[str, str]:
    """Return the generated pages by file name."""
    return {
        "facts.md": "\n".join(_facts_page()),
        "kinds.md": "\n".join(_kinds_page()),
        "findings.md": "\n".join(_findings_page()),
        "letter-fields.md": "\n".join(_fields_page()),
    }


def _own_kinds() -> list[tuple[str, type[Outcome]]]:
    own = "followup_kit."
    return [(k, c) for k, c in outcome_kinds().items() if c.__module__.startswith(own)]


def _facts_page() -> Iterator[str]:
    yield "# Facts"
    yield ""
    yield "Every group of facts, field by field. Generated from the models by"
    yield "`python -m tools.build_reference --write`."
    yield "A field without *may be printed* never reaches a message."
    for name in _GROUPS:
        model: type[Facts] = getattr(models, name)
        yield ""
        yield f"## {name}"
        yield ""
        yield _summary(model)
        yield ""
        yield from _table(model)
    yield ""


def _kinds_page() -> Iterator[str]:
    yield "# Kinds of outcome"
    yield ""
    yield "What each kind requires and what a good message of it also has."
    yield "Generated from the models by `python -m tools.build_reference --write`."
    yield "Every kind also requires the interview with candidate, company, role, sender"
    yield "and at least one session, and one language."
    for kind, model in _own_kinds():
        yield ""
        yield f"## {model.__name__}"
        yield ""
        yield f"`kind`: `{kind}`"
        yield ""
        yield _summary(model)
        yield ""
        yield from _table(model)
        if model.expects:
            yield ""
            yield "Expected, else a finding:"
            yield ""
            for expected in model.expects:
                facts = " or ".join(f"`{path}`" for path in expected.paths)
                yield f"- *{expected.practice}*: {facts}. {expected.remedy}"
    yield ""


def _findings_page() -> Iterator[str]:
    yield "# Findings"
    yield ""
    yield "What a message could do better. Generated from the catalogue of codes by"
    yield "`python -m tools.build_reference --write`."
    yield "Each finding has a code, a severity, a practice, the path of the fact or the"
    yield "place in the text, what was found, what to do and why. An error is what a"
    yield "careful recruiter would not send. `Composer(require=[...])` turns codes or"
    yield "practices into errors of composing; a `ReviewPolicy` raises, lowers or mutes"
    yield "codes. What stands behind them is told in"
    yield "[What the review looks for](../explanation/review.md)."
    for about, title, explanation in _ABOUT:
        yield ""
        yield f"## {title}"
        yield ""
        yield explanation
        yield ""
        yield from _codes_table(about)
    yield ""


def _codes_table(about: About) -> Iterator[str]:
    of_words = about == "wording"
    yield f"| code | severity | practice | it… | what to do |{' rules |' * of_words}"
    yield f"| --- | --- | --- | --- | --- |{' --- |' * of_words}"
    for code in codes():
        if code.about == about:
            cells = (f"`{code.code}`", code.severity, code.practice)
            row = (*cells, code.reason, code.remedy)
            languages = ", ".join(wording_languages(code.code)) or "all"
            yield f"| {' | '.join((*row, languages) if of_words else row)} |"
    yield ""
    yield "Why:"
    yield ""
    for code in codes():
        if code.about == about:
            yield f"- `{code.code}`: {code.source}"


def _table(model: type[Facts]) -> Iterator[str]:
    shapes = shapes_of(model, documented=True)
    yield "| field | required | may be printed | meaning |"
    yield "| --- | --- | --- | --- |"
    for name, info in model.model_fields.items():
        if name == "kind":
            continue
        required = "yes" if info.is_required() else ""
        printed = "yes" if name in shapes else ""
        meaning = " ".join((info.description or "").split()).replace("|", "\\|")
        yield f"| `{name}` | {required} | {printed} | {meaning} |"


def _fields_page() -> Iterator[str]:
    schema = letter_schema(documented=True)
    yield "# Fields that letters may print"
    yield ""
    yield "Generated from the models by `python -m tools.build_reference --write`."
    yield "*Position* says where a value may stand; see"
    yield "[the template language](template-language.md)."
    yield "An optional field must be guarded."
    yield ""
    yield "## In every kind"
    yield ""
    yield from _field_table(schema.common)
    for kind, model in _own_kinds():
        yield ""
        yield f"## {kind}"
        yield ""
        yield _summary(model)
        yield ""
        yield from _field_table(schema.kinds[kind])
    yield ""


def _field_table(fields: tuple[Field, ...]) -> Iterator[str]:
    yield "| field | position | optional | several | forms | meaning |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for field in fields:
        position = "items" if field.items else _POSITIONS[field.position]
        optional = "yes" if field.optional else ""
        many = "yes" if field.many else ""
        forms = ", ".join(f"`{field.path}\\|{form}`" for form in field.forms)
        meaning = " ".join(field.doc.split()).replace("|", "\\|")
        inner = ", ".join(f"`{item.path}`" for item in field.items)
        if inner:
            meaning = f"{meaning} Each has {inner}."
        cells = (f"`{field.path}`", position, optional, many, forms, meaning)
        yield f"| {' | '.join(cells)} |"


def _summary(model: type[Facts]) -> str:
    lines = (model.__doc__ or "").strip().splitlines()
    return lines[0].strip()


def main(arguments: list[str]) -> int:
    """Write or compare the pages; return the exit status."""
    stale = []
    for name, text in pages().items():
        path = _FOLDER / name
        if "--write" in arguments:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
    for name in stale:
        print(f"stale: docs/reference/{name}")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
