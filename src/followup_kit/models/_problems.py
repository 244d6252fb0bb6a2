"""What pydantic found wrong, as problems with a path, a code and a remedy."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from followup_kit.errors import FollowupError, Problem


if TYPE_CHECKING:
    from pydantic import ValidationError


__all__ = ["REMEDIES", "path_of", "problems_of", "under"]

_FIELD_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,60}")

_KNOWN: Final[dict[str, tuple[str, str, str]]] = {
    # pydantic's type: our code, message, remedy
    "missing": ("missing", "is required.", "Give it a value."),
    "extra_forbidden": (
        "unknown_field",
        "is not a field here.",
        "Remove it, or check its spelling.",
    ),
    "bool_type": ("not_a_flag", "must be true or false.", "Give True or False."),
    "bool_parsing": ("not_a_flag", "must be true or false.", "Give True or False."),
    "tuple_type": ("not_a_list", "must be a list.", "Wrap the value in a list."),
    "too_short": ("too_few", "needs at least one entry.", "Add an entry."),
    "too_long": ("too_many", "has too many entries.", "Leave the less important out."),
    "model_type": ("wrong_type", "is of the wrong type.", "Give the model or a dict."),
    "model_attributes_type": (
        "wrong_type",
        "is of the wrong type.",
        "Give the model or a dict.",
    ),
    "json_invalid": ("malformed_json", "is not valid JSON.", "Check the document."),
}

REMEDIES: Final[dict[str, str]] = {
    "not_text": "Give a string.",
    "empty": "Give a value, or leave the field out.",
    "several_lines": "Join it to a single line.",
    "text_too_long": "Shorten it.",
    "unsafe_character": "Remove the character at its source.",
    "unassigned_character": "Remove the character at its source.",
    "leading_mark": "Write the letter that the mark belongs to.",
    "no_letters": "Give a name that somebody can be called by.",
    "stray_punctuation": "Remove the mark at the edge; check that no part was cut off.",
    "stacked_marks": "Remove the stacked marks.",
    "placeholder": "Fill the merge tag before handing the value over.",
    "encoded_word": "Decode the header value before handing it over.",
    "unknown_locale": "Use a BCP 47 tag such as 'de' or 'pt-BR'.",
    "unknown_time_zone": "Use a name such as 'Europe/Berlin'.",
    "naive_time": "Attach the time zone it was meant in.",
    "nonexistent_time": "Check the clock change on that day.",
    "ambiguous_time": "State the offset too, as in 02:30+01:00[Europe/Berlin].",
    "contradictory_offset": "Drop the offset or correct the zone.",
    "malformed_time": "Use a form such as 2026-11-24T14:00:00+01:00[Europe/Berlin].",
    "not_a_time": "Numbers are not taken for times: convert them first.",
    "not_a_day": "Give a datetime.date or text such as 2026-12-04.",
    "malformed_day": "Give a day that exists.",
    "malformed_phone": "Use digits, spaces and a leading +.",
    "no_reply_address": "Give the address of the person who signs.",
    "end_before_start": "Check the two times and their zones.",
    "implausible_year": "Check the year.",
    "duplicate_locale": "Keep one entry per locale.",
    "not_a_duration": "Give a datetime.timedelta.",
    "implausible_duration": "Give whole minutes.",
    "wrong_type": "Build the model, or give a dict.",
    "literal_error": "Use one of the values the documentation lists.",
}


def path_of(location: Sequence[str | int]) -> str:
    """Return a location as a path; keys that are no field names are masked."""
    path = ""
    for part in location:
        if isinstance(part, int):
            path += f"[{part}]"
        else:
            name = part if _FIELD_NAME.fullmatch(part) else "<unknown>"
            path += f".{name}" if path else name
    return path


def under(prefix: str, problems: Sequence[Problem]) -> Iterator[Problem]:
    """Yield *problems* with their paths below *prefix*."""
    for problem in problems:
        joint = "" if not problem.path or problem.path.startswith("[") else "."
        path = f"{prefix}{joint}{problem.path}" if prefix else problem.path
        yield Problem(path, problem.code, problem.message, problem.remedy)


def problems_of(error: ValidationError) -> tuple[Problem, ...]:
    """Return every problem in *error*, without any value that was handed in."""
    found: list[Problem] = []
    for detail in error.errors(include_url=False, include_input=False):
        path = _path(detail)
        nested = detail.get("ctx", {}).get("error")
        if isinstance(nested, FollowupError):
            found += under(path, nested.problems)
        else:
            found.append(_problem(path, detail["type"], detail["msg"], detail))
    return tuple(problem for problem in found if not _is_echo(problem, found))


def _path(detail: Any) -> str:
    location = detail["loc"]
    if detail["type"] != "extra_forbidden":
        return path_of(location)
    # A key that somebody typed is shown only if it looks like one of our fields.
    *above, key = location
    shown = key if _resembles_a_field(str(key)) else "<unknown>"
    return f"{path_of(above)}.{shown}" if above else shown


def _resembles_a_field(key: str) -> bool:
    from difflib import get_close_matches

    from followup_kit.models._base import Facts

    known: set[str] = set()
    waiting: list[type[Facts]] = [Facts]
    while waiting:
        model = waiting.pop()
        known |= model.model_fields.keys()
        waiting += model.__subclasses__()
    return bool(get_close_matches(key, known, n=1, cutoff=0.6))


def _is_echo(problem: Problem, found: Sequence[Problem]) -> bool:
    # pydantic counts only the valid entries of a list: a broken one is not missing.
    inside = f"{problem.path}["
    return problem.code == "too_few" and any(p.path.startswith(inside) for p in found)


def _problem(path: str, kind: str, message: str, detail: Any) -> Problem:
    if kind in _KNOWN:
        return Problem(path, *_KNOWN[kind])
    if kind == "literal_error":
        # Lists what is allowed; the value that was given is not in it.
        allowed = detail.get("ctx", {}).get("expected", "")
        return Problem(path, "not_a_choice", f"must be {allowed}.", "Use one of them.")
    if kind == "value_error":
        return Problem(path, "invalid", "is not valid.", "Check the value.")
    remedy = REMEDIES.get(kind, "Check the value.")
    return Problem(path, kind, f"{message}.", remedy)
