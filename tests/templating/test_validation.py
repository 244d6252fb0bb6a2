"""A set is checked whole, within limits, and its faults are kept within limits too."""

from __future__ import annotations

from importlib import metadata

import pytest

from followup_kit.errors import Problem, TemplateSetError
from followup_kit.templating import TemplateSet, _validation
from followup_kit.templating._conditions import Known, read_condition, read_output
from followup_kit.templating._faults import (
    MOST,
    At,
    Faults,
    file_of,
    of_set,
    quoted,
)
from tests.templating.sets import NAMES, PHRASES, SCHEMA, VALUES, block, opened


MANIFEST = 'schema = 1\ntitle = "T"\nlocales = ["en"]\n'


def problems_of(
    files: dict[str, str], base: TemplateSet | None = None
) -> list[Problem]:
    """Return the problems that checking a set raises."""
    with pytest.raises(TemplateSetError) as caught:
        opened(files, base=base).validate()
    return list(caught.value.problems)


def test_the_search_ends_at_a_hundred_faults() -> None:
    """The last entry says so."""
    problems = problems_of({"en/letter.txt": block("<b>\n" * 150)})
    more = Problem(
        "",
        "more_faults",
        "There may be more faults than these 100; the search ended here.",
        "Mend these first, then load the set again.",
    )
    assert (101, more) == (len(problems), problems[-1])
    assert [f"en/letter.txt:{n}" for n in range(4, 104)] == [
        p.path for p in problems[:-1]
    ]


def test_the_search_ends_in_a_letter_after_faults_of_others() -> None:
    """Those found first are told first."""
    files = {"en/letter.txt": block("<b>"), "en/other.txt": block("<b>\n" * 150)}
    problems = problems_of(files)
    expected = ["en/letter.txt:4", *(f"en/other.txt:{n}" for n in range(4, 103)), ""]
    assert expected == [p.path for p in problems]


def test_the_search_ends_in_a_single_letter_too() -> None:
    """Whoever asks for it hears as much, and that there may be more."""
    mine = opened({"en/letter.txt": block("<b>\n" * 150)})
    with pytest.raises(TemplateSetError) as caught:
        mine.letter("letter", "en")
    assert (101, "more_faults") == (len(caught.value.codes), caught.value.codes[-1])


def test_the_search_ends_across_letters_too() -> None:
    """Faults of several files are counted together, and told once."""
    letter = block("<b>\n" * 60)
    problems = problems_of({"en/letter.txt": letter, "en/other.txt": letter})
    codes = [p.code for p in problems]
    assert (100, 1) == (codes.count("raw_html"), codes.count("more_faults"))
    assert "more_faults" == codes[-1]


def test_a_fault_counts_once_at_its_place() -> None:
    """The same words at another line are another fault."""
    faults = Faults()
    at = At(faults, "x", 1)
    for place in (at, at, at.on(2)):
        place.fault("code", "Message.", "Remedy.")
    at.fault("other", "Message.", "Remedy.")
    at.fault("code", "Another.", "Remedy.")
    assert (4, ["x:1", "x:2", "x:1", "x:1"]) == (len(faults), [p.path for p in faults])


def test_a_hundred_faults_are_too_many() -> None:
    """Ninety-nine are not."""
    faults = Faults()
    at = At(faults, "x", 0)
    for n in range(MOST - 1):
        at.fault("code", f"{n}", "Remedy.")
    assert ("x", 99) == (next(iter(faults)).path, len(faults))
    with pytest.raises(TemplateSetError) as caught:
        at.fault("code", "last", "Remedy.")
    assert (101, "last") == (
        len(caught.value.problems),
        caught.value.problems[99].message,
    )


