"""
A strict reader of the one form of calendar object this library sends.

It shares no code with the library that writes them: what that lets through, or
writes in another way in another version, is found here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Never

from followup_kit.errors import MailError, Problem
from followup_kit.mail._characters import find_header_fault


__all__ = ["read_calendar"]

_MAX_LINE: Final = 75
"""Octets, without the line break (RFC 5545 section 3.1)."""

_LINE: Final = re.compile(
    r'([A-Z-]+)((?:;[A-Z-]+=(?:"[^"]*"|[^";:,]*))*):(.*)', re.DOTALL
)
_PARAM: Final = re.compile(r';([A-Z-]+)=(?:"([^"]*)"|([^";:,]*))')
_CARET: Final = re.compile(r"\^(.)")
_CARETS: Final = {"n": "\n", "'": '"', "^": "^"}
"""RFC 6868 section 3."""

_ESCAPE: Final = re.compile(r"\\(.)|[;,\\]", re.DOTALL)
_ESCAPES: Final = {"n": "\n", "\\": "\\", ";": ";", ",": ","}
"""RFC 5545 section 3.3.11."""

# Values of these types have no escapes (RFC 5545 section 3.3).
_NOT_TEXT: Final = frozenset(
    {
        *("ATTENDEE", "ORGANIZER", "URL", "SEQUENCE", "TRIGGER"),
        *("DTSTAMP", "DTSTART", "DTEND"),
    }
)
_WITHIN: Final = {"VCALENDAR": "", "VEVENT": "VCALENDAR", "VALARM": "VEVENT"}


def read_calendar(
    octets: bytes,
) -> list[tuple[str, str, tuple[tuple[str, str], ...], str]]:
    """
    Return component, name, sorted parameters and value of each line, in order.

    Raises:
        MailError: ``wire_calendar`` for a line above 75 octets, a fold inside a
            character, a line end that is not CRLF, a control character, a malformed
            line, a component out of its place or a second one.
    """
    entries: list[tuple[str, str, tuple[tuple[str, str], ...], str]] = []
    stack = [""]
    seen: set[str] = set()
    for line in _unfolded(octets):
        name, params, value = _read_line(line)
        if name == "BEGIN":
            if _WITHIN.get(value) != stack[-1] or value in seen:
                _refuse()
            seen.add(value)
            stack.append(value)
        elif name == "END":
            if stack.pop() != value:
                _refuse()
        elif not stack[-1]:
            _refuse()
        else:
            entries.append((stack[-1], name, params, value))
    if stack != [""] or not {"VCALENDAR", "VEVENT"} <= seen:
        _refuse()
    return entries


def _unfolded(octets: bytes) -> Iterator[str]:
    *lines, rest = octets.split(b"\r\n")
    if rest or not lines:
        _refuse()
    whole = _decoded(lines[0])
    for line in lines[1:]:
        text = _decoded(line)
        if text.startswith(" "):
            whole += text[1:]
        else:
            yield whole
            whole = text
    yield whole


def _decoded(line: bytes) -> str:
    """Return a line; each by itself, so that a fold inside a character shows."""
    if len(line) > _MAX_LINE:
        _refuse()
    try:
        text = line.decode()
    except UnicodeDecodeError:
        # Refused below: an error raised here would have this one as its context.
        text = "\0"
    # A fold may part two isolates, so these are looked at in the whole text.
    if find_header_fault(re.sub("[\u2066-\u2069]", "", text)):
        _refuse()
    return text


def _read_line(line: str) -> tuple[str, tuple[tuple[str, str], ...], str]:
    match = _LINE.fullmatch(line)
    if not match:
        _refuse()
    name, listed, value = match.groups()
    params = [
        (param, _CARET.sub(_caret, quoted if quoted is not None else bare))
        for param, quoted, bare in _read_params(listed)
    ]
    if len({param for param, _ in params}) < len(params):
        _refuse()
    if name not in _NOT_TEXT:
        value = _ESCAPE.sub(_escape, value)
    return name, tuple(sorted(params)), value


def _read_params(listed: str) -> Iterator[tuple[str, str | None, str]]:
    for match in _PARAM.finditer(listed):
        param, quoted, bare = match.groups()
        yield param, quoted, bare


def _caret(match: re.Match[str]) -> str:
    return _CARETS.get(match.group(1), match.group())


def _escape(match: re.Match[str]) -> str:
    if match.group(1) not in _ESCAPES:
        _refuse()
    return _ESCAPES[match.group(1)]


def _refuse() -> Never:
    raise MailError(
        Problem(
            path="calendar",
            code="wire_calendar",
            message="The calendar object is not of the form that this library sends.",
            remedy="Do not send it. Report it, with the version of icalendar.",
        )
    )
