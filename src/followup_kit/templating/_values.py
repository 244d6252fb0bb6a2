"""
One value in its two clothes: as plain text, and as HTML.

A value is data and can never become structure. It is checked, tidied, escaped
and set apart by direction here, at most once for each message.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from followup_kit.errors import Problem, RenderError
from followup_kit.templating._links import is_safe_address
from followup_kit.templating._listing import LIKE_BULLET


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from followup_kit.templating._variant import Variant

LARGEST_OUTPUT: Final = 256 * 1024
LONGEST_VALUE: Final = 20_000
BUTTON: Final = "&button"
"""Key of the button's style, which depends on the options of the message."""

FSI: Final = "\u2068"
PDI: Final = "\u2069"
FULL_STOPS: Final = ".。।．｡۔"
ENDS: Final = FULL_STOPS + "!?…！？؟"
"""Marks that end a sentence; one that ends a value absorbs the literal one."""

_SPACES: Final = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\t]")
_NARROWED: Final = str.maketrans({"\u202f": "\u00a0", "\u2009": "\u00a0", "\t": " "})
_BREAKS: Final = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_REFUSED: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\ud800-\udfff]"
)
_RTL: Final = re.compile(
    "[\u0590\u05be\u05c0\u05c3\u05c6\u05c8-\u05ff\u0608\u060b\u060d\u061b-\u064a"
    "\u066d-\u066f\u0671-\u06d5\u06e5\u06e6\u06ee\u06ef\u06fa-\u0710\u0712-\u072f"
    "\u074b-\u07a5\u07b1-\u07ea\u07f4\u07f5\u07fa-\u0815\u081a\u0824\u0828"
    "\u082e-\u0858\u085c-\u088f\u0892-\u0896\u08a0-\u08c9\u200f\ufb1d\ufb1f-\ufb28"
    "\ufb2a-\ufdcf\ufdf0-\ufdfc\ufe70-\ufefe"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_LTR: Final = re.compile("[^\\W\\d_\u0590-\u08ff\ufb1d-\ufefe\U00010800-\U00010fff]")
_NUMBERS: Final = re.compile(r"\+[0-9]|[0-9][-–/() ]+[0-9]")
_CONTROLS: Final = bytes([*range(10), *range(11, 32), 127])
_NONE: Final[Mapping[str, Any]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, repr=False)
class Filled:
    """
    A phrase put together from several values, each set apart by itself.

    Made by :meth:`Phrases.fill`; a letter takes it wherever it takes a text.

    Attributes:
        text: As it stands in plain text and in a subject.
        html: The same, escaped, as it stands in HTML.
    """

    text: str
    html: str

    def __str__(self) -> str:
        """Return the plain text."""
        return self.text


def escaped(text: str) -> str:
    """Return text that is safe between HTML tags and in quoted attributes."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text or ">" in text:
        text = text.replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;") if '"' in text else text


def too_long() -> RenderError:
    """Return the error for a message beyond its budget."""
    return refused(
        "",
        "output_budget",
        f"The message exceeds {LARGEST_OUTPUT // 1024} KiB, or takes too many steps.",
        "Shorten the values or the lists.",
    )


def refused(key: str, code: str, message: str, remedy: str) -> RenderError:
    """Return the error for a value that cannot be written."""
    return RenderError(Problem(key, code, message, remedy))


def dressed(key: str, value: object, *, rtl: bool) -> tuple[str, str]:
    """
    Return a value as text and as HTML.

    Raises:
        RenderError: It is no text, too long, or holds a control character.
    """
    # The escapes are written out once more, because this runs for every value.
    # Control characters in ASCII are looked for once, in the whole message.
    if type(value) is not str:
        if isinstance(value, Filled):
            return value.text, value.html
        raise refused(
            key,
            "not_text",
            "The value is not text.",
            "Pass str, or a tuple of str for a list.",
        )
    if len(value) > LONGEST_VALUE:
        raise refused(
            key,
            "value_too_long",
            f"The value exceeds {LONGEST_VALUE} characters.",
            "Shorten it.",
        )
    if not value.isascii():
        return _wide(key, value, rtl=rtl)
    if "\n" in value or "\r" in value or "\t" in value:
        return _lines(key, value, rtl=rtl)
    html = value
    if "&" in html:
        html = html.replace("&", "&amp;")
    if "<" in html or ">" in html:
        html = html.replace("<", "&lt;").replace(">", "&gt;")
    if '"' in html:
        html = html.replace('"', "&quot;")
    return _isolated(value, html, rtl=True) if rtl else (value, html)


def _wide(key: str, value: str, *, rtl: bool) -> tuple[str, str]:
    """Write a value beyond ASCII."""
    if value.isprintable():
        return _isolated(value, escaped(value), rtl=rtl)
    plain = _SPACES.sub(" ", value)
    if plain.isprintable():
        # Only spaces are special, as in most dates: it is one line.
        html = escaped(value.strip().translate(_NARROWED))
        return _isolated(plain.strip(), html, rtl=rtl)
    return _lines(key, value, rtl=rtl)


def controls_in(message: str) -> bool:
    """Tell whether a message holds an ASCII control character other than LF."""
    data = message.encode()
    return len(data.translate(None, _CONTROLS)) < len(data)


def foreign(text: str, *, rtl: bool) -> bool:
    """Tell whether text has to be set apart in a letter of this direction."""
    if not rtl:
        return _RTL.search(text) is not None
    return _LTR.search(text) is not None or is_number(text)


def is_number(text: str) -> bool:
    """Tell whether text without letters reads otherwise from right to left."""
    if _NUMBERS.search(text) is None:
        return False
    return text.isascii() or _RTL.search(text) is None


def _isolated(text: str, html: str, *, rtl: bool) -> tuple[str, str]:
    if foreign(text, rtl=rtl):
        return f"{FSI}{text}{PDI}", f"<bdi>{html}</bdi>"
    return text, html


def _lines(key: str, value: str, *, rtl: bool) -> tuple[str, str]:
    """Write a value that holds more than printable characters."""
    if _REFUSED.search(value) or not _balanced(value):
        raise control_character(key)
    texts: list[str] = []
    htmls: list[str] = []
    for raw in _BREAKS.split(value):
        line = raw.strip()
        if line:
            text, html = _isolated(
                _SPACES.sub(" ", line), escaped(line.translate(_NARROWED)), rtl=rtl
            )
            # At the margin it would read as an entry of the letter's own lists.
            is_inside = texts and LIKE_BULLET.match(line)
            texts.append(f"  {text}" if is_inside else text)
            htmls.append(html)
    return "\n".join(texts), "<br>".join(htmls)


def control_character(key: str) -> RenderError:
    """Return the error for a value with a control character."""
    return refused(
        key,
        "control_character",
        "A value holds a control character.",
        "Pass text that the models have accepted.",
    )


def _balanced(value: str) -> bool:
    """Tell whether direction isolates open and close inside every line."""
    for line in _BREAKS.split(value):
        depth = 0
        for mark in line:
            if "\u2066" <= mark <= FSI:
                depth += 1
            elif mark == PDI:
                depth -= 1
            if depth < 0:
                return False
        if depth:
            return False
    return True


def address(key: str, value: object) -> str:
    """
    Return a link's address, unchanged.

    Raises:
        RenderError: It is no https or mailto address.
    """
    if type(value) is not str or not is_safe_address(value):
        raise refused(
            key,
            "bad_address",
            "The address is no safe https or mailto link.",
            "Pass what followup_kit.addresses.check_link accepts.",
        )
    return value


def stop_after(value: str, stop: str) -> str:
    """Return the literal stop after a value, or nothing if the value has one."""
    last = value[-1:]
    if last in {PDI, '"'}:
        last = value[-2:-1] if last == PDI else ""
    if last and (last == stop or (stop in FULL_STOPS and last in ENDS)):
        return ""
    return stop


class Values:
    """
    The values of one message by key, prepared on first use, in both clothes.

    Keys are those of variants: ``interview.day|short`` is a value, ``@form`` a
    form of the name, ``$key`` a part of the signature, ``:path`` an address,
    ``+path`` a list's length, ``=path`` a phrase, ``~number`` a loop inside a
    line, ``&name`` part of the layout, and a mark that ends a sentence followed
    by a key is that mark, unless the value ends a sentence itself.
    """

    __slots__ = (
        "gender",
        "htmls",
        "loops",
        "phrases",
        "rtl",
        "scope",
        "spent",
        "texts",
        "writer",
    )

    def __init__(
        self,
        scope: dict[str, Any],
        *,
        rtl: bool,
        gender: str | None = None,
        writer: str | None = None,
        loops: Mapping[str, InlineLoop] = _NONE,
        phrases: Mapping[str, Mapping[str, tuple[str, str]]] = _NONE,
        button: str = "",
    ) -> None:
        self.scope: dict[str, Any] = scope
        self.rtl: bool = rtl
        self.gender: str | None = gender
        self.writer: str | None = writer
        self.loops: Mapping[str, InlineLoop] = loops
        self.phrases: Mapping[str, Mapping[str, tuple[str, str]]] = phrases
        self.texts: dict[str, str] = {}
        self.htmls: dict[str, str] = {BUTTON: button}
        self.spent: list[int] = [0]

    def child(self, scope: dict[str, Any]) -> Values:
        """Return the same message's values with others in view."""
        child = Values(
            scope,
            rtl=self.rtl,
            gender=self.gender,
            writer=self.writer,
            loops=self.loops,
            phrases=self.phrases,
            button=self.htmls[BUTTON],
        )
        child.spent = self.spent
        return child

    def spend(self, cost: int) -> None:
        """
        Count output that is written ahead, and turns of loops.

        Raises:
            RenderError: The message exceeds its budget.
        """
        self.spent[0] += cost
        if self.spent[0] > LARGEST_OUTPUT:
            raise too_long()

    def prepare(self, keys: Iterable[str]) -> None:
        """
        Put values in both clothes, those that are not yet.

        Raises:
            RenderError: One is missing, of the wrong form, or unsafe.
        """
        texts, htmls, scope, rtl = self.texts, self.htmls, self.scope, self.rtl
        for key in keys:
            if key not in texts:
                value = scope.get(key)
                if value is None:
                    texts[key], htmls[key] = self._marked(key[0], key[1:])
                else:
                    text, html = dressed(key, value, rtl=rtl)
                    if not text or text.isspace():
                        raise _missing(key)
                    texts[key], htmls[key] = text, html

    def written(self, variant: Variant) -> tuple[str, str]:
        """
        Return a variant with its values in place, as text and as HTML.

        Raises:
            RenderError: A value is missing, of the wrong form, or unsafe.
        """
        text, html, keys, html_keys, *_ = variant
        if not html_keys:
            return text % (), html % ()
        self.prepare(keys)
        texts, htmls = self.texts, self.htmls
        return (
            text % tuple([texts[key] for key in keys]),
            html % tuple([htmls[key] for key in html_keys]),
        )

    def _marked(self, mark: str, key: str) -> tuple[str, str]:
        match mark:
            case ":":
                found = address(key, self.scope.get(key))
                return found, escaped(found)
            case "+":
                number = str(len(self.scope.get(key) or ()))
                return number, number
            case "=":
                return self._phrase(key)
            case "~":
                return self.loops[mark + key](self)
            case _:
                pass
        if mark not in ENDS:
            raise _missing(mark + key)
        self.prepare((key,))
        stop = stop_after(self.texts[key], mark)
        return stop, stop

    def _phrase(self, key: str) -> tuple[str, str]:
        said = self.phrases.get(key)
        found = said.get(str(self.scope.get(key))) if said else None
        if found is None:
            raise refused(
                key,
                "unknown_phrase",
                "phrases.toml has no sentence for this key.",
                "Pass one of the keys that the field declares.",
            )
        return found


InlineLoop: TypeAlias = "Callable[[Values], tuple[str, str]]"


def _missing(key: str) -> RenderError:
    return refused(
        key,
        "missing_value",
        "The letter needs a value that was not handed over.",
        "Pass it; optional facts are guarded by the letter.",
    )
