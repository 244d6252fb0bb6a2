"""Facts, a template set and phrasing joined into one message."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from followup_kit.composer._findings import findings_on, insist
from followup_kit.composer._followup import Followup
from followup_kit.composer._footer import footer_of, sources_of, with_footer
from followup_kit.composer._greeting import Address, address_reader
from followup_kit.composer._key import checked_namespace, key_of
from followup_kit.composer._language import (
    LocaleUse,
    choose_formality,
    choose_language,
)
from followup_kit.composer._meetings import meetings_request, on_request
from followup_kit.composer._people import correspondent, signature_of
from followup_kit.composer._scene import Scene, phraser_of
from followup_kit.composer._schema import letter_schema
from followup_kit.composer._settings import (
    checked_extras,
    checked_fallback,
    checked_formality,
    checked_options,
    checked_requirements,
    offered_of,
)
from followup_kit.composer._short_facts import short_facts, with_short_facts
from followup_kit.composer._values import values_for
from followup_kit.dates import check_moment
from followup_kit.errors import (
    FactsError,
    FollowupError,
    LocaleError,
    Problem,
    TemplateSetNotFoundError,
)
from followup_kit.models import (
    Formality,
    Interview,
    Outcome,
    contradictions,
    outcome_kinds,
    recheck_facts,
)
from followup_kit.templating import Letter, Rendered, TemplateSet, find_template_set


__all__ = ["Composer", "compose_followup"]


class Composer:
    """
    Composes messages from one template set with fixed preferences.

    Immutable, safe to share between threads, and picklable: it holds plain
    configuration and loads letters on first use in each process.

    Args:
        template_set: The name of an installed set, or a loaded one.
        offered_locales: Locales of the set that may be used; all if not given.
        fallback_locale: Used if the candidate's language is unknown or not offered.
        formality: How candidates are addressed unless they asked otherwise, where the
            language has a choice.
        options: The set's declared options, such as ``accent_color``.
        require: Practices (``"clear"``) or codes of findings that refuse composing.
        namespace: A secret of the host, such as ``secrets.token_hex(32)``, that keys
            are made with; without one, messages have none. It has 16 to 1024
            characters, 8 of them different. A pickle of the composer holds a hash of
            it that is as good as the secret.

    Raises:
        TemplateSetError: If the set does not exist or is broken.
        LocaleError: If a locale is malformed, or the set has no letters in it.
        FactsError: If an option, a formality or a requirement is not known, or the
            namespace could be guessed.
    """

    __slots__ = (
        "_fallback_locale",
        "_footer",
        "_formality",
        "_namespace",
        "_offered",
        "_options",
        "_require",
        "_set",
    )

    def __init__(
        self,
        template_set: str | TemplateSet = "standard",
        *,
        offered_locales: Sequence[str] | None = None,
        fallback_locale: str | None = None,
        formality: Formality | None = None,
        options: Mapping[str, str] | None = None,
        require: Collection[str] = (),
        namespace: str | None = None,
    ) -> None:
        self._set = _loaded(template_set)
        self._offered = offered_of(self._set, offered_locales)
        self._fallback_locale = checked_fallback(fallback_locale, self._offered)
        self._formality: Formality | None = checked_formality(formality)
        self._options = checked_options(self._set, options or {})
        self._footer = footer_of(self._set, self._options)
        self._require = checked_requirements(require)
        self._namespace = checked_namespace(namespace)

    @property
    def template_set(self) -> TemplateSet:
        """The set the prose comes from."""
        return self._set

    @property
    def offered_locales(self) -> tuple[str, ...]:
        """The locales that messages are written in."""
        return self._offered

    def __repr__(self) -> str:
        """Return the set and its locales."""
        return f"<Composer {self._set.name}: {', '.join(self._offered)}>"

    def compose(
        self,
        interview: Interview,
        outcome: Outcome,
        *,
        locale: str | None = None,
        formality: Formality | None = None,
        send_at: datetime | None = None,
        extras: Mapping[str, object] | None = None,
    ) -> Followup:
        """
        Return the message that tells *outcome* to the candidate of *interview*.

        A pure function of its arguments: no clock, no network, no global state.

        Args:
            interview: Who met whom, when, and what was said.
            outcome: What was decided.
            locale: The language to write in; the candidate's if not given.
            formality: Overrides the preferences of candidate and company.
            send_at: When the message will leave, as an aware datetime. Only with it
                are years left out, relative words used and lateness apologised for.
            extras: The set's declared extra fields.

        Raises:
            FactsError: If facts are missing, wrong or contradict one another; lists
                every problem.
            LocaleError: If no language is known, or no letter in it exists.
            TemplateSetError: If the letter is broken or missing.
        """
        told = interview, outcome
        wishes = locale, formality, send_at, extras
        scene, language, form = self._settled(told, wishes)
        return self._write(scene, language, form)

    def compose_short(
        self,
        interview: Interview,
        outcome: Outcome,
        *,
        locale: str | None = None,
        formality: Formality | None = None,
        send_at: datetime | None = None,
        extras: Mapping[str, object] | None = None,
    ) -> Rendered:
        """
        Return what the kind's letter for very short channels says, unshortened.

        The arguments, and what is raised, are those of :meth:`compose`. The result
        has no HTML, and a subject only if the letter has one.

        Raises:
            FactsError: If facts are missing, wrong or contradict one another; lists
                every problem.
            LocaleError: If no language is known, or no letter in it exists.
            TemplateSetError: If the set has no short letter of the kind in that
                language, or it is broken.
        """
        told = interview, outcome
        wishes = locale, formality, send_at, extras
        scene, language, form = self._settled(told, wishes)
        letter = self._set.letter(outcome.kind, language.used, form, form="short")
        return _render(letter, scene, address_reader(scene, form), self._options)[0]

    def _settled(
        self,
        told: tuple[Interview, Outcome],
        wishes: tuple[
            str | None, Formality | None, datetime | None, Mapping[str, object] | None
        ],
    ) -> tuple[Scene, LocaleUse, str]:
        """Check the arguments; settle on a language and a form of address."""
        interview, outcome = recheck_facts(*told)
        locale, formality, send_at, extras = wishes
        wish = checked_formality(formality)
        _refuse(_unusable_send_at(send_at))
        problems = contradictions(interview, outcome, send_at)
        language = self._language(interview, locale, problems)
        phrases = self._set.phrases(language.used)
        scene = Scene(
            interview=interview,
            outcome=outcome,
            locale=language.habits,
            phraser=phraser_of(
                language.habits, interview.candidate.time_zone or interview.time_zone
            ),
            phrases=phrases,
            send_at=send_at,
            extras=checked_extras(self._set, extras or {}),
        )
        scene.problems.extend(problems)
        form = choose_formality(
            interview,
            formality=wish,
            preference=self._formality,
            phrases=phrases,
            habits=language.habits,
        )
        return scene, language, form

    def _language(
        self, interview: Interview, locale: str | None, problems: Sequence[Problem]
    ) -> LocaleUse:
        try:
            return choose_language(
                interview,
                locale=locale,
                fallback_locale=self._fallback_locale,
                offered=self._offered,
            )
        except LocaleError as error:
            # Said together with whatever else is wrong.
            _refuse([*problems, *error.problems] if problems else [])
            raise

    def _write(self, scene: Scene, language: LocaleUse, form: str) -> Followup:
        letter = self._set.letter(scene.outcome.kind, language.used, form)
        address = address_reader(scene, form)
        rendered, facts = _render(letter, scene, address, self._options)
        meetings = meetings_request(scene, self._namespace)
        _refuse(scene.problems)
        findings = findings_on(scene, form, drops_title=address.drops_title)
        if self._require:
            insist(findings, self._require)
        return Followup(
            kind=scene.outcome.kind,
            subject=rendered.subject,
            preheader=rendered.preheader,
            text=with_footer(rendered.text, self._footer),
            html=rendered.html,
            language=language,
            formality=form,
            template_set=self._set.name,
            sender=correspondent(scene.interview.sender, scene),
            recipient=correspondent(scene.interview.candidate, scene),
            findings=findings,
            sources=sources_of(self._set.name, rendered, self._footer),
            short_facts=facts,
            letters=self._set,
            meetings=on_request(meetings),
            key=key_of(scene.interview, scene.outcome, self._namespace),
        )


def compose_followup(
    interview: Interview,
    outcome: Outcome,
    *,
    locale: str | None = None,
    fallback_locale: str | None = None,
    template_set: str | TemplateSet = "standard",
    formality: Formality | None = None,
    send_at: datetime | None = None,
    options: Mapping[str, str] | None = None,
    extras: Mapping[str, object] | None = None,
    namespace: str | None = None,
) -> Followup:
    """
    Return the message that tells *outcome* to the candidate of *interview*.

    The short form of :meth:`Composer.compose`; keep a :class:`Composer` to write
    many messages with the same preferences. A pure function: no clock, no network,
    no global state.

    Args:
        interview: Who met whom, when, and what was said.
        outcome: What was decided.
        locale: The language to write in; the candidate's if not given.
        fallback_locale: Used if neither is known or offered.
        template_set: The name of an installed set, or a loaded one.
        formality: How the candidate is addressed; else their wish, the company's
            habit, or the custom of the language.
        send_at: When the message will leave, as an aware datetime.
        options: The set's declared options, such as ``accent_color``.
        extras: The set's declared extra fields.
        namespace: The secret that the message's key is made with.

    Raises:
        FactsError: If facts are missing, wrong or contradict one another; lists
            every problem.
        LocaleError: If no language is known, or no letter in it exists.
        TemplateSetError: If the set does not exist or is broken.
    """
    composer = Composer(
        template_set,
        fallback_locale=fallback_locale,
        options=options,
        namespace=namespace,
    )
    return composer.compose(
        interview,
        outcome,
        locale=locale,
        formality=formality,
        send_at=send_at,
        extras=extras,
    )


# Sets found by name, with the kinds their letters were checked for. They are shared,
# so that a call of compose_followup() does not load what the one before it has loaded.
_MOST_SETS: Final = 32
_found: Final[dict[tuple[str, tuple[type[Outcome], ...]], TemplateSet]] = {}


def _loaded(template_set: str | TemplateSet) -> TemplateSet:
    if isinstance(template_set, TemplateSet):
        return template_set
    if not isinstance(template_set, str):
        raise TemplateSetNotFoundError(
            Problem(
                path="template_set",
                code="no_set",
                message="is neither a template set nor the name of one.",
                remedy="Give a name, such as “standard”, or a TemplateSet.",
            )
        )
    key = template_set, tuple(outcome_kinds().values())
    found = _found.get(key)
    if found is None:
        found = find_template_set(template_set, schema=letter_schema())
        if len(_found) < _MOST_SETS:
            _found[key] = found
    return found


_YEARS: Final = range(2, 9999)
_DAY: Final = timedelta(days=1)


def _unusable_send_at(send_at: datetime | None) -> tuple[Problem, ...]:
    if send_at is None:
        return ()
    if type(send_at) is datetime and send_at.tzinfo is UTC and send_at.year in _YEARS:
        return ()
    try:
        utc = check_moment(send_at).astimezone(UTC)
        # Any reader's zone is within a day of it.
        _ = utc - _DAY, utc + _DAY
    except FollowupError as error:
        return tuple(
            Problem("send_at", p.code, p.message, p.remedy) for p in error.problems
        )
    except OverflowError:
        message = "is beyond the years that a calendar holds."
        return (Problem("send_at", "out_of_range", message, "Check the year."),)
    return ()


def _refuse(problems: Sequence[Problem]) -> None:
    if problems:
        raise FactsError(*problems)


def _render(
    letter: Letter, scene: Scene, address: Address, options: Mapping[str, str]
) -> tuple[Rendered, str]:
    kind, whole = type(scene.outcome), letter.form == "full"
    fields = with_short_facts(letter.fields, kind) if whole else letter.fields
    values = values_for(fields, scene)
    signature = signature_of(scene)
    _refuse(scene.problems)
    rendered = letter.render(
        values,
        name_forms=address.forms,
        gender=address.gender,
        writer=scene.interview.sender.gender,
        signature=signature,
        options=options,
    )
    return rendered, short_facts(kind, values) if whole else ""
