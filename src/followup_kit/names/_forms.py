"""The forms of a name that a greeting, a sentence or a mail header uses."""

from __future__ import annotations

from followup_kit.locales import canonical_locale
from followup_kit.names._fields import whole_surname
from followup_kit.names._formatter import setting_for
from followup_kit.names._person import PersonName
from followup_kit.names._scripts import name_script
from followup_kit.names._text import check_name_string, refuse


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
            It is no name (``not_a_name``), or a single string that is blank
            (``empty_name``) or contains line breaks, control characters or
            bidirectional overrides (``unprintable``).
        LocaleError: ``locale`` or ``name_locale`` is not a tag that CLDR knows.
    """
    if not isinstance(name, PersonName):
        _check_locales(locale, name_locale)
        return _forms_of_string(name)
    forms: dict[str, str] = {}
    given = name.given_informal or name.given
    surname = name.surname or whole_surname(name)
    if given and surname:
        # Not by CLDR's patterns: some have a comma, which suits lists and not
        # greetings.
        setting = setting_for(locale, name.locale, name_script(name), name_locale)
        if setting.order == "surnameFirst":
            full = f"{surname}{setting.space}{given}"
        else:
            full = f"{given}{setting.space}{surname}"
        forms["full"] = full
        forms["given"] = given
        forms["surname"] = surname
    else:
        _check_locales(locale, name_locale)
        forms["full"] = full = given or surname
        forms["given" if given else "surname"] = full
    if name.title:
        forms["title"] = name.title
    forms["mailbox"] = full
    return forms


def _check_locales(locale: str, name_locale: str | None) -> None:
    canonical_locale(locale)
    if name_locale:
        canonical_locale(name_locale)


def _forms_of_string(name: str) -> dict[str, str]:
    if not isinstance(name, str):
        refuse(
            "name",
            "not_a_name",
            "The value is neither a name in parts nor one string.",
            "Pass a PersonName or a str.",
        )
    check_name_string(name)
    return {"full": name, "mailbox": name}
