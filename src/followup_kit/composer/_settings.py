"""A set's declared options and extra fields, held against what the host gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast

from followup_kit.errors import FactsError, Problem
from followup_kit.models import ExtraShape, check_extra
from followup_kit.templating import Field, TemplateSet


__all__ = ["checked_extras", "checked_options"]


def checked_options(
    template_set: TemplateSet, given: Mapping[str, str]
) -> Mapping[str, str]:
    """
    Return the options, all of them declared and of their type.

    Raises:
        FactsError: With every option that is not.
    """
    problems = [
        _bad_option(name, template_set)
        for name, value in given.items()
        if name not in template_set.options
        or not template_set.options[name].accepts(value)
    ]
    if problems:
        raise FactsError(*problems)
    return dict(given)


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
    if not given and not template_set.extras:
        return {}
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
