"""
One rule for every link: where it may lead, and what its label may claim.

Links of facts are held to the same rule by the models, and again when written.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from followup_kit.addresses import check_link
from followup_kit.errors import MailError


if TYPE_CHECKING:
    from collections.abc import Iterator


_HOST: Final = re.compile(r"(?:[\w-]++\.)+(?:[^\W\d_]{2,}|xn--[\w-]+)")
_EDGES: Final = "<>()[]{}\"'.,;:!?*_~|“”„‟‘’‚‛«»‹›…·•–—「」『』"
"""What may stand around a word that reads as an address."""

_LONGEST_HOST: Final = 253


def is_safe_address(address: str) -> bool:
    """Tell whether an address may stand in a letter; see ``check_link``."""
    try:
        check_link(address)
    except MailError:
        return False
    return True


def misleads(label: str, address: str | None) -> bool:
    """
    Tell whether a label names another address than the one it leads to.

    Args:
        label: The words, without what is not known before there are data.
        address: The literal address; None if a fact gives it, and then no label may
            name one.
    """
    return any(
        address is None or _named(claim) != _named(address) for claim in _claims(label)
    )


def _claims(label: str) -> Iterator[str]:
    """Yield what reads as an address in a label; a label may be one as a whole."""
    words = _shown(label).split()
    for word in words:
        bare = word.strip(_EDGES).lower()
        mailbox, _, domain = bare.partition("@")
        if (
            bare.startswith(("http:", "https:", "www.", "mailto:"))
            or (mailbox and "." in domain)
            or (len(words) == 1 and is_host(re.split(r"[/?#:]", bare)[0]))
        ):
            yield bare


def _shown(label: str) -> str:
    """Return a label as a reader sees it: full width is plain, the unseen is gone."""
    if label.isascii():
        return label
    plain = unicodedata.normalize("NFKC", label).replace("\u3002", ".")
    return "".join(c for c in plain if unicodedata.category(c) != "Cf")


def is_host(text: str) -> bool:
    """Tell whether a text reads as the name of a host."""
    return len(text) <= _LONGEST_HOST and _HOST.fullmatch(text) is not None


def _named(address: str) -> str:
    """Return the mailbox or the host that an address names."""
    address = address.lower().removeprefix("mailto:").partition("?")[0]
    if "@" in address and "/" not in address:
        return address
    rest = re.sub(r"^https?:/*", "", address)
    host = re.split(r"[/?#:]", rest)[0].removeprefix("www.")
    if host.isascii() or len(host) > _LONGEST_HOST:
        return host
    try:
        # Addresses are ASCII, so an international name is compared in that form.
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host
