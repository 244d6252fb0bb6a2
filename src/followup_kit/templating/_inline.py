"""One line of a template as inline parts: words, values, bold, links, conditions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from followup_kit.templating._conditions import (
    Condition,
    is_path,
    read_condition,
    read_output,
)
from followup_kit.templating._faults import quoted
from followup_kit.templating._links import is_safe_address
from followup_kit.templating._scanner import Output, Piece, Tag, Text
from followup_kit.templating._tree import (
    Choice,
    Inline,
    Inlines,
    Link,
    Literal,
    Loop,
    Strong,
    Value,
)


if TYPE_CHECKING:
    from collections.abc import Iterable

    from followup_kit.templating._faults import At

_MARKS: Final = re.compile(r"(\*\*|\]\(|\[|\]|\))")
_HTML: Final = re.compile(r"</?[A-Za-z!?]|&(?:#\d+|#[xX][0-9A-Fa-f]+|[A-Za-z]\w*);")
_FOR: Final = re.compile(
    r"([a-z][a-z0-9_]{0,39})\s+in\s+([a-z][a-z0-9_.]*)(?:\s+if\s+(.+))?"
)
_DEEPEST: Final = 6
ENDS: Final = {"if": "endif", "for": "endfor"}


class Mark(NamedTuple):
    """A mark of structure inside text: ``**``, ``[``, ``](``, ``]`` or ``)``."""

    text: str


Token: TypeAlias = Text | Output | Tag | Mark


class ForTag(NamedTuple):
    """The parts of ``{% for variable in path if condition %}``."""

    variable: str
    path: str
    condition: Condition | None


def read_for(rest: str, at: At) -> ForTag:
    """Return the parts of a ``for`` tag; a fault gives a harmless one."""
    found = _FOR.fullmatch(rest)
    if found is None or not is_path(found[1]) or not is_path(found[2]):
        at.fault(
            "syntax",
            "This is not a valid for.",
            "Write {% for item in list %}, where list is a field.",
        )
        return ForTag("", "", None)
    condition = read_condition(found[3], at) if found[3] else None
    return ForTag(found[1], found[2], condition)


def read_inline(pieces: Iterable[Piece], at: At) -> Inlines:
    """Return the inline parts of a line; faults are noted."""
    return _Inline(_tokens(pieces), at).run()


def _tokens(pieces: Iterable[Piece]) -> list[Token]:
    tokens: list[Token] = []
    for piece in pieces:
        if not isinstance(piece, Text):
            tokens.append(piece)
            continue
        for part in _MARKS.split(piece.text):
            if _MARKS.fullmatch(part):
                tokens.append(Mark(part))
            elif part:
                tokens.append(Text(part))
    return tokens


class _Inline:
    def __init__(self, tokens: list[Token], at: At) -> None:
        self._tokens = tokens
        self._at = at
        self._next = 0
        self._depth = 0

    def run(self) -> Inlines:
        return self._until(())

    def _straddles(self, tag: str = "") -> None:
        """Fault a tag, or else a mark, that has no partner."""
        if tag:
            self._at.fault(
                "straddling",
                f"{{% {tag} %}} has no partner on its line.",
                "Keep if and endif on one line, or put each on a line of its own.",
            )
        else:
            self._at.fault(
                "stray_markup",
                "A mark of bold or of a link has no partner.",
                "Write **bold** and [label]({{ field }}) whole, inside one branch.",
            )

    def _until(self, stops: tuple[str, ...]) -> Inlines:
        """Read parts up to a mark or tag named in stops, leaving it unread."""
        parts: list[Inline] = []
        while self._next < len(self._tokens):
            token = self._tokens[self._next]
            if _name(token) in stops:
                break
            self._next += 1
            match token:
                case Text(text=text):
                    parts.append(self._literal(text))
                case Output(expression=expression):
                    parts.extend(read_output(expression, self._at))
                case Mark(text=")"):
                    parts.append(Literal(")"))
                case _:
                    parts.extend(self._compound(token))
        return tuple(parts)

    def _compound(self, token: Tag | Mark) -> Inlines:
        self._depth += 1
        try:
            if self._depth > _DEEPEST:
                self._at.fault("too_deep", "Too much is nested.", "Split the line.")
                self._next = len(self._tokens)
                return ()
            match token:
                case Mark(text="**"):
                    return self._strong()
                case Mark(text="["):
                    return self._link()
                case Tag(name="if", rest=rest):
                    return self._choice(rest)
                case Tag(name="for", rest=rest):
                    return self._loop(rest)
                case _:
                    self._unexpected(token)
                    return ()
        finally:
            self._depth -= 1

    def _unexpected(self, token: Tag | Mark) -> None:
        if isinstance(token, Mark):
            self._straddles()
        elif token.name in {"elif", "else", "endif", "endfor"}:
            self._straddles(token.name)
        elif token.name in {"block", "endblock", "include"}:
            self._at.fault(
                "straddling",
                f"{{% {token.name} %}} shares its line with other text.",
                "Put the tag on a line of its own.",
            )
        else:
            self._at.fault(
                "unknown_tag",
                f"The tag {quoted(token.name)} is not part of the language.",
                "The tags are block, if, elif, else, for and include.",
            )

    def _literal(self, text: str) -> Literal:
        if _HTML.search(text):
            self._at.fault(
                "raw_html",
                "HTML stands in the text.",
                "Write the character itself; **bold** and links are the only markup.",
            )
        return Literal(text)

    def _strong(self) -> Inlines:
        content = self._until(("**", "elif", "else", "endif", "endfor"))
        if not self._take("**"):
            self._straddles()
        return (Strong(content),)

    def _link(self) -> Inlines:
        label = self._until(("](", "]", "[", "elif", "else", "endif", "endfor"))
        if not self._take("]("):
            self._at.fault(
                "stray_markup",
                "A square bracket begins no link.",
                "Write [label]({{ field }}), or use round brackets.",
            )
            self._take("]")
            return label
        target = self._target()
        return label if target is None else (Link(label, target),)

    def _target(self) -> Value | str | None:
        start = self._next
        while self._next < len(self._tokens):
            token = self._tokens[self._next]
            self._next += 1
            if token == Mark(")"):
                break
        match self._tokens[start : self._next]:
            case [Output(expression=expression), Mark(text=")")]:
                match read_output(expression, self._at):
                    case (Value() as value,):
                        return value
                    case _:
                        pass
            case [Text(text=text), Mark(text=")")] if is_safe_address(text):
                return text
            case _:
                pass
        self._at.fault(
            "bad_link",
            "The address of a link is neither a url field nor a safe https or "
            "mailto link: a public host, without user name or a bare number.",
            "Write [label]({{ field }}) or [label](https://…).",
        )
        return None

    def _choice(self, rest: str) -> Inlines:
        branches: list[tuple[Condition, Inlines]] = []
        otherwise: Inlines = ()
        condition: Condition | None = read_condition(rest, self._at)
        while True:
            content = self._until(("elif", "else", "endif"))
            if condition is None:
                otherwise = content
            else:
                branches.append((condition, content))
            if self._next >= len(self._tokens):
                self._straddles("if")
                break
            tag = self._tokens[self._next]
            assert isinstance(tag, Tag)  # noqa: S101 -- only tags stop a part
            self._next += 1
            if tag.name == "endif":
                break
            if condition is None:
                self._straddles(tag.name)
            condition = (
                read_condition(tag.rest, self._at) if tag.name == "elif" else None
            )
        return (Choice(tuple(branches), otherwise),)

    def _loop(self, rest: str) -> Inlines:
        head = read_for(rest, self._at)
        content = self._until(("endfor", "else", "elif", "endif"))
        if not self._take("endfor"):
            self._straddles("for")
        return (Loop(head.variable, head.path, head.condition, content),)

    def _take(self, name: str) -> bool:
        if self._next < len(self._tokens) and _name(self._tokens[self._next]) == name:
            self._next += 1
            return True
        return False


def _name(token: Token) -> str:
    match token:
        case Mark(text=text):
            return text
        case Tag(name=name):
            return name
        case _:
            pass
    return ""