def test_an_end_of_a_search_below_ends_the_search_above() -> None:
    """Its faults are told with those found before."""
    inner, outer = Faults(), Faults()
    outer.add("y", 1, "code", "First.", "Remedy.")
    for n in range(MOST - 1):
        inner.add("x", n + 1, "code", "Message.", "Remedy.")
    with pytest.raises(TemplateSetError) as below:
        inner.add("x", MOST, "code", "Message.", "Remedy.")
    with pytest.raises(TemplateSetError) as above:
        outer.extend(below.value)
    assert "y:1" == above.value.paths[0]
    assert "more_faults" == above.value.codes[-1]
    few = Faults()
    few.add("y", 1, "code", "First.", "Remedy.")
    ended = TemplateSetError(below.value.problems[0], below.value.problems[-1])
    with pytest.raises(TemplateSetError) as caught:
        few.extend(ended)
    assert ("y:1", "x:1", "") == caught.value.paths


def test_no_faults_refuse_nothing() -> None:
    """Whoever asks a sound set to be checked hears nothing."""
    faults = Faults()
    faults.raise_any()
    assert 0 == len(faults)


def test_a_place_says_in_which_of_several_sets_it_is() -> None:
    """Only where it does not say so already."""
    error = TemplateSetError(
        Problem("de/x.txt:3", "a", "M.", "R."),
        Problem("top:de/x.txt:3", "b", "M.", "R."),
        Problem("", "c", "M.", "R."),
        Problem("set.toml:1", "d", "M.", "R."),
        Problem("v1.2:de/x.short.txt:3", "e", "M.", "R."),
        Problem("de/x.short.txt:3", "f", "M.", "R."),
        Problem("de", "g", "M.", "R."),
    )
    expected = (
        "base:de/x.txt:3",
        "top:de/x.txt:3",
        "base:",
        "base:set.toml:1",
        "v1.2:de/x.short.txt:3",
        "base:de/x.short.txt:3",
        "base:de",
    )
    assert expected == of_set("base", error).paths
    assert error.codes == of_set("base", error).codes
    assert ("de/x.txt", "de/x.txt") == (file_of("base:de/x.txt"), file_of("de/x.txt"))


@pytest.mark.parametrize(
    ("text", "expected"),
    (
        ("role", "“role”"),
        ("{% x | y-z %}", "“{% x | y-z %}”"),
        ("x" * 64, f"“{'x' * 64}”"),
        ("x" * 65, "this text"),
        ("", "this text"),
        ("<b>", "this text"),
        ("a\nb", "this text"),
        ("\u202ea", "this text"),
    ),
)
def test_odd_words_of_a_template_are_not_repeated(text: str, expected: str) -> None:
    """An error may be shown on a page, or stand in a log."""
    assert expected == quoted(text)


def test_a_file_that_cannot_be_read_is_one_fault_among_others() -> None:
    """The rest of the set is checked all the same."""
    files = {"en/letter.txt": block("{{ x }}"), "en/other.txt": b"A."}
    problems = problems_of(files)  # type: ignore[arg-type]  # a host may store anything
    expected = [("en/other.txt", "not_text"), ("en/letter.txt:4", "unknown_field")]
    assert expected == [(p.path, p.code) for p in problems]


def test_a_set_of_more_than_a_mebibyte_is_too_large() -> None:
    """Not one of exactly that size."""
    files = {"set.toml": MANIFEST, "en/letter.txt": block("A.")}
    files["en/phrases.toml"] = PHRASES
    most = _validation.LARGEST_SET - sum(map(len, files.values()))
    full, rest = divmod(most, 32_768)
    files |= {f"de/n{n}.txt": "x" * 32_768 for n in range(full)}
    opened({**files, "de/rest.txt": "x" * rest}).validate()
    (problem,) = problems_of({**files, "de/rest.txt": "x" * (rest + 1)})
    assert ("set.toml:1", "too_large") == (problem.path, problem.code)


