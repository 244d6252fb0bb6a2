"""
What a template may ask and print, read by Jinja's own parser.

Jinja only parses: nothing is compiled, folded or evaluated by it. The syntax
tree is then copied, node by allow-listed node, into the small classes below.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeAlias

from followup_kit.templating._tree import Choice, Inline, Literal, Value, Word


if TYPE_CHECKING:
    from jinja2 import Environment, nodes

    from followup_kit.templating._faults import At


class Scope(Protocol):
    """Where answers are found, such as a mapping."""

    def get(self, key: str, /) -> Any:
        """Return what is handed over for a field, or None."""


Test: TypeAlias = Callable[[Scope], object]

_PATH: Final = re.compile(r"[a-z][a-z0-9_]{0,39}(?:\.[a-z][a-z0-9_]{0,39}){0,5}")
_PRINT: Final = re.compile(rf"({_PATH.pattern})(?:\s*\|\s*([a-z][a-z0-9_]{{0,39}}))?")
_RESERVED: Final = frozenset(
    [
        "and",
        "or",
        "not",
        "if",
        "else",
        "elif",
        "in",
        "is",
        "for",
        "true",
        "false",
        "none",
        "None",
        "True",
        "False",
    ]
)
_DEEPEST: Final = 8
_COMPARE: Final[dict[str, Callable[[int, int], bool]]] = {
    "eq": int.__eq__,
    "ne": int.__ne__,
    "gt": int.__gt__,
    "gteq": int.__ge__,
    "lt": int.__lt__,
    "lteq": int.__le__,
}


@dataclass(frozen=True, slots=True)
class Known:
    """The fact is given: true, and not empty."""

    path: str

    def compiled(self) -> Test:
        """Return the question as a function of the values."""
        path = self.path
        return lambda scope: scope.get(path)


@dataclass(frozen=True, slots=True)
class Equals:
    """The fact is exactly this text."""

    path: str
    text: str
    wanted: bool

    def compiled(self) -> Test:
        """Return the question as a function of the values."""
        path, text, wanted = self.path, self.text, self.wanted
        return lambda scope: (scope.get(path) == text) is wanted


@dataclass(frozen=True, slots=True)
class Counts:
    """The length of a list compared with a small number."""

    path: str
    comparison: str
    number: int

    def compiled(self) -> Test:
        """Return the question as a function of the values."""
        path, number, compare = self.path, self.number, _COMPARE[self.comparison]
        return lambda scope: compare(len(scope.get(path) or ()), number)


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite."""

    part: Condition

    def compiled(self) -> Test:
        """Return the question as a function of the values."""
        test = self.part.compiled()
        return lambda scope: not test(scope)


@dataclass(frozen=True, slots=True)
class And:
    """Both."""

    left: Condition
    right: Condition

    def compiled(self) -> Test:
        """Return the question as a function of the values."""
        left, right = self.left.compiled(), self.right.compiled()
        return lambda scope: left(scope) and right(scope)


@dataclass(frozen=True, slots=True)
class Or:
    """Either or both."""

    left: Condition
    right: Condition

    def compiled(self) -> Test:
        """Return the question as a function of the values."""
        left, right = self.left.compiled(), self.right.compiled()
        return lambda scope: left(scope) or right(scope)


Condition: TypeAlias = Known | Equals | Counts | Not | And | Or


class _RefusedError(Exception):
    """Not part of the language; carries code, message and remedy."""


def is_path(text: str) -> bool:
    """Tell whether this is a dotted path of a field."""
    return _PATH.fullmatch(text) is not None and text not in _RESERVED


def read_output(expression: str, at: At) -> tuple[Inline, ...]:
    """Return what ``{{ expression }}`` prints; a fault makes it nothing."""
    found = _PRINT.fullmatch(expression)
    if found and found[1] not in _RESERVED:
        return (_printed(found[1], found[2]),)
    try:
        return _output(_parsed(expression))
    except _RefusedError as refused:
        at.fault(*refused.args)
        return ()


def read_condition(expression: str, at: At) -> Condition:
    """Return the condition of an ``if``; a fault makes it a harmless one."""
    plain = _plain(expression.split(" "))
    if plain is not None:
        return plain
    try:
        return _condition(_parsed(expression))
    except _RefusedError as refused:
        at.fault(*refused.args)
        return Known("")


def _plain(words: list[str]) -> Condition | None:
    """
    Read fields joined by one operator without waking Jinja.

    Most letters need no more, and importing Jinja takes longer than loading one.
    """
    if len(words) == 2 and words[0] == "not" and is_path(words[1]):
        return Not(Known(words[1]))
    operators = set(words[1::2])
    if not all(map(is_path, words[::2])) or len(operators) > 1 or len(words) % 2 == 0:
        return None
    if not operators <= {"and", "or"}:
        return None
    result: Condition = Known(words[0])
    for word in words[2::2]:
        known = Known(word)
        result = And(result, known) if "and" in operators else Or(result, known)
    return result


def _printed(path: str, form: str | None) -> Inline:
    if path.startswith("words.") and form is None:
        return Word(path.removeprefix("words."))
    return Value(path, form)


