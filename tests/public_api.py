"""
Write down the public API, so that a change of it shows in a diff.

    python -m tests.public_api            print it
    python -m tests.public_api --write    write tests/public_api.txt

Annotations are shown as they stand in the source, and what the standard library or
pydantic adds to a class is left out, so that every supported Python and pydantic
gives the same text.
"""

from __future__ import annotations

import enum
import importlib
import inspect
import pkgutil
import re
import sys
from collections.abc import Hashable
from functools import cached_property
from pathlib import Path
from types import FunctionType, ModuleType
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin


if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SNAPSHOT = Path(__file__).with_suffix(".txt")

_HEADER = """\
# The public API. Written by `python -m tests.public_api --write`; a change here is a
# change for users, and CHANGELOG.md says so.
"""
_PACKAGE = "followup_kit"
_NOT_API = {"__main__", "sets"}
_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")


class _Source:
    """An annotation that prints as it stands in the source."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return self.text


def _annotation(annotation: object) -> str:
    if isinstance(annotation, str):
        return annotation
    return inspect.formatannotation(annotation)


def _value(value: object) -> str:
    """Show a default; one whose form says nothing stable is an ellipsis."""
    text = repr(value)
    return "..." if _ADDRESS.search(text) or isinstance(value, FunctionType) else text


def _signature(function: Callable[..., Any], *, skip_first: bool = False) -> str:
    """Return a signature with its annotations as written."""
    signature = inspect.signature(function)
    parameters = list(signature.parameters.values())[1 if skip_first else 0 :]
    empty = inspect.Parameter.empty
    shown = [
        parameter.replace(
            annotation=empty
            if parameter.annotation is empty
            else _Source(_annotation(parameter.annotation)),
            default=empty
            if parameter.default is empty
            else _Source(_value(parameter.default)),
        )
        for parameter in parameters
    ]
    returns = signature.return_annotation
    if returns is not empty:
        returns = _Source(_annotation(returns))
    return str(inspect.Signature(shown, return_annotation=returns))


def _own_classes(cls: type, public: frozenset[type] = frozenset()) -> list[type]:
    """Return the class and its bases of ours, but for those described themselves."""
    classes = [cls]
    for base in cls.__bases__:
        if base.__module__.startswith(_PACKAGE) and base not in public:
            classes += _own_classes(base, public)
    return classes


def _constructor(cls: type) -> str:
    """Return the signature of a constructor of ours; else nothing."""
    if hasattr(cls, "model_fields") or issubclass(cls, enum.Enum):
        return ""  # the fields or members say it
    for base in _own_classes(cls):
        for name in ("__init__", "__new__"):
            function = vars(base).get(name)
            if isinstance(function, FunctionType) and (
                function.__module__.startswith((_PACKAGE, "namedtuple_"))
            ):
                return re.sub(r" -> .*$", "", _signature(function, skip_first=True))
    return ""


def _member(name: str, member: object) -> str | None:
    """Return one line about a member of a class; None if it is no API."""
    if isinstance(member, property):
        returns = (
            inspect.signature(member.fget).return_annotation if member.fget else ""
        )
        return f"property {name}: {_annotation(returns)}"
    if isinstance(member, cached_property):
        returns = inspect.signature(member.func).return_annotation
        return f"property {name}: {_annotation(returns)}"
    if isinstance(member, classmethod | staticmethod):
        kind = type(member).__name__
        return f"{kind} {name}{_signature(member.__func__, skip_first=kind[0] == 'c')}"
    if isinstance(member, FunctionType):
        return f"def {name}{_signature(member, skip_first=True)}"
    if isinstance(member, enum.Enum):
        return f"{name} = {member.value!r}"
    return None


def _default(cls: type, name: str) -> str:
    """Return what follows the annotation of a field: its default, if it has one."""
    fields: dict[str, Any] = getattr(cls, "model_fields", {})
    if name in fields:
        field = fields[name]
        if field.is_required():
            return ""
        return " = ..." if field.default_factory else f" = {_value(field.default)}"
    return ""  # a dataclass: the constructor says it


def _class_lines(cls: type, public: frozenset[type]) -> Iterator[str]:
    """Yield a line for each public member that a class of ours defines."""
    lines: dict[str, str] = {}
    for base in _own_classes(cls, public):
        for name, annotation in inspect.get_annotations(base).items():
            if not name.startswith(("_", "model_")):
                text = f"{name}: {_annotation(annotation)}{_default(cls, name)}"
                lines.setdefault(name, text)
        for name, member in vars(base).items():
            line = None if name.startswith("_") else _member(name, member)
            if line is not None:
                lines.setdefault(name, line)
        call = vars(base).get("__call__")
        if isinstance(call, FunctionType):
            lines.setdefault("__call__", _member("__call__", call) or "")
    yield from (lines[name] for name in sorted(lines))


def _describe(name: str, value: object, public: frozenset[type]) -> Iterator[str]:
    """Yield the lines about one public name."""
    if isinstance(value, type):
        bases = ", ".join(
            base.__name__ for base in value.__bases__ if base is not object
        )
        yield f"class {name}{f'[{bases}]' if bases else ''}{_constructor(value)}"
        yield from (f"    {line}" for line in _class_lines(value, public))
    elif callable(value) and isinstance(inspect.unwrap(value), FunctionType):
        yield f"def {name}{_signature(inspect.unwrap(value))}"
    elif get_origin(value) is Literal:
        yield f"{name} = Literal{list(get_args(value))}"
    else:
        yield f"{name}: {'type alias' if get_origin(value) else type(value).__name__}"


def _modules() -> list[ModuleType]:
    """Return the package and each public room of it."""
    package = importlib.import_module(_PACKAGE)
    rooms = [
        importlib.import_module(f"{_PACKAGE}.{module.name}")
        for module in pkgutil.iter_modules(package.__path__)
        if not module.name.startswith("_") and module.name not in _NOT_API
    ]
    return [package, *rooms]


def render() -> str:
    """Return the public API as text."""
    package, *rooms = _modules()
    homes = {
        getattr(room, name): f"{room.__name__}.{name}"
        for room in rooms
        for name in room.__all__
        if isinstance(getattr(room, name), type | FunctionType)
    }
    public = frozenset(home for home in homes if isinstance(home, type))
    lines = [_HEADER.rstrip()]
    for module in (package, *rooms):
        lines += ["", module.__name__]
        for name in sorted(module.__all__):
            value = getattr(module, name)
            if module is package and isinstance(value, Hashable) and value in homes:
                lines.append(f"    {name} is {homes[value]}")
            else:
                lines += (f"    {line}" for line in _describe(name, value, public))
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    if sys.argv[1:] == ["--write"]:
        SNAPSHOT.write_text(render(), encoding="utf-8")
    else:
        print(render(), end="")
