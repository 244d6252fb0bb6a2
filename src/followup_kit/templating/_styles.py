"""
The CSS a layout may hold: what can load nothing.

An allow-list of characters, strings, functions and at-rules. Nothing here reads CSS
as a browser does; whatever is not on the lists is refused.
"""

from __future__ import annotations

import re
from typing import Final


_STRANGE: Final = re.compile(
    r"[^\w\s#%.,:;!()+*/>~'\"{}\[\]=^$|@-]|//|/\*|\*/|:/", re.ASCII
)
"""A backslash or ``&`` writes other characters; ``//`` or ``:/`` is an address."""

_STRING: Final = re.compile(r"\"[\w ,.-]*\"|'[\w ,.-]*'", re.ASCII)
_FUNCTION: Final = re.compile(r"(?<![\w.-])([\w.-]+)\(", re.ASCII)
_FUNCTIONS: Final = frozenset(
    {
        *("calc", "clamp", "hsl", "hsla", "linear-gradient", "max", "min"),
        *("rgb", "rgba", "rotate", "scale", "translate"),
        *("dir", "is", "lang", "not", "nth-child", "nth-of-type", "where"),
    }
)
"""Functions of values, then of selectors."""

_AT: Final = re.compile(r"@([\w-]*)", re.ASCII)
_AT_RULES: Final = frozenset({"media", "supports"})
_PROPERTY: Final = re.compile(
    r"(?:content|behaviou?r|binding|filter|src)\s*+:", re.IGNORECASE
)
_RULE: Final = re.compile(r"(?<![^{};])([^{};]*)\{([^{}]*)\}")
_COMBINED: Final = re.compile(r"[\s>+~]+")
_HIDING: Final = re.compile(
    r"display\s*+:\s*+none|visibility\s*+:\s*+(?:hidden|collapse)"
    r"|(?:font-size|opacity|height|width)\s*+:\s*+[0.]++(?!\d)"
    r"|(?:left|top|right|bottom|indent)\s*+:\s*+-\d{3}"
    r"|scale\(\s*+[0.]++\s*+[,)]|translate\([^)]{0,40}-\d{3}"
    r"|(?<![\w-])color\s*+:\s*+transparent",
    re.IGNORECASE,
)


def unsafe_style(css: str) -> str:
    """Return what might load something in a style; nothing if nothing can."""
    if _STRANGE.search(css):
        return "a backslash, a comment, an address or another strange character"
    bare = _STRING.sub(" ", css)
    if "'" in bare or '"' in bare:
        return "a string that is no name of a font"
    if any(name.lower() not in _AT_RULES for name in _AT.findall(bare)):
        return "an at-rule other than @media and @supports"
    if any(name.lower() not in _FUNCTIONS for name in _FUNCTION.findall(bare)):
        return "a function that is not on the list"
    return "a property that may load something" if _PROPERTY.search(bare) else ""


def hidden_by(sheet: str) -> frozenset[str]:
    """
    Return what the rules of a style sheet hide: names of elements and ``.classes``.

    A rule is for the last part of its selectors; one that names neither an element
    nor a class there is for any element, ``*``.
    """
    found: set[str] = set()
    for selectors, declarations in _RULE.findall(sheet):
        if hides(declarations):
            for selector in selectors.split(","):
                last = _COMBINED.split(selector.strip())[-1]
                bare = last.partition(":")[0].partition("[")[0].lower()
                classes = re.findall(r"\.[\w-]+", bare)
                found.update(classes or [bare or "*"])
    return frozenset(found)


def hides(css: str) -> bool:
    """Tell whether a style plainly hides the element it stands on."""
    return _HIDING.search(css) is not None
