"""What a manifest says, and the set that it extends."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from followup_kit.errors import TemplateSetError, TemplateSetNotFoundError
from followup_kit.templating._faults import Faults, of_set
from followup_kit.templating._manifest import FILE as MANIFEST
from followup_kit.templating._manifest import SET_NAME, Manifest, read_manifest
from followup_kit.templating._toml_lines import KeyLines


if TYPE_CHECKING:
    from collections.abc import Mapping

    from followup_kit.templating._schema import Schema
    from followup_kit.templating._sets import TemplateSet


def base_of(
    table: Mapping[str, Any], text: str, given: TemplateSet | None, schema: Schema
) -> TemplateSet | None:
    """
    Return the set that a manifest extends.

    Raises:
        TemplateSetError: It is not installed, or it is broken.
    """
    name = table.get("extends")
    if not isinstance(name, str) or not SET_NAME.fullmatch(name):
        return None
    if given is not None and given.name == name:
        return given
    from followup_kit.templating._discovery import find_template_set

    try:
        return find_template_set(name, schema=schema)
    except TemplateSetNotFoundError as error:
        place = f"{MANIFEST}:{KeyLines(text).line(('extends',))}"
        (problem,) = error.problems
        raise TemplateSetNotFoundError(replace(problem, path=place)) from None
    except TemplateSetError as error:
        raise of_set(name, error) from None


def manifest_of(
    table: Mapping[str, Any], text: str, base: TemplateSet | None
) -> Manifest:
    """
    Return what a manifest says.

    Raises:
        TemplateSetError: It has faults; all of them are listed.
    """
    faults = Faults()
    manifest = read_manifest(table, text, base.options if base else {}, faults)
    faults.raise_any()
    return manifest
