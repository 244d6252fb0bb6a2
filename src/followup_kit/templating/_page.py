"""The message while it is being written, with its budgets."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from followup_kit.templating._values import (
    LARGEST_OUTPUT,
    control_character,
    controls_in,
    refused,
    too_long,
)
from followup_kit.templating._variant import Variant


if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from followup_kit.templating._fragment import Fragment
    from followup_kit.templating._listing import ListStyle
    from followup_kit.templating._origin import Origin
    from followup_kit.templating._values import Values

LONGEST_LIST: Final = 200
STEP: Final = 32
"""What a turn of a loop costs of the output budget, so that turns are bounded too."""

_FEW_SLOTS: Final = 48
"""More values than this could exceed the budget before they are joined."""


class Page:
    """
    The message so far: chunks that plain text separates by a blank line.

    Chunks are formats; the values go in all at once when the page is printed.
    """

    __slots__ = ("bulleted", "capital", "chunks", "numbered", "values")

    def __init__(
        self, values: Values, *, bulleted: ListStyle, numbered: ListStyle
    ) -> None:
        self.values = values
        self.chunks: list[Variant] = []
        self.capital = True
        self.bulleted = bulleted
        self.numbered = numbered

    def words(self, fragment: Fragment) -> None:
        """Add words that are written as they stand."""
        variant = fragment.variant(self.values, capital=False)
        if variant is not None:
            self.chunks.append(variant)

    def ready(self, text: str, html: str, origin: Origin) -> None:
        """Add a chunk that has its values."""
        chunk = Variant(
            text.replace("%", "%%"), html.replace("%", "%%"), (), (), origin
        )
        self.chunks.append(chunk)
        self.capital = True
        self.values.spend(len(text))

    def printed(self) -> tuple[str, str, tuple[Origin, ...]]:
        """
        Return the text, the HTML, and where each chunk came from.

        Raises:
            RenderError:
                The message is empty or exceeds its budget, or a value is unfit.
        """
        values = self.values
        if not self.chunks:
            raise refused(
                "letter",
                "empty_letter",
                "With these facts the letter says nothing at all.",
                "Write a sentence in it that no condition guards.",
            )
        texts, htmls, keys, html_keys, origins, _ = zip(*self.chunks, strict=True)
        wanted = list(chain.from_iterable(keys))
        values.prepare(wanted)
        given = tuple(map(values.texts.__getitem__, wanted))
        if len(given) > _FEW_SLOTS and sum(map(len, given)) > LARGEST_OUTPUT:
            raise too_long()
        html_given = map(values.htmls.__getitem__, chain.from_iterable(html_keys))
        text = "\n\n".join(texts) % given
        html = "\n".join(htmls) % tuple(html_given)
        if len(text) + len(html) > LARGEST_OUTPUT:
            raise too_long()
        if controls_in(text):
            raise control_character("")
        return text, html, origins


def one_line(text: str) -> str:
    """Return a text as it stands in a subject: no breaks, and ordinary spaces."""
    if "\n" in text:
        text = text.replace("\n", " ")
    return text if text.isascii() else text.replace("\u00a0", " ")


def items_of(scope: Mapping[str, Any], path: str) -> Sequence[Any]:
    """
    Return a list's items; a list that is missing has none.

    Raises:
        RenderError: It is no list, or too long.
    """
    value = scope.get(path)
    if not value:
        return ()
    if type(value) is not tuple and not isinstance(value, (tuple, list)):
        raise refused(path, "not_a_list", "The value is no list.", "Pass a tuple.")
    if len(value) > LONGEST_LIST:
        raise refused(
            path,
            "list_too_long",
            f"The list exceeds {LONGEST_LIST} items.",
            "Shorten it.",
        )
    items: Sequence[Any] = value
    return items


def turns(values: Values, variable: str, path: str) -> Iterator[dict[str, Any]]:
    """
    Yield what a loop's body sees, item by item.

    Raises:
        RenderError: The list is none, too long, or its items are of no use.
    """
    scope = values.scope
    items = items_of(scope, path)
    for index, item in enumerate(items, start=1):
        values.spend(STEP)
        seen = dict(scope)
        seen["loop.index"] = str(index)
        seen["loop.first"] = index == 1
        seen["loop.last"] = index == len(items)
        seen[variable] = item
        if hasattr(item, "items"):
            for key, value in item.items():
                seen[f"{variable}.{key}"] = value
        yield seen
