"""A letter ready to be written, and what writing it gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from followup_kit.templating._origin import Origin
from followup_kit.templating._page import Page, one_line
from followup_kit.templating._trail import Source, sources_of
from followup_kit.templating._values import (
    BUTTON,
    Values,
    control_character,
    controls_in,
)


if TYPE_CHECKING:
    from followup_kit.templating._fragment import Fragment
    from followup_kit.templating._layout import Dress, Layout
    from followup_kit.templating._ops import Op
    from followup_kit.templating._phrases import Phrases
    from followup_kit.templating._script import Script
    from followup_kit.templating._source import Form, LetterName
    from followup_kit.templating._values import InlineLoop


_WARM: Final = 8
"""Messages that are written before a script is made, which takes as long as 50 more."""

_GENDERS: Final = frozenset({"feminine", "masculine"})
_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, repr=False)
class Rendered:
    """
    A letter written out.

    Attributes:
        subject: One line of plain text; a short letter may have none.
        preheader: One line of plain text that mail clients show beside it.
        text: Plain text; its parts are separated by one blank line.
        html: A complete HTML document; a short letter is plain text only.
        sources:
            Where each part of ``text`` was written, in order: set, file, line, block.
    """

    subject: str
    preheader: str
    text: str
    html: str
    sources: tuple[Source, ...]

    @property
    def origins(self) -> tuple[Origin, ...]:
        """Where each part of ``text`` was written, in order."""
        return tuple(Origin(*source) for source in self.sources)


@dataclass(frozen=True, slots=True)
class Body:
    """The compiled parts of a letter."""

    subject: Fragment | None
    preheader: Fragment | None
    ops: tuple[Op, ...]
    loops: Mapping[str, InlineLoop]
    fields: frozenset[str]


class Letter:
    """
    One kind of letter in one locale and formality.

    Immutable and safe to share between threads. Not pickled: pickle the set.

    Attributes:
        kind: Kind of the letter.
        form:
            ``full``, or ``short`` for very short channels: no greeting, closing or
            signature is put around that one, and its subject may be empty.
        locale: Tag of its locale.
        formality: Its formality.
        fields:
            The flat keys it may ask for, for example ``interview.day|short``.
            For a list that ``for`` walks, the keys of its items are listed as
            ``interview.questions[].question``.
    """

    def __init__(
        self, name: LetterName, body: Body, phrases: Phrases, layout: Layout
    ) -> None:
        self.kind: str = name.kind
        self.form: Form = name.form
        self.locale: str = phrases.locale
        self.formality: str = name.formality
        self.fields: frozenset[str] = body.fields
        self._body = body
        self._phrases = phrases
        self._sentences = phrases.sentences(name.formality)
        self._layout = layout
        self._script: Script | None = None
        self._cold = _WARM
        self._unseen = Values({}, rtl=phrases.rtl)

    def render(
        self,
        values: Mapping[str, object],
        *,
        name_forms: Mapping[str, str] = _NOTHING,
        gender: str | None = None,
        writer: str | None = None,
        signature: Mapping[str, str] | None = None,
        options: Mapping[str, str] | None = None,
        capital: bool = True,
    ) -> Rendered:
        """
        Write the letter.

        Args:
            values:
                Phrased values by flat key: ``str``, ``bool``, a tuple of ``str``
                for a list, a tuple of mappings for a list with items, or a
                :class:`Filled`. Keys that are not asked for are ignored.
            name_forms:
                Forms of the reader's name; ``full`` has to be there. A short letter
                greets nobody by itself and does without.
            gender: The reader's: ``feminine``, ``masculine``, or None.
            writer: That of who signs, likewise.
            signature: ``name``, ``role``, ``company``, ``phone``, as given.
            options: The set's declared options that differ from their default.
            capital:
                Whether a short letter begins with a capital. It does not if it is
                put under a greeting that runs on.

        Raises:
            RenderError:
                A value is missing, of the wrong form, or has unsafe characters,
                the letter exceeds its budget, or a short one says nothing at all.
        """
        gender = gender if gender in _GENDERS else None
        writer = writer if writer in _GENDERS else None
        signature = signature or _NOTHING
        dress = self._layout.dress(options or _NOTHING)
        given = values, name_forms, signature, gender, writer
        if self._script is not None:
            written = self._script.write(
                values.get,
                name_forms.get,
                signature.get,
                gender,
                writer,
                capital,
                dress.button,
            )
            if written is not None:
                subject, preheader, text, html, mask = written
                if html:
                    seen = self._seen(*given) if self._layout.keys else self._unseen
                    html = self._layout.html(dress, seen, subject, preheader, html)
                sources = self._script.sources(mask)
                return Rendered(subject, preheader, text, html, sources)
        return self._exactly(self._seen(*given), dress, capital=capital)

    def _exactly(self, values: Values, dress: Dress, *, capital: bool) -> Rendered:
        """Write the letter part by part; a script has to write the same."""
        phrases = self._phrases
        values.htmls[BUTTON] = dress.button
        page = Page(values, bulleted=phrases.bulleted, numbered=phrases.numbered)
        page.capital = capital
        self._fill(page)
        text, body, origins = page.printed()
        subject = self._one_line(self._body.subject, values)
        preheader = self._one_line(self._body.preheader, values)
        html = ""
        if self.form == "full":
            html = self._layout.html(dress, values, subject, preheader, body)
        self._warm_up()
        return Rendered(subject, preheader, text, html, sources_of(origins))

    def _warm_up(self) -> None:
        """Make the script once the letter was written often enough to be worth it."""
        cold = self._cold = self._cold - 1
        if cold:
            return
        from followup_kit.templating._program import UnwritableError
        from followup_kit.templating._script import Script

        try:
            self._script = Script(
                self._body, self._phrases, self.formality, whole=self.form == "full"
            )
        except UnwritableError:
            # It goes on being written part by part.
            self._script = None

    def _seen(
        self,
        values: Mapping[str, object],
        names: Mapping[str, str],
        signature: Mapping[str, str],
        gender: str | None,
        writer: str | None,
    ) -> Values:
        """Return the values of a message by key."""
        scope = dict(values)
        scope.update((f"@{key}", form) for key, form in names.items())
        scope.update((f"${key}", line) for key, line in signature.items())
        return Values(
            scope,
            rtl=self._phrases.rtl,
            gender=gender,
            writer=writer,
            loops=self._body.loops,
            phrases=self._sentences,
        )

    def _fill(self, page: Page) -> None:
        """Write what the letter says, with what stands around a whole one."""
        scope, gender, writer = (
            page.values.scope,
            page.values.gender,
            page.values.writer,
        )
        if self.form == "full":
            row = self._phrases.row(self.formality, gender, scope, writer=writer)
            page.words(row.fragment)
            page.capital = not row.runs_on
        for op in self._body.ops:
            op.emit(page)
        if self.form == "full":
            page.words(self._phrases.closing(self.formality, writer))
            page.words(self._phrases.signature(scope))

    def _one_line(self, fragment: Fragment | None, values: Values) -> str:
        variant = fragment and fragment.variant(values, capital=False)
        if not variant:
            return ""
        line = one_line(values.written(variant)[0])
        if controls_in(line):
            raise control_character("")
        return line
