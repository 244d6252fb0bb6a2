"""Whatever a set's TOML files say, a set is opened and written or refused by us."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from followup_kit.errors import FollowupError, Problem
from tests.templating.sets import NAMES, VALUES, block, opened


_PHRASES: dict[str, Any] = {
    "formalities": ["formal", "informal"],
    "default_formality": "formal",
    "lines": "space",
    "bullet": "- ",
    "signature": ["{name}", "{phone}"],
    "dates": {"day": "{weekday}, {date}"},
    "after_greeting": {"case": "lower"},
    "greeting": {
        "formal": [
            {"gender": "feminine", "text": "Dear Ms {surname},"},
            {"text": "Dear {full},"},
        ],
        "informal": [{"text": "Hi {full},"}],
    },
    "closing": {"formal": "Regards", "informal": "Bye"},
    "words": {"you": {"feminine": "a", "masculine": "b", "neutral": ""}},
    "cause": {"moved": "M.", "filled": {"formal": "F", "informal": "I"}},
    "person": {"with_role": "{name} ({role})"},
    "typography": {
        "space_before": {":": "\u00a0"},
        "space_after": {"«": "\u00a0"},
        "bind_after": ["w"],
        "stop": ".",
    },
}
_MANIFEST: dict[str, Any] = {
    "schema": 1,
    "title": "T",
    "locales": ["en"],
    "requires": ">=0.0",
    "replaces": ["other"],
    "options": {"accent_color": {"type": "color", "default": "#123456", "doc": "D"}},
    "extras": {
        "site": {"position": "name", "optional": True, "many": False, "doc": "D"}
    },
}
_LETTER = block(
    "Hello {{ words.you }} {% if extras.site %}{{ extras.site }}{% endif %} x.\n\n"
    "{% if cause %}\n{{ cause }}\n{% endif %}\n\n- {{ notes }}"
)
_SCALARS = st.one_of(
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(["", "{full}", "{", "%s", "\u202e", "x" * 1_500, "en", "formal"]),
)
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["text", "x", "formal", ""]), inner, max_size=3
        )
    ),
    max_leaves=5,
)


def _paths(table: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    pairs: Any = ()
    if isinstance(table, dict):
        pairs = table.items()
    elif isinstance(table, list):
        pairs = enumerate(table)
    below = [one for key, value in pairs for one in _paths(value, (*path, key))]
    return [path, *below] if path else below


def _changed(table: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    head, *rest = path
    if isinstance(table, dict):
        return {**table, head: _changed(table[head], tuple(rest), value)}
    return [
        _changed(one, tuple(rest), value) if index == head else one
        for index, one in enumerate(table)
    ]


def _toml(value: Any) -> str:
    """Return a value as TOML writes it in one line."""
    if isinstance(value, dict):
        pairs = (f"{json.dumps(key)} = {_toml(one)}" for key, one in value.items())
        return f"{{ {', '.join(pairs)} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, float):
        return repr(value)
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _file(table: dict[str, Any]) -> str:
    return "".join(f"{key} = {_toml(value)}\n" for key, value in table.items())


def _judge(manifest: dict[str, Any], phrases: dict[str, Any]) -> tuple[Problem, ...]:
    """Return what is wrong with a set; without a fault, check what it writes."""
    files = {
        "set.toml": _file(manifest),
        "en/phrases.toml": _file(phrases),
        "en/letter.txt": _LETTER,
    }
    values = {**VALUES, "cause": "filled", "notes": ("a",), "extras.site": "Cork"}
    problems: tuple[Problem, ...] = ()
    try:
        made = opened(files)
        made.validate()
        for formality in made.phrases("en").formalities:
            letter = made.letter("letter", "en", formality)
            done = letter.render(
                values,
                name_forms={**NAMES, "surname": "Vu"},
                gender="feminine",
                signature={"name": "A", "phone": "1"},
            )
            assert len(done.text.split("\n\n")) == len(done.origins)
    except FollowupError as error:
        problems = error.problems
    return problems


def _are_told(problems: tuple[Problem, ...]) -> bool:
    return all(one.path and one.message and one.remedy for one in problems)


def test_the_tables_are_sound_to_begin_with() -> None:
    """Nothing is refused before anything is changed."""
    assert () == _judge(_MANIFEST, _PHRASES)


@given(path=st.sampled_from(_paths(_PHRASES)), value=_VALUES)
@settings(max_examples=200)
def test_any_value_in_phrases_ends_well(path: tuple[Any, ...], value: Any) -> None:
    """A value of any type at any key is a message or a typed error with a place."""
    assert _are_told(_judge(_MANIFEST, _changed(_PHRASES, path, value)))


@given(path=st.sampled_from(_paths(_MANIFEST)), value=_VALUES)
@settings(max_examples=150)
def test_any_value_in_the_manifest_ends_well(path: tuple[Any, ...], value: Any) -> None:
    """The same for the manifest."""
    assert _are_told(_judge(_changed(_MANIFEST, path, value), _PHRASES))
