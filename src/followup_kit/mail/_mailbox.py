"""One person's mailbox: who a message is from, or the one it is for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, final

from followup_kit.addresses import check_address
from followup_kit.errors import MailError, Problem
from followup_kit.mail._characters import find_header_fault, shows_nothing
from followup_kit.mail._types import TEXT, Shape, settle


__all__ = ["MAILBOX", "Mailbox", "parse_address"]

_MAX_NAME = 200
"""Characters. Names longer than this are texts, not names."""

_NAME_FAULTS = {
    "forbidden_character": (
        "The display name has a control, direction or other invisible character.",
        "Remove it, or give no display name.",
    ),
    "encoded_word": (
        "The display name is written in the encoded form of a mail header.",
        "Decode it first: give the name as a person would read it.",
    ),
    "invisible_name": (
        "The display name has no character that shows.",
        "Give the name as people see it, or None.",
    ),
}
_SHAPES = {"name": TEXT.or_none(), "address": TEXT}


@final
@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Mailbox:
    """
    A display name and an address.

    Space around the name is dropped, and a name of nothing else counts as none;
    everything else in it reaches the reader unchanged, whatever its script. The
    address is kept in its normal form, see :func:`parse_address`. Neither shows in
    the ``repr``.

    Attributes:
        name: As it should be shown, at most 200 characters; ``None`` for none.
        address: The bare address.

    Raises:
        MailError: ``forbidden_character`` for a control character, a surrogate, a
            directional embedding, override or isolate, a tag or a non-character;
            ``encoded_word`` for RFC 2047 syntax, which mail programs would
            decode into something else, even into another recipient;
            ``invisible_name`` if no character of it shows; ``name_too_long``;
            ``wrong_type``; and the codes of :func:`parse_address`.
    """

    name: str | None = None
    address: str

    def __post_init__(self) -> None:
        """Bring both fields to their normal form, or raise."""
        settle(self, _SHAPES)
        object.__setattr__(self, "name", _check_name(self.name))
        object.__setattr__(self, "address", check_address(self.address))

    def __repr__(self) -> str:
        """Return a text without the person's data."""
        return "Mailbox(...)"


def parse_address(text: str) -> str:
    """
    Return a mail address in its one normal form.

    Only ``local@domain`` in dot-atom form is an address here (RFC 5321 section
    4.1.2): no quotes, comments, display names or address literals. The domain is
    lower-cased and written in ASCII (IDNA); the local part is kept as it is.

    Raises:
        MailError: ``malformed_address``, ``malformed_domain``,
            ``non_ascii_local_part`` or ``address_too_long``, see
            :func:`followup_kit.addresses.check_address`.
    """
    return check_address(text)


def _check_name(name: str | None) -> str | None:
    """Return the name without outer space, ``None`` if nothing is left."""
    if name is None:
        return None
    trimmed = name.strip(" ")
    if len(trimmed) > _MAX_NAME:
        raise MailError(
            Problem(
                path="name",
                code="name_too_long",
                message=f"The display name is longer than {_MAX_NAME} characters.",
                remedy="Shorten it, or give no display name.",
            )
        )
    fault = find_header_fault(trimmed)
    if fault is None and not trimmed.strip():
        return None
    if fault is None and shows_nothing(trimmed):
        fault = "invisible_name"
    if fault is not None:
        message, remedy = _NAME_FAULTS[fault]
        raise MailError(
            Problem(path="name", code=fault, message=message, remedy=remedy)
        )
    return trimmed


MAILBOX: Final = Shape(
    kind=Mailbox,
    message="This is not a mailbox.",
    remedy='Give a Mailbox, such as Mailbox(address="name@example.com").',
)
