"""The message while it is being written, with its budgets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from followup_kit.templating._values import refused


if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from followup_kit.templating._values import Texts

LARGEST_OUTPUT: Final = 256 * 1024
LONGEST_LIST: Final = 200
_MOST_STEPS: Final = 10_000


@dataclass(frozen=True, slots=True)
class Origin:
    """
    Where a part of a message was written.

    Attributes:
        set: Name of the template set.
        file: File inside the set, for example ``de/rejected.txt``.
        line: Line in that file, counted from 1; 0 for ``phrases.toml``.
        block: Name of the block, or ``greeting``, ``closing``, ``signature``.
    """

    set: str
    file: str
    line: int
    block: str


class Page:
    """Text and HTML so far, chunk by chunk, and where each chunk came from."""

    __slots__ = (
        "bullet",
        "button",
        "capital",
        "html",
        "origins",
        "size",
        "steps",
        "stop",
        "text",
        "texts",
    )

    def __init__(self, texts: Texts, *, bullet: str, stop: str, button: str) -> None:
        self.texts = texts
        self.text: list[str] = []
        self.html: list[str] = []
        self.origins: list[Origin] = []
        self.size = 0
        self.steps = 0
        self.capital = True
        self.bullet = bullet
        self.stop = stop
        self.button = button

    def add(self, text: str, html: str, origin: Origin) -> None:
        """Add a chunk, which plain text separates by a blank line."""
        self.text.append(text)
        self.html.append(html)
        self.origins.append(origin)
        self.capital = True
        self.size += len(text) + len(html)
        if self.size > LARGEST_OUTPUT:
            self.spend(0)

    def spend(self, size: int) -> None:
        """
        Count output.

        Raises:
            RenderError: The message grows beyond its budget.
        """
        self.size += size
        if self.size > LARGEST_OUTPUT:
            raise refused(
                "",
                "output_budget",
                f"The message exceeds {LARGEST_OUTPUT // 1024} KiB.",
                "Shorten the values or the lists.",
            )

    def step(self) -> None:
        """
        Count a turn of a loop.

        Raises:
            RenderError: The message takes too many.
        """
        self.steps += 1
        if self.steps > _MOST_STEPS:
            raise refused(
                "",
                "step_budget",
                f"The letter takes more than {_MOST_STEPS} steps.",
                "Shorten the lists.",
            )


def items_of(scope: Mapping[str, Any], path: str) -> tuple[Any, ...]:
    """
    Return a list's items; a list that is missing has none.

    Raises:
        RenderError: It is no list, or too long.
    """
    value = scope.get(path)
    if not value:
        return ()
    if not isinstance(value, (tuple, list)):
        raise refused(path, "not_a_list", "The value is no list.", "Pass a tuple.")
    if len(value) > LONGEST_LIST:
        raise refused(
            path,
            "list_too_long",
            f"The list exceeds {LONGEST_LIST} items.",
            "Shorten it.",
        )
    return tuple(value)


def turns(
    scope: Mapping[str, Any], variable: str, path: str
) -> Iterator[dict[str, Any]]:
    """
    Yield what a loop's body sees, item by item.

    Raises:
        RenderError: The list is none, too long, or its items are of no use.
    """
    items = items_of(scope, path)
    for index, item in enumerate(items, start=1):
        seen = dict(scope)
        seen["loop.index"] = str(index)
        seen["loop.first"] = index == 1
        seen["loop.last"] = index == len(items)
        seen[variable] = item
        if hasattr(item, "items"):
            for key, value in item.items():
                seen[f"{variable}.{key}"] = value
        yield seen
