"""A letter ready to be written, and what writing it gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from followup_kit.templating._page import Page
from followup_kit.templating._program import UnwritableError
from followup_kit.templating._trail import traced
from followup_kit.templating._values import (
    BUTTON,
    LARGEST_OUTPUT,
    Values,
    control_character,
    controls_in,
    one_line,
)


if TYPE_CHECKING:
    from followup_kit.templating._fragment import Fragment
    from followup_kit.templating._layout import Dress, Layout
    from followup_kit.templating._ops import Op
    from followup_kit.templating._origin import Origin
    from followup_kit.templating._phrases import Phrases
    from followup_kit.templating._script import Script
    from followup_kit.templating._source import Form, LetterName
    from followup_kit.templating._values import InlineLoop


_WARM: Final = 8
"""Messages that are written before a script is made, which takes as long as 50 more."""

_SMALL: Final = LARGEST_OUTPUT // 4
"""What cannot exceed the budgets of a message, however they are counted."""

_GENDERS: Final = frozenset({"feminine", "masculine"})
_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


Source: TypeAlias = tuple[str, str, int, str]


@dataclass(frozen=True, slots=True, repr=False)
class Rendered:
    """
    A letter written out.

    Attributes:
        subject: One line of plain text; a short letter may have none.
        preheader: One line of plain text that mail clients show beside it.
        text: Plain text; its parts are separated by one blank line.
        html: A complete HTML document; a short letter is plain text only.
        origins: Where each part of ``text`` was written, in order.
        sources: The same as plain tuples of set, file, line and block.
    """

    subject: str
    preheader: str
    text: str
    html: str
    origins: tuple[Origin, ...]
    sources: tuple[Source, ...] = field(repr=False, compare=False)


class _Given(NamedTuple):
    """What a message is written of."""

    values: Mapping[str, object]
    names: Mapping[str, str]
    signature: Mapping[str, str]
    gender: str | None
    writer: str | None


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
        self._empty = Values({}, rtl=phrases.rtl)

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
        reader = gender if gender in _GENDERS else None
        writer = writer if writer in _GENDERS else None
        given = _Given(values, name_forms, signature or _NOTHING, reader, writer)
        dress = self._layout.dress(options or _NOTHING)
        done = self._script and self._quickly(self._script, given, dress, capital)
        return done or self._exactly(given, dress, capital=capital)

    def _quickly(
        self,
        script: Script,
        given: _Given,
        dress: Dress,
        capital: bool,  # noqa: FBT001
    ) -> Rendered | None:
        """Write the letter by its script, unless it leaves that to another."""
        values, names, signature, gender, writer = given
        written = script.write(
            values.get,
            names.get,
            signature.get,
            gender,
            writer,
            capital,
            dress.button,
        )
        if written is None:
            return None
        subject, preheader, text, html, mask = written
        if len(text) + len(html) > _SMALL or not text:
            return None
        if self.form == "full":
            seen = self._seen(given) if self._layout.keys else self._empty
            html = self._layout.html(dress, seen, subject, preheader, html)
        return Rendered(subject, preheader, text, html, *script.trace(mask))

    def _exactly(self, given: _Given, dress: Dress, *, capital: bool) -> Rendered:
        """Write the letter part by part; this is what every other way has to match."""
        phrases = self._phrases
        values = self._seen(given)
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
        return Rendered(subject, preheader, text, html, *traced(origins))

    def _warm_up(self) -> None:
        """Make the script once the letter was written often enough to be worth it."""
        cold = self._cold = self._cold - 1
        if cold:
            return
        from followup_kit.templating._script import Script

        try:
            self._script = Script(
                self._body, self._phrases, self.formality, whole=self.form == "full"
            )
        except UnwritableError:
            # It goes on being written part by part.
            self._script = None

    def _seen(self, given: _Given) -> Values:
        """Return the values of a message by key."""
        scope = dict(given.values)
        scope.update((f"@{key}", form) for key, form in given.names.items())
        scope.update((f"${key}", line) for key, line in given.signature.items())
        return Values(
            scope,
            rtl=self._phrases.rtl,
            gender=given.gender,
            writer=given.writer,
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