def test_letters_that_are_read_too_often_are_too_much(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What checking may cost is bounded, whichever files it goes to."""
    files = {"en/letter.txt": block("A."), "en/other.txt": block("B.")}
    opened(files).validate()
    monkeypatch.setattr(_validation, "_WORK", 0)
    monkeypatch.setattr(_validation, "_WORK_OF_LOCALE", 0)
    (problem,) = problems_of(files)
    assert ("set.toml:1", "too_large") == (problem.path, problem.code)


def test_phrases_are_weighed_in_each_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    """A region reads its own and those of its language."""
    own = '[closing]\nformal = "Yours,"\n'
    files = {
        "set.toml": MANIFEST.replace('"en"', '"en", "en-GB"'),
        "en/phrases.toml": PHRASES,
        "en-GB/phrases.toml": own,
    }
    weight = 2 * (2 * len(PHRASES) + len(own))
    monkeypatch.setattr(_validation, "_WORK_OF_LOCALE", 0)
    monkeypatch.setattr(_validation, "_WORK", weight)
    opened(files).validate()
    monkeypatch.setattr(_validation, "_WORK", weight - 1)
    assert ["too_large"] == [p.code for p in problems_of(files)]


def test_letters_are_weighed_after_phrases(monkeypatch: pytest.MonkeyPatch) -> None:
    """One too many ends the search, whatever else would be found."""
    files = {"en/letter.txt": block("A."), "en/other.txt": block("{{ x }}")}
    monkeypatch.setattr(_validation, "_WORK_OF_LOCALE", 0)
    monkeypatch.setattr(_validation, "_WORK", 2 * len(PHRASES))
    (problem,) = problems_of(files)
    assert ("set.toml:1", "too_large") == (problem.path, problem.code)


def test_no_more_than_ten_locales_add_to_what_may_be_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """However many a set lists."""
    tags = [
        "en",
        *(
            f"en-{region}"
            for region in ["AU", "CA", "GB", "IE", "IN", "NZ", "SG", "ZA", "US", "MT"]
        ),
    ]
    files = {
        "set.toml": MANIFEST.replace('["en"]', str(tags).replace("'", '"')),
        "en/phrases.toml": PHRASES,
    }
    monkeypatch.setattr(_validation, "_WORK", 0)
    monkeypatch.setattr(_validation, "_WORK_OF_LOCALE", 2 * len(PHRASES))
    assert ["too_large"] == [p.code for p in problems_of(files)]
    files["set.toml"] = files["set.toml"].replace(', "en-MT"', "")
    opened(files).validate()


def test_phrases_that_cannot_be_read_are_told_once() -> None:
    """And nothing else of their locale."""
    files = {"en/phrases.toml": b"x", "en/letter.txt": block("A.")}
    problems = problems_of(files)  # type: ignore[arg-type]  # a host may store anything
    assert [("en/phrases.toml", "not_text")] == [(p.path, p.code) for p in problems]


def test_a_layout_of_a_base_that_cannot_be_read_is_told_as_its_own() -> None:
    """The set that extends it has no such file."""
    files = {"layout.html": b"<p>", "en/letter.txt": block("A.")}
    base = opened(files, name="base")  # type: ignore[arg-type]  # that is the point
    manifest = f'{MANIFEST}extends = "base"\n'
    child = TemplateSet.from_mapping(
        "c", {"set.toml": manifest}, schema=SCHEMA, base=base
    )
    with pytest.raises(TemplateSetError) as caught:
        child.layout()
    assert ("base:layout.html",) == caught.value.paths


def test_a_layout_of_a_base_is_named_by_its_set_once() -> None:
    """However many sets stand between."""
    page = '<!doctype html>\n<html lang="{{ lang }}" dir="{{ dir }}"><body><x></body></html>'
    base = opened({"layout.html": page}, name="base")
    middle = TemplateSet.from_mapping(
        "middle",
        {"set.toml": f'{MANIFEST}extends = "base"\n'},
        schema=SCHEMA,
        base=base,
    )
    child = TemplateSet.from_mapping(
        "child",
        {"set.toml": f'{MANIFEST}extends = "middle"\n'},
        schema=SCHEMA,
        base=middle,
    )
    assert "base:layout.html" == child.layout_file()[0]
    with pytest.raises(TemplateSetError) as caught:
        child.layout()
    assert "base:layout.html:2" == caught.value.paths[0]


def test_a_library_that_is_not_installed_is_new_enough(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A checkout on the path has no metadata."""

    def missing(_name: str) -> str:
        raise metadata.PackageNotFoundError

    monkeypatch.setattr(metadata, "version", missing)
    assert "T" == opened({"set.toml": f'{MANIFEST}requires = ">=99.9"\n'}).title


@pytest.mark.parametrize(
    ("required", "version", "enough"),
    (
        ("1.2", "1.2", True),
        ("1.2", "1.2.0", True),
        ("1.2.1", "1.2.0", False),
        ("1.10", "1.9.9", False),
        ("1.2", "1.10.dev1", True),
        ("2", "1.99.99", False),
        ("2", "2.0.0rc1", True),
    ),
)
def test_a_release_is_compared_by_its_numbers(
    monkeypatch: pytest.MonkeyPatch,
    required: str,
    version: str,
    enough: bool,  # noqa: FBT001 -- a table
) -> None:
    """Three of them, each as a number."""
    asked: list[str] = []

    def installed(name: str) -> str:
        asked.append(name)
        return version

    monkeypatch.setattr(metadata, "version", installed)
    manifest = f'{MANIFEST}requires = ">= {required}"\n'
    if enough:
        opened({"set.toml": manifest})
    else:
        with pytest.raises(TemplateSetError, match="library_too_old"):
            opened({"set.toml": manifest})
    assert ["followup-kit"] == asked


def test_words_that_close_the_braces_are_no_expression() -> None:
    """The scanner lets no such words through; the reader would not take them either."""
    faults = Faults()
    at = At(faults, "x", 1)
    assert () == read_output("role }} x {{ role", at)
    assert Known("") == read_condition("role }} x {{ (role)", at)
    (problem,) = faults
    assert ("syntax", "This is not one expression.", "Write a single field.") == (
        problem.code,
        problem.message,
        problem.remedy,
    )


def test_a_layout_writes_as_many_dresses_as_are_asked_for() -> None:
    """Few of them are kept, all of them are right."""
    manifest = f"{MANIFEST}[options.note]\ntype = 'text'\n"
    page = (
        '<!doctype html>\n<html lang="{{ lang }}" dir="{{ dir }}"><body>\n'
        "<p>{{ note }}</p>{{ body }}\n</body></html>"
    )
    files = {"set.toml": manifest, "layout.html": page, "en/letter.txt": block("A.")}
    letter = opened(files).letter("letter", "en")
    for n in [*range(70), 0, 69]:
        options = {"note": f"no. {n}"}
        done = letter.render(VALUES, name_forms=NAMES, options=options)
        assert f"<p>no. {n}</p>" in done.html


def test_a_loop_of_a_layout_leaves_out_what_its_condition_says() -> None:
    """The place in the list is that of the whole list."""
    page = (
        '<!doctype html>\n<html lang="{{ lang }}" dir="{{ dir }}"><body>\n'
        "{% for p in people if p != 'Ann' %}<p>{{ loop.index }} {{ p }}</p>{% endfor %}\n"
        "{{ body }}\n</body></html>"
    )
    letter = opened({"layout.html": page, "en/letter.txt": block("A.")}).letter(
        "letter", "en"
    )
    values = {**VALUES, "people": ("Ann", "Bob", "Cem")}
    html = letter.render(values, name_forms=NAMES).html
    assert "<p>2 Bob</p><p>3 Cem</p>" in html
    assert "Ann" not in html


def test_phrases_tell_whether_a_letter_goes_on_after_its_greeting() -> None:
    """Only where the locale does so, and only after a mark that goes on."""
    lower = '[after_greeting]\ncase = "lower"\n'
    german = opened({"en/phrases.toml": PHRASES + lower}).phrases("en")
    english = opened({}).phrases("en")
    greetings = ("Guten Tag,", "Guten Tag, ", "Guten Tag!", "Guten Tag")
    assert [True, True, False, False] == [german.continues(g) for g in greetings]
    assert [False] * 4 == [english.continues(g) for g in greetings]
