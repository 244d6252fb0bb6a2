"""
Finding sets by name: the built-in ones, then those of installed distributions.

A distribution offers sets through entry points of the group
``followup_kit.template_sets``, whose value is ``package:folder`` or ``package``.
They are looked at only when a name that is not built in is asked for, or all names;
nothing of theirs is run.
"""

from __future__ import annotations

import re
from contextvars import ContextVar
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from followup_kit.errors import Problem, TemplateSetError, TemplateSetNotFoundError
from followup_kit.templating._arguments import expect
from followup_kit.templating._manifest import SET_NAME
from followup_kit.templating._sets import TemplateSet
from followup_kit.templating._source import PackageSource


if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from followup_kit.templating._schema import Schema

GROUP: Final = "followup_kit.template_sets"
_BUILT_IN: Final = {"standard": ("followup_kit", "sets/standard")}
_VALUE: Final = re.compile(r"([A-Za-z_][\w.]*)(?::([A-Za-z0-9_.-]+))?")


def available_template_sets() -> tuple[str, ...]:
    """
    Return the names of all sets that can be found, sorted.

    Raises:
        TemplateSetError: A distribution claims the name of a built-in set.
    """
    _check_claims()
    return tuple(sorted({*_BUILT_IN, *(entry.name for entry in _entries())}))


# The sets that are being opened right now, each by the one before it.
_opening: Final[ContextVar[tuple[str, ...]]] = ContextVar("opening", default=())


def find_template_set(name: str, *, schema: Schema) -> TemplateSet:
    """
    Open a set by name.

    Args:
        name: ``standard``, or the name an installed distribution offers.
        schema: What letters may mention.

    Raises:
        TemplateSetNotFoundError: No set of that name is installed.
        TemplateSetError: Two distributions claim a name, or the set is broken.
    """
    expect("name", name, str, "Pass the name of an installed set.")
    # What else is installed has no say in a built-in set. Looking would cost every
    # new process ten milliseconds, and more with each distribution.
    package, folder = _BUILT_IN[name] if name in _BUILT_IN else _offered(name)
    chain = _opening.get()
    if name in chain:
        raise TemplateSetError(
            Problem(
                "set.toml",
                "extends_cycle",
                f"The sets extend one another: {' → '.join((*chain, name))}.",
                "Let one of them extend nothing.",
            )
        )
    token = _opening.set((*chain, name))
    try:
        return TemplateSet(name, PackageSource(package, folder), schema)
    finally:
        _opening.reset(token)


def _entries() -> list[EntryPoint]:
    from importlib.metadata import entry_points

    return list(entry_points(group=GROUP))


@lru_cache(maxsize=1)
def _check_claims() -> None:
    """
    Refuse distributions that claim the name of a built-in set; looked at once.

    Raises:
        TemplateSetError: There is one.
    """
    for entry in _entries():
        if entry.name in _BUILT_IN:
            raise _clash(entry.name, ["followup-kit", _owner(entry)])


def _owner(entry: EntryPoint) -> str:
    return entry.dist.name if entry.dist else "?"


def _clash(name: str, owners: list[str]) -> TemplateSetError:
    return TemplateSetError(
        Problem(
            "template_set",
            "name_clash",
            f"The set “{name}” is claimed by {' and '.join(owners)}.",
            "Uninstall one, or open the set with TemplateSet.from_package.",
        )
    )


def _offered(name: str) -> tuple[str, str]:
    _check_claims()
    offers = [entry for entry in _entries() if entry.name == name]
    if not offers or not SET_NAME.fullmatch(name):
        raise TemplateSetNotFoundError(
            Problem(
                "template_set",
                "no_set",
                "No template set of that name is installed.",
                f"There are: {', '.join(available_template_sets())}.",
            )
        )
    claims = {(_owner(entry), entry.value) for entry in offers}
    if len(claims) > 1:
        raise _clash(name, sorted(_owner(entry) for entry in offers))
    found = _VALUE.fullmatch(offers[0].value)
    if found is None:
        raise TemplateSetError(
            Problem(
                "template_set",
                "bad_entry_point",
                f"The entry point of the set “{name}” is not of the form read here.",
                f'Write [project.entry-points."{GROUP}"] name = "package:folder".',
            )
        )
    return found[1], found[2] or ""
