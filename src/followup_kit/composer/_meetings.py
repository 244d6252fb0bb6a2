"""
The meetings that a message tells of: what a calendar needs to know of them.

They are worded when somebody asks for them. Until then the message keeps what that
takes, looked at already: nothing in it can be refused any more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Self, cast

from followup_kit.composer._key import meeting_id, meeting_name
from followup_kit.composer._scene import Scene
from followup_kit.dates import DatePhraser
from followup_kit.models import Outcome, Slot, zone_of
from followup_kit.templating import Phrases


if TYPE_CHECKING:
    from followup_kit.mail import Invitation, Mailbox


__all__ = ["Meeting", "MeetingsRequest", "meetings_request", "on_request", "worded"]

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


class MeetingsRequest(NamedTuple):
    """
    What is needed to word the meetings of one message, when somebody asks for them.

    Most messages are read as text and HTML only. What the message itself holds, such
    as its language and its sender, is not held again; nothing but plain values is, so
    that it weighs less than the meetings and travels between processes.

    Attributes:
        name: The UID that ids and a namespace give; None without them.
        sequence: The revision of the outcome.
        stamp: When the message leaves, or the interview ended.
        times: Start and end of each.
        is_fixed: Whether there is one, and it is fixed.
        role: The title advertised.
        company: The company's name.
        stage: What the meeting is called, if it has a name.
        place: Where it is.
        link: The link to join online.
        zone: The zone of the interview.
        reader_zone: The zone that the candidate is known to be in.
    """

    name: str | None
    sequence: int
    stamp: datetime
    times: tuple[tuple[datetime, datetime], ...]
    is_fixed: bool
    role: str
    company: str
    stage: str | None
    place: str | None
    link: str | None
    zone: str
    reader_zone: str | None

    def __repr__(self) -> str:
        """Return how many there are, not which."""
        return f"MeetingsRequest({len(self.times)})"


def meetings_request(scene: Scene, secret: bytes | None) -> MeetingsRequest | None:
    """
    Return what words the fixed meeting of an outcome, or those it offers.

    Any kind with a field ``slot`` or ``slots`` of :class:`Slot` has meetings;
    ``stage``, ``place`` and ``video_url`` are used where it has them. What cannot be
    worded, such as a company's name without a translation, is noted as a problem of
    the message: whoever asks later gets no error.

    Returns:
        None if there is no meeting.
    """
    outcome, interview = scene.outcome, scene.interview
    if not _may_meet(type(outcome)):
        return None
    slot = _fact(scene, "slot")
    is_fixed = isinstance(slot, Slot)
    slots = (slot,) if is_fixed else _fact(scene, "slots") or ()
    times = tuple([(one.start, one.end) for one in slots if isinstance(one, Slot)])
    if not times:
        return None
    return MeetingsRequest(
        name=meeting_id(interview, outcome, secret),
        sequence=outcome.revision,
        stamp=scene.send_at or interview.ended,
        times=times,
        is_fixed=is_fixed,
        stage=_localized(scene, "stage"),
        role=scene.localized(interview.role.title, "interview.role.title"),
        company=scene.localized(interview.company.name, "interview.company.name"),
        place=_localized(scene, "place"),
        link=_fact(scene, "video_url"),
        zone=interview.time_zone,
        reader_zone=interview.candidate.time_zone,
    )


def on_request(asked: MeetingsRequest | None) -> tuple[Meeting, ...]:
    """Return what stands in a message for its meetings until they are asked for."""
    return cast("tuple[Meeting, ...]", asked or ())


# Kinds are few; a host that makes classes without end is not remembered.
_MOST_KINDS: Final = 1024
_meets: Final[dict[type[Outcome], bool]] = {}


def _may_meet(kind: type[Outcome]) -> bool:
    known = _meets.get(kind)
    if known is None:
        fields = kind.model_fields
        known = any(n in fields or hasattr(kind, n) for n in ("slot", "slots"))
        if len(_meets) < _MOST_KINDS:
            _meets[kind] = known
    return known


def _fact(scene: Scene, name: str) -> Any:
    value = getattr(scene.outcome, name, None)
    return None if name in scene.withheld else value


def _localized(scene: Scene, name: str) -> str | None:
    value = _fact(scene, name)
    return scene.localized(value, f"outcome.{name}") if value is not None else None


def worded(
    asked: MeetingsRequest, *, sender: str | None, locale: str, phrases: Phrases
) -> tuple[Meeting, ...]:
    """
    Return the meetings that a message tells of, in the order of its outcome.

    Args:
        asked: What :func:`meetings_request` returned for the message.
        sender: The address of who signs.
        locale: The locale whose habits the message follows.
        phrases: The set's phrases for the message's language.
    """
    return tuple(
        _meeting(asked, moments, sender, locale, phrases) for moments in asked.times
    )


def _meeting(
    asked: MeetingsRequest,
    moments: tuple[datetime, datetime],
    sender: str | None,
    locale: str,
    phrases: Phrases,
) -> Meeting:
    start, end = map(_utc, moments)
    summary, place, link = _summary(asked, phrases), asked.place, asked.link
    name = asked.name or meeting_name(start, end, sender, summary, place, link)
    if not asked.is_fixed:
        # What is offered is no version of what is fixed later.
        name = f"{name}.{moments[0].astimezone(UTC):%Y%m%dT%H%MZ}"
    # Filled in like in the letter, so that it stands there with the same spaces.
    when = phrases.fill("{when}", {"when": _when(asked, moments, locale)}).text
    return Meeting(
        # Without a domain (RFC 7986 section 5.3): a colleague of another one may move
        # the meeting.
        uid=name,
        sequence=asked.sequence,
        stamp=_utc(asked.stamp),
        start=start,
        end=end,
        is_fixed=asked.is_fixed,
        summary=summary,
        description="\n".join(line for line in (when, place, link) if line),
        location=place,
        link=link,
    )


def _when(
    asked: MeetingsRequest, moments: tuple[datetime, datetime], locale: str
) -> str:
    place = zone_of(moments[0]) or asked.zone
    if asked.reader_zone is None:
        # Where the reader is is not known: the clock of the meeting's place is told.
        return DatePhraser(locale, time_zone=place).appointment(*moments)
    phraser = DatePhraser(locale, time_zone=asked.reader_zone)
    return phraser.appointment(*moments, other_zone=place)


def _summary(asked: MeetingsRequest, phrases: Phrases) -> str:
    values = {"role": asked.role, "company": asked.company}
    name = "calendar.summary"
    if asked.stage is not None:
        values["stage"], name = asked.stage, "calendar.stage"
    summary = phrases.fill(phrases.pattern(name, _PLAIN[name]), values).text
    if asked.is_fixed:
        return summary
    # The summary is finished text; to isolate it once more would nest isolates.
    pattern = phrases.pattern("calendar.offered", _PLAIN["calendar.offered"])
    return pattern.replace("{summary}", summary)


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