@functools.cache
def _environment() -> Environment:
    from jinja2 import Environment

    environment = Environment(optimized=False, autoescape=False, cache_size=0)  # noqa: S701 -- it only parses
    environment.globals.clear()
    environment.filters.clear()
    environment.tests.clear()
    return environment


@lru_cache(maxsize=512)
def _parsed(expression: str) -> nodes.Expr:
    from jinja2 import TemplateError, nodes

    if not expression:
        raise _RefusedError(
            "syntax", "Nothing stands between the braces.", "Name a field."
        )
    if expression.count("(") > _DEEPEST or expression.count("[") > _DEEPEST:
        raise _RefusedError(
            "too_deep", "Too many brackets are nested.", "Split the condition."
        )
    try:
        tree = _environment().parse("{{ " + expression + " }}")
    except (TemplateError, RecursionError, ValueError, OverflowError):
        raise _RefusedError(
            "syntax",
            "This is not a valid expression.",
            "Write a field, or fields joined by and, or, not.",
        ) from None
    match tree.body:
        case [nodes.Output(nodes=[nodes.Expr() as only])]:
            return only
        case _:
            pass
    raise _RefusedError(
        "syntax", "This is not one expression.", "Write a single field."
    )


def _output(node: nodes.Expr) -> tuple[Inline, ...]:
    from jinja2 import nodes

    if isinstance(node, nodes.Filter) and node.name == "default":
        return _default(node)
    if isinstance(node, nodes.Filter) and node.node is not None:
        return (_printed(_path(node.node), _bare(node)),)
    return (_printed(_path(node), None),)


def _default(node: nodes.Filter) -> tuple[Inline, ...]:
    from jinja2 import nodes

    match node.args:
        case [nodes.Const(value=str(text))]:
            pass
        case [nodes.Const(value=str(text)), nodes.Const(value=True)]:
            pass
        case _:
            raise _RefusedError(
                "filter_argument",
                "default takes one text in quotation marks.",
                'Write {{ field|default("text") }}.',
            )
    if node.node is None or node.kwargs or node.dyn_args or node.dyn_kwargs:
        raise _not_allowed(node)
    (printed,) = _output(node.node)
    if not isinstance(printed, Value):
        raise _not_allowed(node)
    return (Choice(((Known(printed.path), (printed,)),), (Literal(text),)),)


def _bare(node: nodes.Filter) -> str:
    if node.args or node.kwargs or node.dyn_args or node.dyn_kwargs:
        raise _RefusedError(
            "filter_argument",
            "A form takes no arguments.",
            "Write {{ field|form }}; forms are listed in the reference.",
        )
    return node.name


def _path(node: nodes.Node) -> str:
    from jinja2 import nodes

    parts: list[str] = []
    while isinstance(node, nodes.Getattr):
        parts.append(node.attr)
        node = node.node
    if not isinstance(node, nodes.Name):
        raise _not_allowed(node)
    parts.append(node.name)
    path = ".".join(reversed(parts))
    if not is_path(path):
        raise _RefusedError(
            "bad_path",
            "This is not the name of a field.",
            "Fields are written in small letters, digits and _, joined by dots.",
        )
    return path


def _condition(node: nodes.Node) -> Condition:
    from jinja2 import nodes

    match node:
        case nodes.And(left=left, right=right):
            return And(_condition(left), _condition(right))
        case nodes.Or(left=left, right=right):
            return Or(_condition(left), _condition(right))
        case nodes.Not(node=inner):
            return Not(_condition(inner))
        case nodes.Test(node=inner, name="defined", args=[], kwargs=[]):
            return Known(_path(inner))
        case nodes.Compare(expr=left, ops=[nodes.Operand() as operand]):
            return _comparison(left, operand)
        case _:
            pass
    return Known(_path(node))


def _comparison(left: nodes.Expr, operand: nodes.Operand) -> Condition:
    from jinja2 import nodes

    match left, operand.op, operand.expr:
        case _, "eq" | "ne", nodes.Const(value=str(text)):
            return Equals(_path(left), text, wanted=operand.op == "eq")
        case nodes.Filter(name="length", node=nodes.Node() as inner), op, nodes.Const(
            value=int(number)
        ) if op in _COMPARE and not isinstance(number, bool):
            _bare(left)
            return Counts(_path(inner), op, number)
        case _:
            pass
    raise _RefusedError(
        "comparison",
        "Only a field with a text, or a list's length with a number, is compared.",
        'Write field == "text" or list|length > 1.',
    )


def _not_allowed(node: nodes.Node) -> _RefusedError:
    name = type(node).__name__
    return _RefusedError(
        "not_allowed",
        f"{_NAMES.get(name, 'This')} is not part of the language.",
        "Write a field, optionally |form; conditions use and, or, not.",
    )


_NAMES: Final = {
    "Call": "A call",
    "Const": "A constant by itself",
    "Getitem": "An index",
    "Concat": "Joining with ~",
    "CondExpr": "An inline if-expression",
    "Test": "This test",
    "Filter": "A filter here",
    "List": "A list",
    "Dict": "A dictionary",
    "Tuple": "A tuple",
    **dict.fromkeys(
        ("Add", "Sub", "Mul", "Div", "FloorDiv", "Mod", "Pow", "Neg", "Pos"),
        "Arithmetic",
    ),
}
