"""Findings on a composed message: what a good letter of its kind would also have."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Final
from weakref import WeakKeyDictionary

from followup_kit.composer._findings_plan import (
    WITH_TEXTS,
    Lack,
    TextPlan,
    plan_of,
    text_plan,
)
from followup_kit.composer._scene import Scene
from followup_kit.errors import FactsError, Problem
from followup_kit.locales import language_of, name_of
from followup_kit.models import (
    Company,
    Facts,
    FactShape,
    Feedback,
    FreeText,
    LocalizedText,
    Role,
    shapes_of,
)
from followup_kit.review import (
    Finding,
    find_wording,
    finding_of,
    is_free_of_wording,
)


__all__ = ["findings_on", "insist"]

_SURNAME_SUITS: Final = frozenset({"ja", "ko", "zh"})

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
    interview, outcome = scene.interview, scene.outcome
    plan = plan_of(type(outcome), type(interview), scene.withheld)
    found = [finding_of("title_left_out", path=_TITLE)] if drops_title else []
    found += _on_name(scene)
    if scene.send_at is not None:
        found += _lateness(scene)
    facts = (outcome.__dict__, interview.__dict__)
    found += [lack.finding for lack in plan.lacks if not _is_met(lack, *facts, scene)]
    if not _says_nothing_amiss(scene, formality, plan.texts):
        found += _free_texts(scene, formality)
    return tuple(found)


_NAME: Final = "interview.candidate.name"
_TITLE: Final = "interview.candidate.name.title"


def _on_name(scene: Scene) -> Iterator[Finding]:
    forms = scene.reader_forms
    if _AROUND_NAMES.search(forms["full"]):
        yield finding_of("unusual_name", path=_NAME)
    is_curt = "given" not in forms and "surname" in forms and "title" not in forms
    # There the word after the surname is what makes it polite.
    if (
        is_curt
        and scene.interview.candidate.gender is None
        and language_of(scene.locale) not in _SURNAME_SUITS
    ):
        yield finding_of("surname_alone", path=_NAME)


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


def _is_met(
    lack: Lack, outcome: Mapping[str, Any], interview: Mapping[str, Any], scene: Scene
) -> bool:
    for name in lack.outcome:
        if _is_there(outcome[name]):
            return True
    for name in lack.interview:
        if _is_there(interview[name]):
            return True
    return any(_is_given(path, scene) for path in lack.others)


def _is_there(value: object) -> bool:
    if value is None or value is False:
        return False
    return type(value) is not tuple or (bool(value) and all(map(_counts, value)))


def _is_given(path: str, scene: Scene) -> bool:
    root, names = _steps(path)
    facts: Any = scene.outcome if root == "outcome" else scene.interview
    if root not in {"outcome", "interview"}:
        facts = getattr(scene.interview, root)
    found: list[Any] = [facts]
    for name in names:
        found = [getattr(value, name, None) for value in found]
        found = [
            entry
            for value in found
            for entry in (value if isinstance(value, tuple) else (value,))
        ]
    return bool(found) and all(map(_counts, found))


@lru_cache(maxsize=512)
def _steps(path: str) -> tuple[str, tuple[str, ...]]:
    root, *names = path.split(".")
    return root, tuple(names)


def _counts(value: object) -> bool:
    return value is not None and value is not False


def _says_nothing_amiss(scene: Scene, formality: str, plan: TextPlan) -> bool:
    """
    Look at all that people typed at once; most often there is nothing to find.

    If not, :func:`_free_texts` still may find nothing.
    """
    interview = scene.interview
    texts: list[str] = []
    sources: list[tuple[Any, TextPlan]] = [
        (interview, text_plan(type(interview))),
        (scene.outcome, plan),
    ]
    # The interview's own plan knows no more of them than their usual class has.
    for facts, usual in ((interview.role, Role), (interview.company, Company)):
        if type(facts) is not usual:
            sources.append((facts, text_plan(type(facts))))
    for facts, places in sources:
        if not _gather(facts, places, texts, scene, formality):
            return False
    return is_free_of_wording(texts, locale=scene.locale, kind=scene.outcome.kind)


def _gather(
    facts: Any, plan: TextPlan, texts: list[str], scene: Scene, formality: str
) -> bool:
    """Add all texts of *facts*; False if there is more to a text than its words."""
    for value in plan.plain(facts):
        if type(value) is str:
            texts.append(value)
        elif value:
            for entry in value if type(value) is tuple else (value,):
                text = entry if type(entry) is str else _plain(entry, scene, formality)
                if text is None:
                    return False
                texts.append(text)
    for read, inner in plan.items:
        items = read(facts)
        for item in items if type(items) is tuple else (items,):
            if item is not None and not _gather(item, inner, texts, scene, formality):
                return False
    return True


def _is_own(locale: str, letter: str) -> bool:
    return locale == letter or language_of(locale) == language_of(letter)


def _plain(value: object, scene: Scene, formality: str) -> str | None:
    """Return what is said, nothing if it stays internal; None if it is unusual."""
    if isinstance(value, FreeText):
        if isinstance(value, Feedback) and not value.shareable:
            return ""
        if value.formality not in {None, formality}:
            return None
        own = value.locale is None or _is_own(value.locale, scene.locale)
        return value.text if own else None
    if isinstance(value, LocalizedText):
        return value.for_locale(scene.locale) or ""
    return None


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
            if shape.shape in WITH_TEXTS
        )
    return fields


def _texts(
    value: Any, shape: FactShape, path: str, scene: Scene
) -> Iterable[tuple[str, str | FreeText]]:
    if value is None or shape.shape not in WITH_TEXTS:
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
    if not _is_own(locale, scene.locale):
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
