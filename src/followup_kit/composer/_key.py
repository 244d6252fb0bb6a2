"""
Keys: what names one owed message, so that it is sent once.

A key is a keyed BLAKE2b (RFC 7693 section 2.5) over the host's own ids. Without the
host's namespace nobody can try out ids, addresses or names until one fits.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Final, Self

from followup_kit.errors import FactsError, Problem
from followup_kit.models import Interview, Outcome


if TYPE_CHECKING:
    from uuid import UUID


__all__ = [
    "MessageKey",
    "checked_namespace",
    "key_of",
    "meeting_id",
    "meeting_name",
]

_SHORTEST: Final = 16
_LONGEST: Final = 1_024
_FEWEST: Final = 8
"""So many different characters; blanks, or one word again and again, have fewer."""

_TOKEN_OCTETS: Final = 20
_HEX: Final = frozenset("0123456789abcdef")
_VERSION_8: Final = (0x8 << 76) | (0x2 << 62)
"""Version and variant of a UUID made in a way of one's own (RFC 9562 section 5.8)."""

_VERSION_BITS: Final = (0xF << 76) | (0x3 << 62)


@dataclass(frozen=True, slots=True)
class MessageKey:
    """
    Names one owed message: equal for equal ids, kind and revision.

    Attributes:
        text: 40 hexadecimal digits.
        salt: Keys the digests of contents; to be kept like the message itself.
    """

    text: str
    salt: str = field(repr=False)

    @property
    def uuid(self) -> UUID:
        """The first 122 bits of the key as a UUID of version 8 (RFC 9562)."""
        from uuid import UUID

        bits = int(self.text[:32], 16)
        return UUID(int=bits & ~_VERSION_BITS | _VERSION_8)

    def message_id(self, domain: str) -> str:
        """Return a Message-ID (RFC 5322 section 3.6.4), with its angle brackets."""
        return f"<{self.text}@{domain}>"

    def digest(self, *contents: str | None) -> str:
        """
        Return 40 hexadecimal digits that change when any of the contents does.

        They are keyed as well: who guesses the contents cannot check them without
        this whole object.
        """
        return _hash(bytes.fromhex(self.salt), b"content", contents)[:40]

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """
        Return the key that ``dataclasses.asdict`` described.

        Raises:
            TypeError: It is not such a description.
        """
        made = cls(**data)
        if not all(map(_is_token, (made.text, made.salt))):
            raise TypeError
        return made


def _is_token(text: object) -> bool:
    return (
        isinstance(text, str)
        and len(text) == 2 * _TOKEN_OCTETS
        and _HEX.issuperset(text)
    )


def checked_namespace(namespace: str | None) -> bytes | None:
    """
    Return the secret that keys are made with.

    Raises:
        FactsError: It is no text, or so short or monotonous that it could be guessed.
    """
    if namespace is None:
        return None
    if (
        not isinstance(namespace, str)
        or not _SHORTEST <= len(namespace) <= _LONGEST
        or len(set(namespace)) < _FEWEST
    ):
        raise FactsError(
            Problem(
                path="namespace",
                code="weak_namespace",
                message=(
                    f"must be a text of {_SHORTEST} to {_LONGEST} characters,"
                    f" {_FEWEST} of them different."
                ),
                remedy="Make one with secrets.token_hex(32), and keep it secret.",
            )
        )
    # Any length in, the 64 octets that a key may have out.
    octets = namespace.encode("utf-8", "surrogatepass")
    return blake2b(octets, person=b"followup_kit").digest()


def key_of(
    interview: Interview, outcome: Outcome, secret: bytes | None
) -> MessageKey | None:
    """
    Return the key of a message, or None without a secret or ids.

    Needed are the candidate's id, and that of the process or the interview.
    """
    if secret is None or (ids := _ids(interview, outcome)) is None:
        return None
    digits = _hash(secret, b"message", (*ids, str(outcome.revision)))
    middle = 2 * _TOKEN_OCTETS
    return MessageKey(digits[:middle], digits[middle : 2 * middle])


def meeting_id(
    interview: Interview, outcome: Outcome, secret: bytes | None
) -> str | None:
    """
    Return 40 hexadecimal digits that stay the same when a meeting is moved.

    They are made with a secret and ids; None without one or the other.
    """
    if secret is None or (ids := _ids(interview, outcome)) is None:
        return None
    return _hash(secret, b"meeting", ids)[: 2 * _TOKEN_OCTETS]


def meeting_name(*traits: str | None) -> str:
    """Return 40 hexadecimal digits for traits that say nothing of the candidate."""
    return _hash(b"", b"traits", traits)[: 2 * _TOKEN_OCTETS]


def _ids(interview: Interview, outcome: Outcome) -> tuple[str | None, ...] | None:
    candidate = interview.candidate.candidate_id
    process, meeting = interview.process_id, interview.interview_id
    if candidate is None or (process is None and meeting is None):
        return None
    return candidate, process, meeting, str(outcome.kind)


def _hash(key: bytes, purpose: bytes, parts: tuple[str | None, ...]) -> str:
    """Return the hash of parts, each with its length, so that none runs into one."""
    hasher = blake2b(key=key, person=purpose)
    for part in parts:
        if part is None:
            hasher.update(b"-")
            continue
        octets = part.encode("utf-8", "surrogatepass")
        hasher.update(b"+%d:%b" % (len(octets), octets))
    return hasher.hexdigest()
