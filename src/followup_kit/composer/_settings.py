"""A set's declared options and extra fields, held against what the host gives."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, cast, get_args

from followup_kit.errors import FactsError, LocaleError, Problem
from followup_kit.locales import canonical_locale, choose_locale
from followup_kit.models import ExtraShape, Formality, Practice, check_extra
from followup_kit.review import codes
from followup_kit.templating import Field, TemplateSet


__all__ = [
    "checked_extras",
    "checked_fallback",
    "checked_formality",
    "checked_options",
    "checked_requirements",
    "offered_of",
]

_NO_EXTRAS: Final[Mapping[str, object]] = MappingProxyType({})


def checked_options(
    template_set: TemplateSet, given: Mapping[str, str]
) -> Mapping[str, str]:
    """
    Return the options, all of them declared and of their type.

    Raises:
        FactsError: With every option that is not.
    """
    _check_names(given, "options")
    problems = [
        _bad_option(name, template_set)
        for name, value in given.items()
        if name not in template_set.options
        or not template_set.options[name].accepts(value)
    ]
    if problems:
        raise FactsError(*problems)
    return dict(given)


def offered_of(
    template_set: TemplateSet, wanted: Sequence[str] | None
) -> tuple[str, ...]:
    """
    Return the locales that messages may be written in: some of the set's, or all.

    Raises:
        LocaleError: They are no list, or one is malformed or has no letters.
    """
    if wanted is None:
        return template_set.locales
    if isinstance(wanted, str) or not isinstance(wanted, Collection):
        raise LocaleError(
            Problem(
                path="offered_locales",
                code="not_a_list",
                message="is no list of locales.",
                remedy=f"Give a list, such as {list(template_set.locales)}.",
            )
        )
    choices = {
        tag: choose_locale([tag], template_set.locales)
        for tag in map(canonical_locale, wanted)
    }
    unknown = [tag for tag, choice in choices.items() if choice is None]
    if unknown or not choices:
        raise LocaleError(
            Problem(
                path="offered_locales",
                code="locale_not_in_set",
                message=f"The set has no letters in: {', '.join(unknown) or 'none'}.",
                remedy=f"It has letters in: {', '.join(template_set.locales)}.",
            )
        )
    # What is offered are letters; the region's habits follow from the request.
    return tuple(dict.fromkeys(c.used for c in choices.values() if c is not None))


def checked_fallback(locale: str | None, offered: Sequence[str]) -> str | None:
    """
    Return the fallback locale, in which there are letters.

    Raises:
        LocaleError: It is malformed, or there are none.
    """
    if locale is None:
        return None
    tag = canonical_locale(locale)
    if choose_locale([tag], offered) is None:
        raise LocaleError(
            Problem(
                path="fallback_locale",
                code="locale_not_offered",
                message=f"There are no letters in {tag}.",
                remedy=f"There are letters in: {', '.join(offered)}.",
            )
        )
    return tag


def checked_formality(formality: Formality | None) -> Formality | None:
    """
    Return the formality if it is one, else raise.

    Raises:
        FactsError: It is neither formal nor informal.
    """
    if formality is None or formality in get_args(Formality):
        return formality
    raise FactsError(
        Problem(
            path="formality",
            code="not_a_choice",
            message="is not a formality.",
            remedy=f"Use one of: {', '.join(get_args(Formality))}.",
        )
    )


def checked_requirements(require: Collection[str]) -> frozenset[str]:
    """
    Return the practices and codes that are insisted on.

    Raises:
        FactsError: One of them is neither: a misspelling would insist on nothing.
    """
    if not require:
        return frozenset()
    practices = get_args(Practice)
    # Other codes are raised by a review: insisting on them here would do nothing.
    raised = [c.code for c in codes() if c.about in {"composing", "wording"}]
    known = (*practices, *raised)
    is_list = isinstance(require, Collection) and not isinstance(require, str)
    given = list(require) if is_list else []
    if not is_list or any(one not in known for one in given):
        raise FactsError(
            Problem(
                path="require",
                code="unknown_requirement",
                message="holds something that is neither a practice nor a code.",
                remedy=f"Give a list of {', '.join(known)}.",
            )
        )
    return frozenset(given)


def _check_names(given: object, path: str) -> None:
    """
    Look at what a host hands over by name, which types do not hold at run time.

    Raises:
        FactsError: It is no mapping from names.
    """
    if not isinstance(given, Mapping) or not all(isinstance(n, str) for n in given):
        message = "is no mapping from names to values."
        raise FactsError(Problem(path, "not_a_mapping", message, "Give a dict."))


def _bad_option(name: str, template_set: TemplateSet) -> Problem:
    known = ", ".join(
        f"{option.name} ({option.type})" for option in template_set.options.values()
    )
    return Problem(
        path=f"options.{name}" if name.isidentifier() else "options",
        code="bad_option",
        message="is not declared by the set, or its value is not of the type.",
        remedy=f"The set has: {known or 'none'}.",
    )


def checked_extras(
    template_set: TemplateSet, given: Mapping[str, object]
) -> Mapping[str, object]:
    """
    Return the set's extra facts, checked like all other facts.

    Raises:
        FactsError: With every one that is undeclared, missing or wrong.
    """
    if given == {} and not template_set.extras:
        return _NO_EXTRAS
    _check_names(given, "extras")
    declared = {
        field.path.removeprefix("extras."): field for field in template_set.extras
    }
    problems = list(_undeclared(given, declared))
    checked: dict[str, object] = {}
    for name, field in declared.items():
        value = given.get(name)
        try:
            checked[name] = _checked(value, field)
        except FactsError as error:
            problems += [
                Problem(f"extras.{name}{p.path}", p.code, p.message, p.remedy)
                for p in error.problems
            ]
    if problems:
        raise FactsError(*problems)
    return checked


def _undeclared(
    given: Mapping[str, object], declared: Mapping[str, Field]
) -> Iterator[Problem]:
    for name in given:
        if name not in declared:
            path = f"extras.{name}" if name.isidentifier() else "extras"
            known = ", ".join(declared) or "none"
            message = "is not declared by the set."
            yield Problem(path, "unknown_field", message, f"The set has: {known}.")


def _checked(value: object, field: Field) -> Any:
    if value is None:
        if field.optional:
            return None
        raise FactsError(Problem("", "missing", "is required.", "Give it a value."))
    # A set cannot declare a field of another position.
    shape = cast("ExtraShape", field.position)
    if not field.many:
        return check_extra(value, shape)
    if not isinstance(value, list | tuple):
        message = "must be a list."
        raise FactsError(Problem("", "not_a_list", message, "Wrap it in a list."))
    return tuple(check_extra(entry, shape) for entry in value)
