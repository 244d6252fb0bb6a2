"""The meetings that a message tells of: what a calendar needs to know of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, Self

from followup_kit.composer._key import meeting_id
from followup_kit.composer._scene import Scene
from followup_kit.composer._values import phrase_appointment
from followup_kit.models import Slot


if TYPE_CHECKING:
    from followup_kit.mail import Invitation, Mailbox


__all__ = ["Meeting", "meetings_of"]

# A set without these patterns gets titles without a word of any language.
_PLAIN: Final = {
    "calendar.summary": "{role}, {company}",
    "calendar.stage": "{stage}: {role}, {company}",
    "calendar.offered": "{summary} (?)",
}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Meeting:
    """
    A meeting that a message fixes or offers, in the language of the message.

    Attributes:
        uid: Names it; with ids and a namespace, also after it is moved.
        sequence: The revision of the outcome.
        stamp: When the message leaves or, not knowing that, when the interview
            ended. ISO 8601, in UTC.
        start: ISO 8601, in UTC.
        end: ISO 8601, in UTC.
        is_fixed: Whether the time is fixed, rather than one of several offered.
        summary: The title of the entry.
        description: When it is, as the letter says it, then place and link.
        location: The place.
        link: The link to join online.
    """

    uid: str
    sequence: int
    stamp: str
    start: str
    end: str
    is_fixed: bool
    summary: str
    description: str
    location: str | None
    link: str | None

    def __repr__(self) -> str:
        """Return that there is one, not which."""
        return f"Meeting(is_fixed={self.is_fixed}, …)"

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """
        Return the meeting that ``dataclasses.asdict`` described.

        Raises:
            TypeError: It is not such a description.
            ValueError: It has moments that are none.
        """
        made = cls(**data)
        texts = (made.uid, made.summary, made.description)
        optional = (made.location, made.link)
        if (
            type(made.sequence) is not int
            or type(made.is_fixed) is not bool
            or not all(isinstance(text, str) for text in texts)
            or not all(text is None or isinstance(text, str) for text in optional)
        ):
            raise TypeError
        for moment in (made.stamp, made.start, made.end):
            if datetime.fromisoformat(moment).utcoffset() is None:
                raise ValueError
        return made

    def invitation(
        self, *, organizer: Mailbox, attendee: Mailbox, language: str
    ) -> Invitation:
        """
        Return the entry: a request if the time is fixed, else one to look at.

        Raises:
            MailError: A text of it cannot stand in a calendar.
        """
        from followup_kit.mail import Invitation

        return Invitation(
            uid=self.uid,
            sequence=self.sequence,
            stamp=datetime.fromisoformat(self.stamp),
            starts=datetime.fromisoformat(self.start),
            ends=datetime.fromisoformat(self.end),
            summary=self.summary,
            description=self.description,
            location=self.location or self.link,
            link=self.link,
            organizer=organizer,
            attendee=attendee,
            language=language,
            method="REQUEST" if self.is_fixed else "PUBLISH",
            status="CONFIRMED" if self.is_fixed else "TENTATIVE",
        )


def meetings_of(scene: Scene, secret: bytes | None) -> tuple[Meeting, ...]:
    """
    Return the fixed meeting of an outcome, or those it offers, in its order.

    Any kind with a field ``slot`` or ``slots`` of :class:`Slot` has meetings;
    ``stage``, ``place`` and ``video_url`` are used where it has them.
    """
    slot = _fact(scene, "slot")
    if isinstance(slot, Slot):
        return (_meeting(scene, secret, slot, is_fixed=True),)
    slots = _fact(scene, "slots") or ()
    return tuple(
        _meeting(scene, secret, slot, is_fixed=False)
        for slot in slots
        if isinstance(slot, Slot)
    )


def _fact(scene: Scene, name: str) -> Any:
    value = getattr(scene.outcome, name, None)
    return None if name in scene.withheld else value


def _localized(scene: Scene, name: str) -> str | None:
    value = _fact(scene, name)
    return scene.localized(value, f"outcome.{name}") if value is not None else None


def _meeting(
    scene: Scene, secret: bytes | None, slot: Slot, *, is_fixed: bool
) -> Meeting:
    sender = scene.interview.sender.email
    start, end = _utc(slot.start), _utc(slot.end)
    summary = _summary(scene, is_fixed=is_fixed)
    place, link = _localized(scene, "place"), _fact(scene, "video_url")
    traits = (start, end, sender, summary, place, link)
    name = meeting_id(scene.interview, scene.outcome, secret, *traits)
    if not is_fixed:
        # What is offered is no version of what is fixed later.
        name = f"{name}.{slot.start.astimezone(UTC):%Y%m%dT%H%MZ}"
    # Filled in like in the letter, so that it stands there with the same spaces.
    when = phrase_appointment(slot.start, slot.end, None, scene)
    when = scene.phrases.fill("{when}", {"when": when}).text
    return Meeting(
        # Without a domain (RFC 7986 section 5.3): a colleague of another one may move
        # the meeting.
        uid=name,
        sequence=scene.outcome.revision,
        stamp=_utc(scene.send_at or scene.interview.ended),
        start=start,
        end=end,
        is_fixed=is_fixed,
        summary=summary,
        description="\n".join(_lines(when, place, link)),
        location=place,
        link=link,
    )


def _lines(*lines: str | None) -> Iterator[str]:
    return (line for line in lines if line)


def _summary(scene: Scene, *, is_fixed: bool) -> str:
    interview = scene.interview
    stage = _localized(scene, "stage")
    values = {
        "role": scene.localized(interview.role.title, "interview.role.title"),
        "company": scene.localized(interview.company.name, "interview.company.name"),
    }
    summary = (
        _filled(scene, "calendar.summary", values)
        if stage is None
        else _filled(scene, "calendar.stage", {**values, "stage": stage})
    )
    if is_fixed:
        return summary
    return _filled(scene, "calendar.offered", {"summary": summary})


def _filled(scene: Scene, name: str, values: Mapping[str, str]) -> str:
    pattern = scene.phrases.pattern(name, _PLAIN[name])
    if name == "calendar.offered":
        # The summary is finished text; to isolate it once more would nest isolates.
        return pattern.replace("{summary}", values["summary"])
    return scene.phrases.fill(pattern, values).text


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
