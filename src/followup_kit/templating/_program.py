"""
Python source that writes a letter, built line by line.

The source is safe by construction. It is put together from three things only: the
fixed words of Python that stand in the modules that build it; names made here, a
letter and a number; and constants of a letter, which get into it by no other way than
:func:`literal`, as the ``repr`` of a ``str``. No text of a template, of a phrase table
or of a message is ever part of the source as it stands, and no value of a message is
there when it is made. It runs without builtins, and sees nothing but what
:meth:`Program.constant` was given.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias, cast


if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable

_INDENT: Final = "    "
_MOST_LINES: Final = 2_000
_DEEPEST: Final = 24


class Slot(NamedTuple):
    """A variable of the program that holds text."""

    name: str


Piece: TypeAlias = str | Slot
Pieces: TypeAlias = tuple[Piece, ...]
"""Text as a program puts it together: constants, and variables between them."""


class UnwritableError(Exception):
    """A letter has something that no program is made for; it is written otherwise."""


class Program:
    """
    A function that is being written.

    Attributes:
        known: What the function sees besides its arguments, by name.
    """

    def __init__(self) -> None:
        self.known: dict[str, object] = {}
        self._lines: list[str] = []
        self._depth = 1
        self._names = 0
        self._budget = _MOST_LINES

    def fresh(self, kind: str) -> str:
        """Return a name that is not in use: a letter, and a number."""
        self._names += 1
        return f"{kind}{self._names}"

    def constant(self, kind: str, value: object) -> str:
        """Return the name by which the function sees an object of ours."""
        name = self.fresh(kind)
        self.known[name] = value
        return name

    def line(self, source: str) -> None:
        """
        Add a line.

        Raises:
            UnwritableError: There are too many, or they are indented too far.
        """
        self._budget -= 1
        if not self._budget or self._depth > _DEEPEST:
            raise UnwritableError
        self._lines.append(_INDENT * self._depth + source)

    def store(self, name: str, pieces: Iterable[Piece]) -> None:
        """Add a line that keeps a text in a variable."""
        self.line(f"{name} = {expression(pieces)}")

    @contextmanager
    def under(self, head: str) -> Generator[None]:
        """Put what follows under a line that ends with a colon."""
        self.line(head)
        self._depth += 1
        start = len(self._lines)
        yield
        if len(self._lines) == start:
            self.line("pass")
        self._depth -= 1

    @contextmanager
    def aside(self) -> Generator[list[str]]:
        """Collect the lines that follow, so that others can stand above them."""
        outer, self._lines = self._lines, []
        yield self._lines
        self._lines = outer

    def extend(self, lines: Iterable[str]) -> None:
        """Add lines that were collected."""
        self._lines += lines

    def source(self, head: str) -> str:
        """Return the whole source."""
        return "\n".join([head, *self._lines, ""])

    def compiled(self, head: str) -> Callable[..., Any]:
        """Return the function."""
        sees: dict[str, object] = {"__builtins__": {}, **self.known}
        try:
            code = compile(self.source(head), "<letter>", "exec", dont_inherit=True)
        except (MemoryError, RecursionError, SyntaxError):
            # Whatever is too much for the compiler is written otherwise.
            raise UnwritableError from None
        exec(code, sees)  # noqa: S102 -- see the docstring of this module
        return cast("Callable[..., Any]", sees["write"])


def literal(text: str) -> str:
    """Return the source of a constant text."""
    if type(text) is not str:
        raise UnwritableError
    return repr(text)


def expression(pieces: Iterable[Piece]) -> str:
    """Return the source of a text in pieces."""
    joined = merged(pieces)
    if not joined:
        return "''"
    if len(joined) == 1:
        only = joined[0]
        return only.name if isinstance(only, Slot) else literal(only)
    return " ".join(
        f"f'{{{piece.name}}}'" if isinstance(piece, Slot) else literal(piece)
        for piece in joined
    )


def merged(pieces: Iterable[Piece]) -> Pieces:
    """Return pieces with constants that stand side by side joined."""
    kept: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, Slot):
            kept.append(piece)
        elif kept and not isinstance(kept[-1], Slot):
            kept[-1] += piece
        elif piece:
            kept.append(piece)
    return tuple(kept)
