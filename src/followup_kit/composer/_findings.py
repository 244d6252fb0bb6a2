"""Findings on a composed message: what a good letter of its kind would also have."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, Final
from weakref import WeakKeyDictionary

from followup_kit.composer._scene import Scene
from followup_kit.errors import FactsError, Problem
from followup_kit.locales import language_of, name_of
from followup_kit.models import (
    Expected,
    Facts,
    FactShape,
    Feedback,
    FreeText,
    shapes_of,
)
from followup_kit.review import Finding, find_wording, finding_of


__all__ = ["findings_on", "insist"]

_SURNAME_SUITS: Final = frozenset({"ja", "ko", "zh"})

# Free text, lines that people typed, and structured items, which may hold some.
_WITH_TEXTS: Final = frozenset({"text", "name", None})
# What stands around a name in lists, profiles and addresses, and in no name.
_AROUND_NAMES: Final = re.compile(r"[,،、，@|<>]|://|[(（].*[)）]", re.DOTALL)


def findings_on(
    scene: Scene, formality: str, *, drops_title: bool
) -> tuple[Finding, ...]:
    """
    Return what the facts leave to be desired, in a stable order.

    Args:
        scene: One message's facts, and how they are told.
        formality: The one the message is written in.
        drops_title: Whether the greeting leaves out a title that was stated.
    """
    return (
        *((_dropped_title(),) if drops_title else ()),
        *_unusual_name(scene),
        *_surname_alone(scene),
        *_lateness(scene),
        *_expected(scene),
        *_free_texts(scene, formality),
    )


def _dropped_title() -> Finding:
    return finding_of("title_left_out", path="interview.candidate.name.title")


def _unusual_name(scene: Scene) -> Iterator[Finding]:
    if _AROUND_NAMES.search(scene.reader_forms["full"]):
        yield finding_of("unusual_name", path="interview.candidate.name")


def _surname_alone(scene: Scene) -> Iterator[Finding]:
    forms, gender = scene.reader_forms, scene.interview.candidate.gender
    is_curt = "given" not in forms and "surname" in forms and "title" not in forms
    # There the word after the surname is what makes it polite.
    if is_curt and gender is None and language_of(scene.locale) not in _SURNAME_SUITS:
        yield finding_of("surname_alone", path="interview.candidate.name")


def insist(findings: Iterable[Finding], required: Collection[str]) -> None:
    """
    Refuse to compose if a finding is one that the company insists on.

    Args:
        findings: All findings on the message.
        required: Practices or codes of findings that count as errors.

    Raises:
        FactsError: With each such finding as a problem.
    """
    problems = [
        Problem(finding.path, finding.code, finding.message, finding.remedy)
        for finding in findings
        if finding.code in required or finding.practice in required
    ]
    if problems:
        raise FactsError(*problems)


def _lateness(scene: Scene) -> Iterator[Finding]:
    if scene.is_late:
        yield finding_of("late", path="send_at")
    if scene.missed:
        yield finding_of("promise_missed", path="interview.promises")
    if scene.replaced:
        sooner = scene.next_news is not None and scene.next_news < scene.replaced[0]
        yield finding_of(
            "promise_changed",
            path="interview.promises",
            severity="info" if sooner else None,
        )


def _expected(scene: Scene) -> Iterator[Finding]:
    withheld = scene.withheld
    for expected in scene.outcome.expects:
        paths: Sequence[str] = expected.paths
        if withheld:
            paths = [path for path in paths if not _is_withheld(path, scene)]
        if (
            paths
            and not any(_is_given(path, scene) for path in paths)
            and not any(_is_given(path, scene) for path in expected.unless)
        ):
            yield _missing(paths[0], expected)


def _missing(path: str, expected: Expected) -> Finding:
    return finding_of(
        "expected_content",
        practice=expected.practice,
        path=path,
        remedy=expected.remedy,
    )


def _is_withheld(path: str, scene: Scene) -> bool:
    root, _, name = path.partition(".")
    return root == "outcome" and name in scene.withheld


def _is_given(path: str, scene: Scene) -> bool:
    root, names = _steps(path)
    facts: Any = scene.outcome if root == "outcome" else scene.interview
    if root not in {"outcome", "interview"}:
        facts = getattr(scene.interview, root)
    if len(names) == 1:
        value = getattr(facts, names[0], None)
        if type(value) is not tuple:
            return _counts(value)
    found: list[Any] = [facts]
    for name in names:
        found = [getattr(value, name, None) for value in found]
        found = [
            entry
            for value in found
            for entry in (value if isinstance(value, tuple) else (value,))
        ]
    return bool(found) and all(_counts(value) for value in found)


@lru_cache(maxsize=512)
def _steps(path: str) -> tuple[str, tuple[str, ...]]:
    root, *names = path.split(".")
    return root, tuple(names)


def _counts(value: object) -> bool:
    return value is not None and value is not False


def _free_texts(scene: Scene, formality: str) -> Iterator[Finding]:
    interview = scene.interview
    for root, facts in (
        ("interview", interview),
        ("interview.role", interview.role),
        ("interview.company", interview.company),
        ("outcome", scene.outcome),
    ):
        given = vars(facts)
        for name, shape in _fields_with_texts(type(facts)):
            value = given[name]
            if value is None or (root == "outcome" and name in scene.withheld):
                continue
            for place, text in _texts(value, shape, f"{root}.{name}", scene):
                yield from _on_free_text(place, text, scene, formality)


_known_fields: Final[
    WeakKeyDictionary[type[Facts], tuple[tuple[str, FactShape], ...]]
] = WeakKeyDictionary()


def _fields_with_texts(model: type[Facts]) -> tuple[tuple[str, FactShape], ...]:
    fields = _known_fields.get(model)
    if fields is None:
        fields = _known_fields[model] = tuple(
            (name, shape)
            for name, shape in shapes_of(model).items()
            if shape.shape in _WITH_TEXTS
        )
    return fields


def _texts(
    value: Any, shape: FactShape, path: str, scene: Scene
) -> Iterable[tuple[str, str | FreeText]]:
    if value is None or shape.shape not in _WITH_TEXTS:
        return ()
    if not shape.many:
        return _texts_in(value, shape, path, scene)
    return [
        found
        for index, entry in enumerate(value)
        for found in _texts_in(entry, shape, f"{path}[{index}]", scene)
    ]


def _texts_in(
    entry: Any, shape: FactShape, place: str, scene: Scene
) -> Iterable[tuple[str, str | FreeText]]:
    if shape.shape == "text":
        if isinstance(entry, Feedback) and not entry.shareable:
            return ()
        return ((place, entry),)
    if shape.shape == "name":
        return ((place, scene.localized(entry, place)),)
    return [
        found
        for name, inner in shape.items.items()
        for found in _texts(getattr(entry, name), inner, f"{place}.{name}", scene)
    ]


def _on_free_text(
    path: str, given: str | FreeText, scene: Scene, formality: str
) -> Iterator[Finding]:
    if isinstance(given, str):
        yield from find_wording(
            given, locale=scene.locale, path=path, kind=scene.outcome.kind
        )
        return
    text, locale = given, given.locale or scene.locale
    if language_of(locale) != language_of(scene.locale):
        yield finding_of(
            "other_language",
            path=path,
            message=f"is {name_of(locale)}, the letter {name_of(scene.locale)}.",
        )
    if text.formality is not None and text.formality != formality:
        yield finding_of(
            "other_formality",
            path=path,
            message=f"is {text.formality}, but the message is {formality}.",
        )
    yield from find_wording(
        text.text, locale=locale, path=path, kind=scene.outcome.kind
    )
