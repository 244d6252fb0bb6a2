"""A letter written both ways: part by part, and by its script."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from followup_kit.errors import RenderError
from followup_kit.templating._script import Script


if TYPE_CHECKING:
    from collections.abc import Mapping

    from followup_kit.errors import Problem
    from followup_kit.templating import Letter, Rendered

Ending: TypeAlias = "Rendered | tuple[Problem, ...]"


def script_of(letter: Letter) -> Script:
    """Return the script of a letter."""
    whole = letter.form == "full"
    return Script(letter._body, letter._phrases, letter.formality, whole=whole)


def ending(
    letter: Letter, script: Script | None, values: Mapping[str, object], **more: Any
) -> Ending:
    """Return what a letter says, or what is wrong, written with a script or without."""
    letter._script, letter._cold = script, -1
    try:
        return letter.render(values, **more)
    except RenderError as error:
        return error.problems
    finally:
        letter._script = None


def writes(script: Script, values: Mapping[str, object], **more: Any) -> bool:
    """Tell whether a script writes a message itself."""
    names: Mapping[str, str] = more.get("name_forms", {})
    signature: Mapping[str, str] = more.get("signature", {})
    persons = more.get("gender"), more.get("writer"), more.get("capital", True)
    return script.write(values.get, names.get, signature.get, *persons, "") is not None
