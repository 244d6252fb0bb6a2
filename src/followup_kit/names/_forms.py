"""The forms of a name that a greeting, a sentence or a mail header uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup_kit.locales import canonical_locale
from followup_kit.names._fields import whole_surname
from followup_kit.names._formatter import setting_for
from followup_kit.names._text import check_name_string


if TYPE_CHECKING:
    from followup_kit.names._person import PersonName


__all__ = ["name_forms"]


def name_forms(
    name: PersonName | str, locale: str, *, name_locale: str | None = None
) -> dict[str, str]:
    """
    Return the forms of a name that a message to readers of a locale can use.

    A form that the name cannot fill is absent, so that no greeting has a hole:

    ``full``
        Given name and surname, in the order and with the space (or none) that the
        locale uses for names of this origin and script; the informal given name if
        one is stated; no title and no credentials. A single string as it stands.
    ``given``
        The informal given name if one is stated, else the given name.
    ``surname``
        The surname with its prefix.
    ``title``
        The title, if the caller stated one.
    ``mailbox``
        The name to show beside an address in a mail header. Unquoted and unencoded:
        that is the mail library's part.

    A single string has only ``full`` and ``mailbox``. The parts themselves are never
    changed.

    Args:
        name: The name, in parts or as one string.
        locale: The locale of the message, as a BCP 47 tag.
        name_locale:
            The language to assume for a name that states none, where it uses the
            name's script: the recipient's own, for example. Without it, the language
            most likely to use the script is assumed, for Latin letters English.

    Raises:
        NameFormError:
            A single string is blank (``empty_name``) or contains line breaks,
            control characters or bidirectional overrides (``unprintable``).
        LocaleError: ``locale`` or ``name_locale`` is not a tag that CLDR knows.
    """
    reader = canonical_locale(locale)
    assumed = canonical_locale(name_locale) if name_locale else None
    if isinstance(name, str):
        check_name_string(name)
        return {"full": name, "mailbox": name}
    given = name.given_informal or name.given
    surname = whole_surname(name)
    full = _full(name, given, surname, reader, assumed)
    forms = {
        "full": full,
        "given": given,
        "surname": surname,
        "title": name.title,
        "mailbox": full,
    }
    return {form: text for form, text in forms.items() if text}


def _full(
    name: PersonName, given: str | None, surname: str, reader: str, assumed: str | None
) -> str:
    if not (given and surname):
        return given or surname
    setting = setting_for(reader, name, assumed)
    # Not by CLDR's patterns: some have a comma, which suits lists and not greetings.
    if setting.order == "surnameFirst":
        return f"{surname}{setting.space}{given}"
    return f"{given}{setting.space}{surname}"
