"""The elements and attributes a layout may hold, and nothing besides."""

from __future__ import annotations

from typing import Final


GLOBAL: Final = frozenset(
    [
        "class",
        "dir",
        "lang",
        "role",
        "style",
        "aria-hidden",
        "aria-label",
    ]
)
TABLE: Final = frozenset(
    [
        "align",
        "valign",
        "width",
        "height",
        "bgcolor",
        "border",
        "cellpadding",
        "cellspacing",
        "colspan",
    ]
)
ELEMENTS: Final[dict[str, frozenset[str]]] = {
    **dict.fromkeys(
        [
            "b",
            "blockquote",
            "body",
            "center",
            "div",
            "em",
            "footer",
            "h1",
            "h2",
            "h3",
            "head",
            "header",
            "hr",
            "i",
            "li",
            "main",
            "ol",
            "p",
            "section",
            "small",
            "span",
            "strong",
            "style",
            "sub",
            "sup",
            "title",
            "ul",
        ],
        frozenset(),
    ),
    **dict.fromkeys(
        [
            "table",
            "tbody",
            "td",
            "tfoot",
            "th",
            "thead",
            "tr",
        ],
        TABLE,
    ),
    "a": frozenset({"href"}),
    "br": frozenset(),
    "html": frozenset(),
    "img": frozenset(
        [
            "alt",
            "border",
            "height",
            "src",
            "width",
        ]
    ),
    "meta": frozenset(["charset", "content", "name"]),
}
VOID: Final = frozenset({"br", "hr", "img", "meta"})
RAW: Final = frozenset({"style", "title"})
META: Final = frozenset(
    [
        "color-scheme",
        "format-detection",
        "supported-color-schemes",
        "viewport",
        "x-apple-disable-message-reformatting",
    ]
)
