"""
A template file as lines of text, ``{{ output }}`` and ``{% tag %}``.

Translator's notes ``{# … #}`` are taken out; a line that held nothing else
vanishes, so that a note never splits a paragraph.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Final, NamedTuple, TypeAlias

from followup_kit.templating._faults import At, Faults


_MARK: Final = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}|\n")
_FORBIDDEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069"
    "\ue000-\uf8ff\ufdd0-\ufdef\ufeff\ufff9-\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_BRACE: Final = re.compile(r"[{}]")
_MOST_LINES: Final = 2_000
_MOST_TAGS: Final = 2_000
_LONGEST: Final = 200
_WIDEST: Final = 4_000
_MOST_FORBIDDEN: Final = 20


class Text(NamedTuple):
    """Literal text."""

    text: str


class Output(NamedTuple):
    """The inside of ``{{ … }}``."""

    expression: str


class Tag(NamedTuple):
    """The inside of ``{% … %}``: its name and the rest."""

    name: str
    rest: str


Piece: TypeAlias = Text | Output | Tag


class Line(NamedTuple):
    """One line of a file."""

    number: int
    pieces: tuple[Piece, ...]

    @property
    def blank(self) -> bool:
        """Whether it holds nothing but white space."""
        return all(isinstance(p, Text) and not p.text.strip() for p in self.pieces)

    @property
    def lone_tag(self) -> Tag | None:
        """The tag that stands alone on the line, if it does."""
        found: Tag | None = None
        for piece in self.pieces:
            if isinstance(piece, Tag) and found is None:
                found = piece
            elif not isinstance(piece, Text) or piece.text.strip():
                return None
        return found


def scan(file: str, source: str, faults: Faults, *, braces: bool = True) -> list[Line]:
    """
    Return the lines of a template file; faults are noted, not raised.

    A file with faults in it is returned as far as it could be read.

    Args:
        file: Name for messages.
        source: The text.
        faults: Where faults are noted.
        braces: Whether a brace in the text is a fault; style sheets need them.
    """
    for found in islice(_FORBIDDEN.finditer(source), _MOST_FORBIDDEN):
        line = source.count("\n", 0, found.start()) + 1
        faults.add(
            file,
            line,
            "forbidden_character",
            f"The character U+{ord(found[0]):04X} is not allowed.",
            "Delete it; direction marks are set by the renderer.",
        )
    if braces and not _narrow(file, source, faults):
        return []
    return _Scanner(file, source, faults, braces=braces).run()


def _narrow(file: str, source: str, faults: Faults) -> bool:
    """Tell whether no line is longer than a paragraph ever is."""
    for number, line in enumerate(source.split("\n"), start=1):
        if len(line) > _WIDEST:
            faults.add(
                file,
                number,
                "line_too_long",
                f"The line exceeds {_WIDEST} characters; the file was not read.",
                "Break it into several lines; they make one paragraph.",
            )
            return False
    return True


class _Scanner:
    def __init__(self, file: str, source: str, faults: Faults, *, braces: bool) -> None:
        self._braces = braces
        self._source = source
        self._at = At(faults, file, 1)
        self._number = 1
        self._start = 1
        self._pieces: list[Piece] = []
        self._noted = False
        self._tags = 0
        self._lines: list[Line] = []

    def run(self) -> list[Line]:
        position = 0
        while found := _MARK.search(self._source, position):
            self._text(self._source[position : found.start()])
            position = self._mark(found)
            if len(self._lines) > _MOST_LINES or self._tags > _MOST_TAGS:
                self._fault("too_large", "The file is too long.", "Split it.")
                return self._lines
        self._text(self._source[position:])
        self._end_line()
        return self._lines

    def _fault(self, code: str, message: str, remedy: str) -> None:
        self._at.on(self._number).fault(code, message, remedy)

    def _text(self, text: str) -> None:
        if not text:
            return
        if self._braces and _BRACE.search(text):
            self._fault(
                "stray_brace",
                "A brace stands in the text by itself.",
                "Write {{ field }} for a value; braces have no other use.",
            )
        self._pieces.append(Text(text))

    def _end_line(self) -> None:
        line = Line(self._start, tuple(self._pieces))
        if not (self._noted and line.blank):
            self._lines.append(line)
        self._pieces = []
        self._noted = False
        self._start = self._number

    def _mark(self, found: re.Match[str]) -> int:
        match found[0]:
            case "\n":
                self._number += 1
                start = self._number
                self._end_line()
                self._start = start
                return found.end()
            case "{#":
                return self._note(found.end())
            case "{{":
                return self._construct(found.end(), "}}")
            case "{%":
                return self._construct(found.end(), "%}")
            case closer if not self._braces:
                self._pieces.append(Text(closer))
                return found.end()
            case closer:
                self._fault(
                    "stray_brace",
                    f"{closer} closes nothing.",
                    "Remove it or write what it should close.",
                )
                return found.end()

    def _note(self, start: int) -> int:
        end = self._source.find("#}", start)
        self._noted = True
        if end < 0:
            self._fault("unterminated", "A note {# is not closed.", "Add #}.")
            return len(self._source)
        self._number += self._source.count("\n", start, end)
        return end + 2

    def _construct(self, start: int, closer: str) -> int:
        stop = self._source.find("\n", start)
        stop = len(self._source) if stop < 0 else stop
        end = self._source.find(closer, start, stop)
        opener = "{{" if closer == "}}" else "{%"
        if end < 0:
            self._fault(
                "unterminated",
                f"{opener} is not closed on its line.",
                f"Write {closer} on the same line.",
            )
            return stop
        inside = self._source[start:end]
        self._tags += 1
        if self._sound(opener, inside):
            self._keep(opener, inside.strip())
        return end + 2

    def _sound(self, opener: str, inside: str) -> bool:
        if len(inside) > _LONGEST:
            self._fault(
                "too_long",
                f"What stands between the braces exceeds {_LONGEST} characters.",
                "Split the condition.",
            )
            return False
        if inside[:1] in {"-", "+"} or inside[-1:] in {"-", "+"}:
            self._fault(
                "whitespace_control",
                f"{opener}- and -{'}'} do not exist here.",
                "Remove the sign; spaces and blank lines are tidied for you.",
            )
            return False
        if "{" in inside or "}" in inside or "%" in inside:
            self._fault(
                "stray_brace",
                f"A brace or % stands inside {opener}.",
                "Close each {{ and {% before the next one.",
            )
            return False
        return True

    def _keep(self, opener: str, inside: str) -> None:
        if opener == "{{":
            self._pieces.append(Output(inside))
            return
        name, _, rest = inside.partition(" ")
        self._pieces.append(Tag(name, rest.strip()))
