"""No form of any name is empty, doubled, or shows the seams of a pattern."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from followup_kit.names import NameFormatter, PersonName, name_forms


_LOCALES = (
    *("ar", "ca", "cs", "da", "de", "de-AT", "el", "en", "en-IN", "es", "es-MX"),
    *("fa", "fi", "fr", "he", "hi", "hr", "hu", "id", "it", "ja", "ka", "km", "ko"),
    *("lt", "lv", "ms", "my", "nb", "nl", "pl", "pt", "ro", "ru", "sl", "sr-Latn"),
    *("sv", "ta", "th", "tr", "uk", "ur", "vi", "yue", "zh", "zh-Hant", "eo"),
)
_SAMPLES = (
    *("Ada", "O'Brien", "Jean-Luc", "Mary Ann", "van den", "X", "Łukasz", "Анна"),
    *("Ольга", "山田", "太郎", "やまだ", "アルベルト", "민수", "김", "محمد", "علی"),
    *("אברהם", "अमिताभ", "சுப்பு", "ស្តូបើ", "ကျော်", "สมชาย", "Nguyễn", "{0}", "%s"),
    *("100% Bob", "Dr.", "様", "Jr.", "7of9", "@", "🧑🏽\u200d🚀", "葛\U000e0100城"),
)
_LETTERS = st.text(
    st.characters(categories=["L", "M", "N", "P", "S"]), min_size=1, max_size=6
)
_PARTS = st.sampled_from(_SAMPLES) | _LETTERS
_FIELDS = (
    *("title", "given", "given_informal", "given2", "surname", "surname_prefix"),
    *("surname_core", "surname2", "generation", "credentials"),
)


@st.composite
def _names(draw: st.DrawFn) -> PersonName:
    parts = {field: draw(st.none() | _PARTS) for field in _FIELDS}
    if not (parts["given"] or parts["surname"] or parts["surname_core"]):
        parts[draw(st.sampled_from(("given", "surname", "surname_core")))] = draw(
            _PARTS
        )
    return PersonName(**parts, locale=draw(st.none() | st.sampled_from(_LOCALES)))


_OPTIONS = st.fixed_dictionaries(
    {
        "length": st.sampled_from(("long", "medium", "short")),
        "usage": st.sampled_from(("referring", "addressing", "monogram")),
        "formality": st.sampled_from(("formal", "informal")),
        "order": st.sampled_from((None, "givenFirst", "surnameFirst", "sorting")),
    }
)


@given(_names(), st.sampled_from(_LOCALES), _OPTIONS)
def test_no_formatted_name_is_empty_or_shows_seams(
    name: PersonName, locale: str, options: dict[str, Any]
) -> None:
    """A form is never blank and has no doubled or outer spaces."""
    text = NameFormatter(locale).format(name, **options)

    assert text.strip() == text != ""
    assert "  " not in text


@given(
    st.sampled_from(_LOCALES),
    _OPTIONS,
    st.sets(st.sampled_from(_FIELDS)).filter(
        lambda fields: fields & {"given", "surname", "surname_core"}
    ),
)
def test_no_part_is_doubled_and_no_field_is_left(
    locale: str, options: dict[str, Any], fields: set[str]
) -> None:
    """Each part occurs once at most, and no brace of a pattern remains."""
    parts = {field: f"Name{number}" for number, field in enumerate(sorted(fields))}
    parts |= {"surname": f"{parts['surname_prefix']} {parts['surname_core']}"} if (
        {"surname", "surname_prefix", "surname_core"} <= fields
    ) else {}  # fmt: skip
    options["usage"] = "addressing"

    text = NameFormatter(locale).format(PersonName(**parts), **options)
    found = re.findall(r"Name\d+", text)

    assert sorted(set(found)) == sorted(found)
    assert not set("{}") & set(text)


@given(_names(), st.sampled_from(_LOCALES), st.none() | st.sampled_from(_LOCALES))
def test_the_forms_of_a_greeting_are_the_stated_parts(
    name: PersonName, locale: str, assumed: str | None
) -> None:
    """Forms hold the parts unchanged, at least `full` and `mailbox`, and none empty."""
    forms = name_forms(name, locale, name_locale=assumed)

    assert {"full", "mailbox"} <= set(forms)
    assert all(forms.values())
    assert forms.get("given") == (name.given_informal or name.given)
    assert forms.get("title") == name.title
    assert forms.get("given", "") in forms["full"]
    assert forms.get("surname", "") in forms["full"]
    joint = len(forms["full"]) - sum(
        len(forms.get(x, "")) for x in ("given", "surname")
    )
    assert joint in ({0, 1} if {"given", "surname"} <= set(forms) else {0})


@given(st.text(max_size=30), st.sampled_from(_LOCALES))
def test_no_text_breaks_a_name(text: str, locale: str) -> None:
    """Whatever is typed is refused with a reason, or stands as it is."""
    try:
        forms = name_forms(text, locale)
    except ValueError:
        return

    assert {"full": text, "mailbox": text} == forms
