"""Letters for very short channels: ``kind.short.txt`` beside ``kind.txt``."""

from __future__ import annotations

import pytest

from followup_kit.errors import RenderError, TemplateSetError
from followup_kit.templating import TemplateSet
from tests.templating.sets import NAMES, PHRASES, VALUES, block, opened


SHORT = """\
{% block news %}
Hello, you are through to the next stage for {{ role }} at {{ company }}.
{% endblock %}

{% block answer %}
Please reply by {{ day|short }}.
[Choose a time]({{ portal }})
{% endblock %}
"""
BOTH = PHRASES.replace('["formal"]', '["formal", "informal"]') + (
    'informal = "Bye"\n[[greeting.informal]]\ntext = "Hi {full},"\n'
)


def short_of(files: dict[str, str], *, name: str = "test") -> TemplateSet:
    """Return a set that has a letter in both forms."""
    return opened({"en/letter.txt": block("Long."), **files}, name=name)


def written(mine: TemplateSet, locale: str = "en", formality: str | None = None) -> str:
    """Return the text of the short letter."""
    letter = mine.letter("letter", locale, formality, form="short")
    return letter.render(VALUES).text


def test_a_short_letter_is_what_it_says_and_nothing_more() -> None:
    """No greeting, closing, signature, subject or HTML is put around it."""
    mine = short_of({"en/letter.short.txt": SHORT})
    done = mine.letter("letter", "en", form="short").render(VALUES)
    text = (
        "Hello, you are through to the next stage for Engineer at Acme.\n\n"
        "Please reply by Friday, May 1. Choose a time\nhttps://acme.example/p?a=1&b=2"
    )
    assert (text, "", "") == (done.text, done.subject, done.html)
    assert ["news", "answer"] == [origin.block for origin in done.origins]


def test_a_short_letter_may_have_a_subject() -> None:
    """A block of that name is the subject, as in a whole letter."""
    source = "{% block subject %}{{ role }}{% endblock %}\n" + SHORT
    mine = short_of({"en/letter.short.txt": source})
    done = mine.letter("letter", "en", form="short").render(VALUES)
    assert "Engineer" == done.subject


def test_the_whole_letter_is_untouched() -> None:
    """The form is full unless asked otherwise."""
    mine = short_of({"en/letter.short.txt": SHORT})
    done = mine.letter("letter", "en").render(VALUES, name_forms=NAMES)
    assert "Dear Kim Vu,\n\nLong.\n\nRegards," == done.text


def test_kinds_tells_which_have_one() -> None:
    """A kind without a short letter is not listed under that form."""
    mine = short_of({"en/letter.short.txt": SHORT, "en/other.txt": block("A.")})
    found = mine.kinds("en"), mine.kinds("en", form="short")
    assert (("letter", "other"), ("letter",)) == found


def test_a_missing_short_letter_is_an_error_that_lists_what_there_is() -> None:
    """A short letter is never made of a whole one."""
    mine = short_of({"en/other.short.txt": SHORT})
    with pytest.raises(TemplateSetError) as caught:
        mine.letter("letter", "en", form="short")
    (problem,) = caught.value.problems
    assert ("no_letter", "It has: other.") == (problem.code, problem.remedy)


def test_fields_are_those_that_the_short_letter_prints() -> None:
    """Neither the layout's nor the whole letter's fields are among them."""
    mine = short_of({"en/letter.short.txt": SHORT})
    letter = mine.letter("letter", "en", form="short")
    assert {"role", "company", "day", "day|short", "portal"} == letter.fields


def test_a_formality_holds_what_differs() -> None:
    """The formality follows the form in the file's name."""
    informal = "{% block news %}\nHi, you are through.\n{% endblock %}\n"
    mine = short_of(
        {
            "en/phrases.toml": BOTH,
            "en/letter.short.txt": SHORT,
            "en/letter.short.informal.txt": informal,
        }
    )
    first = [written(mine, "en", f).split(",")[0] for f in ("formal", "informal")]
    assert ["Hello", "Hi"] == first


def test_a_region_and_an_extending_set_replace_one_block() -> None:
    """Short letters inherit as whole ones do, the original included."""
    base = short_of({"en/letter.short.txt": SHORT}, name="base")
    mine = TemplateSet.from_mapping(
        "mine",
        {
            "set.toml": 'schema = 1\ntitle = "M"\nlocales = ["en-GB"]\nextends = "base"\n',
            "en-GB/letter.short.txt": (
                '{% block answer %}\n{% include "original" %}\n\nCheers.\n{% endblock %}\n'
            ),
        },
        schema=base.schema,
        base=base,
    )
    assert [written(base), "Cheers."] == written(mine, "en-GB").rsplit("\n\n", 1)


def test_shared_blocks_serve_short_letters_too() -> None:
    """An include reads the same shared file."""
    files = {
        "en/letter.short.txt": '{% include "bye" %}\n',
        "en/_shared.txt": "{% block bye %}\nBye.\n{% endblock %}\n",
    }
    assert "Bye." == written(short_of(files))


def test_validate_reads_short_letters() -> None:
    """A mistake in one is reported with its file and line."""
    mine = short_of({"en/letter.short.txt": SHORT.replace("company", "compny")})
    with pytest.raises(TemplateSetError) as caught:
        mine.validate()
    assert ("en/letter.short.txt:2",) == caught.value.paths


def test_no_formality_is_called_short() -> None:
    """The name belongs to the form."""
    phrases = PHRASES.replace('"formal"', '"short"')
    with pytest.raises(TemplateSetError) as caught:
        opened({"en/phrases.toml": phrases}).phrases("en")
    assert "reserved" in caught.value.codes


def test_a_short_letter_that_says_nothing_is_refused() -> None:
    """With every sentence guarded away there is no message."""
    guarded = "{% block news %}\n{% if late %}\nSorry.\n{% endif %}\n{% endblock %}\n"
    mine = short_of({"en/letter.short.txt": guarded})
    with pytest.raises(RenderError) as caught:
        written(mine)
    assert ("empty_letter",) == caught.value.codes
