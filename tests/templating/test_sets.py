"""Sets are opened, extended, varied by region and formality, and refused whole."""

from __future__ import annotations

import os
import pickle
import shutil
import threading
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from followup_kit.errors import TemplateSetError
from followup_kit.templating import Schema, TemplateSet
from tests.templating.sets import (
    NAMES,
    PHRASES,
    SCHEMA,
    SUBJECT,
    VALUES,
    block,
    field,
    opened,
)


if TYPE_CHECKING:
    from pathlib import Path

    from followup_kit.templating import Letter

TWO = """\
formalities = ["formal", "informal"]
[[greeting.formal]]
text = "Dear {full},"
[[greeting.informal]]
text = "Hi {full},"
[closing]
formal = "Regards,"
informal = "Bye,"
"""
BASE = {
    "en/_shared.txt": "{% block data %}\nData of base.\n{% endblock %}\n",
    "en/letter.txt": (
        f"{SUBJECT}{{% block a %}}\nA of base.\n{{% endblock %}}\n\n"
        '{% include "data" %}\n\n{% block z %}\nZ of base.\n{% endblock %}\n'
    ),
}
CHILD = 'schema = 1\ntitle = "Child"\nlocales = ["en"]\nextends = "base"\n'


def lines(letter: Letter) -> list[str]:
    """Return the chunks of a letter between greeting and closing."""
    return letter.render(VALUES, name_forms=NAMES).text.split("\n\n")[1:-1]


def child_of(
    files: dict[str, str], base: dict[str, str] | None = None, manifest: str = CHILD
) -> TemplateSet:
    """Open a set that extends the base."""
    above = opened(base or BASE, name="base")
    given = {"set.toml": manifest, **files}
    return TemplateSet.from_mapping("child", given, schema=SCHEMA, base=above)


def refused(opening: object) -> str:
    """Return the first code of the error that a call raises."""
    assert callable(opening)
    with pytest.raises(TemplateSetError) as caught:
        opening()
    return caught.value.codes[0]


def test_blocks_and_includes_stand_in_the_order_of_the_file() -> None:
    """A letter is read from top to bottom."""
    assert lines(opened(BASE).letter("letter", "en")) == [
        "A of base.",
        "Data of base.",
        "Z of base.",
    ]


def test_a_set_overrides_one_block_and_inherits_the_rest() -> None:
    """Order, other blocks, phrases and layout come from the set it extends."""
    files = {"en/letter.txt": "{% block a %}\nA of child.\n{% endblock %}\n"}
    assert lines(child_of(files).letter("letter", "en")) == [
        "A of child.",
        "Data of base.",
        "Z of base.",
    ]


def test_an_overriding_block_may_include_the_original() -> None:
    """The overridden block is at hand as a paragraph."""
    body = '{% block a %}\nBefore.\n\n{% include "original" %}\n{% endblock %}\n'
    letter = child_of({"en/letter.txt": body}).letter("letter", "en")
    assert lines(letter)[:2] == ["Before.", "A of base."]


def test_an_original_may_include_shared_blocks() -> None:
    """What the overridden block pulls in stands in the letter as well."""
    body = '{% block a %}\nBefore.\n\n{% include "original" %}\n{% endblock %}\n'
    base = {**BASE, "en/letter.txt": block("x")}
    base["en/letter.txt"] = SUBJECT + (
        '{% block a %}\nA of base.\n\n{% include "data" %}\n{% endblock %}\n'
    )
    letter = child_of({"en/letter.txt": body}, base).letter("letter", "en")
    assert ["Before.", "A of base.", "Data of base."] == lines(letter)


def test_includes_go_eight_deep_and_no_deeper() -> None:
    """A chain of nine blocks is longer than any reader follows."""

    def chain(length: int) -> dict[str, str]:
        links = [
            f'{{% block b{n} %}}\n{{% include "b{n + 1}" %}}\n{{% endblock %}}\n'
            for n in range(1, length)
        ]
        last = f"{{% block b{length} %}}\nThe end.\n{{% endblock %}}\n"
        letter = SUBJECT + '{% include "b1" %}\n'
        return {"en/_shared.txt": "".join(links) + last, "en/letter.txt": letter}

    assert ["The end."] == lines(opened(chain(8)).letter("letter", "en"))
    assert "include_cycle" == refused(lambda: opened(chain(9)).letter("letter", "en"))


def test_a_shared_block_includes_no_original_of_its_own() -> None:
    """There is nothing below the lowest one."""
    shared = '{% block data %}\n{% include "original" %}\n{% endblock %}\n'
    files = {**BASE, "en/_shared.txt": shared}
    assert "no_original" == refused(lambda: opened(files).letter("letter", "en"))


def test_a_shared_block_includes_the_original_of_the_set_below() -> None:
    """As blocks of letters do."""
    shared = '{% block data %}\n{% include "original" %}\n\nMore.\n{% endblock %}\n'
    letter = child_of({"en/_shared.txt": shared}).letter("letter", "en")
    assert ["Data of base.", "More."] == lines(letter)[1:3]


def test_a_shared_block_is_overridden_for_all_letters() -> None:
    """A set may replace what several letters include."""
    files = {"en/_shared.txt": "{% block data %}\nData of child.\n{% endblock %}\n"}
    assert lines(child_of(files).letter("letter", "en"))[1] == "Data of child."


def test_a_shared_block_is_overridden_for_one_letter() -> None:
    """A block of a letter takes the place of the shared one of its name."""
    body = '{% block data %}\n{% include "original" %}\n\nMore.\n{% endblock %}\n'
    letter = child_of({"en/letter.txt": body}).letter("letter", "en")
    assert lines(letter)[1:3] == ["Data of base.", "More."]


def test_a_block_that_overrides_nothing_is_a_fault() -> None:
    """A misspelt block name never vanishes silently."""
    files = {"en/letter.txt": "{% block b %}\nB.\n{% endblock %}\n"}
    assert refused(lambda: child_of(files).letter("letter", "en")) == "unknown_block"


def test_a_kind_can_be_replaced_whole() -> None:
    """A kind named in replaces inherits no block and no order."""
    manifest = CHILD + 'replaces = ["letter"]\n'
    files = {
        "en/letter.txt": SUBJECT
        + '{% block b %}\nB.\n{% endblock %}\n{% include "data" %}\n'
    }
    letter = child_of(files, manifest=manifest).letter("letter", "en")
    assert lines(letter) == ["B.", "Data of base."]


def test_a_region_extends_its_language() -> None:
    """A regional folder holds only what differs."""
    files = {
        **BASE,
        "set.toml": 'schema = 1\ntitle = "T"\nlocales = ["en", "en-GB"]\n',
        "en-GB/phrases.toml": '[closing]\nformal = "Yours,"\n',
        "en-GB/letter.txt": "{% block z %}\nZ of Britain.\n{% endblock %}\n",
    }
    done = opened(files).letter("letter", "en-GB").render(VALUES, name_forms=NAMES)
    assert done.text.split("\n\n")[1:] == [
        "A of base.",
        "Data of base.",
        "Z of Britain.",
        "Yours,",
    ]


def formal_and_informal() -> dict[str, str]:
    """Return a base that varies one block by formality."""
    return {
        **BASE,
        "en/phrases.toml": TWO,
        "en/letter.informal.txt": "{% block a %}\nA, informal.\n{% endblock %}\n",
    }


def test_a_formality_holds_only_what_differs() -> None:
    """The base file serves every formality that has no block of its own."""
    letter = opened(formal_and_informal()).letter("letter", "en", "informal")
    assert lines(letter)[:2] == ["A, informal.", "Data of base."]


def test_overriding_a_varied_block_needs_every_variant() -> None:
    """Otherwise the other formality would silently keep the old wording."""
    files = {"en/letter.txt": "{% block a %}\nA of child.\n{% endblock %}\n"}
    child = child_of(files, formal_and_informal())
    assert refused(lambda: child.letter("letter", "en", "informal")) == (
        "formality_missing"
    )


def test_the_default_formality_is_named_or_the_first() -> None:
    """default_formality wins over the order of the list."""
    assert opened({"en/phrases.toml": TWO}).phrases("en").default_formality == "formal"
    named = f'default_formality = "informal"\n{TWO}'
    assert opened({"en/phrases.toml": named}).phrases("en").default_formality == (
        "informal"
    )


def test_origins_name_set_file_line_and_block() -> None:
    """Each chunk of the text knows where it was written."""
    body = '{% block a %}\nBefore.\n\n{% include "original" %}\n{% endblock %}\n'
    letter = child_of({"en/letter.txt": body}).letter("letter", "en")
    done = letter.render(VALUES, name_forms=NAMES)
    found = [(o.set, o.file, o.line, o.block) for o in done.origins]
    assert found == [
        ("base", "en/phrases.toml", 0, "greeting"),
        ("child", "en/letter.txt", 2, "a"),
        ("base", "en/letter.txt", 4, "a"),
        ("base", "en/_shared.txt", 2, "data"),
        ("base", "en/letter.txt", 10, "z"),
        ("base", "en/phrases.toml", 0, "closing"),
    ]
    assert len(done.text.split("\n\n")) == len(found)


def test_fields_are_the_keys_a_letter_asks_for() -> None:
    """Forms, conditions and items of lists are listed as flat keys."""
    body = (
        "{{ day|short }}\n\n{% if late %}\nSorry.\n{% endif %}\n\n"
        "{% for q in questions %}\n{{ q.question }}\n{% endfor %}"
    )
    letter = opened({"en/letter.txt": block(body)}).letter("letter", "en")
    assert letter.fields == {
        "day",
        "day|short",
        "late",
        "questions",
        "questions[].question",
        "role",
    }


def test_only_the_files_of_the_letter_are_read() -> None:
    """A broken letter does no harm to the others until it is asked for."""
    tenant = opened({**BASE, "en/other.txt": "{{"})
    assert lines(tenant.letter("letter", "en"))[0] == "A of base."
    assert refused(lambda: tenant.letter("other", "en")) == "unterminated"


def test_validate_lists_the_faults_of_every_letter() -> None:
    """All letters in all locales and formalities are read, and all faults raised."""
    files = {
        "set.toml": 'schema = 1\ntitle = "T"\nlocales = ["en", "de", "fr"]\n',
        "en/letter.txt": block("{{ rolle }}"),
        "en/letter.casual.txt": "{% block a %}\nA\n{% endblock %}\n",
        "en/latter.txt": block("A"),
        "de/phrases.toml": PHRASES,
        "de/letter.txt": block("<b>"),
        "de/other.txt": block("{{ late }}"),
    }
    with pytest.raises(TemplateSetError) as caught:
        opened(files).validate()
    assert {(p.path, p.code) for p in caught.value.problems} == {
        ("en/letter.txt:4", "unknown_field"),
        ("en/letter.casual.txt", "no_formality"),
        ("en/latter.txt", "unknown_kind"),
        ("de/letter.txt:4", "raw_html"),
        ("de/other.txt:4", "flag_printed"),
        ("fr/phrases.toml", "no_phrases"),
    }


@pytest.mark.parametrize(
    ("kind", "locale", "formality", "code"),
    (
        ("nothing", "en", None, "no_letter"),
        ("other", "en", None, "no_letter"),
        ("letter", "de", None, "no_locale"),
        ("letter", "../en", None, "no_locale"),
        ("letter", "en", "casual", "no_formality"),
    ),
)
def test_what_a_set_does_not_have_is_an_error(
    kind: str, locale: str, formality: str | None, code: str
) -> None:
    """The error lists what there is; another locale is never taken instead."""
    assert refused(lambda: opened(BASE).letter(kind, locale, formality)) == code


def test_kinds_are_those_with_a_letter() -> None:
    """Inherited letters count, shared blocks and strangers do not."""
    child = child_of({"en/other.txt": block("A"), "en/strange.txt": "x"})
    assert child.kinds("en") == ("letter", "other")


def test_a_kind_that_is_replaced_has_only_letters_of_its_own() -> None:
    """Until one is written there is none."""
    manifest = CHILD + 'replaces = ["letter"]\n'
    assert () == child_of({}, manifest=manifest).kinds("en")
    files = {"en/letter.txt": block("B.")}
    assert ("letter",) == child_of(files, manifest=manifest).kinds("en")


def test_a_set_that_extends_one_that_extends_replaces_for_both() -> None:
    """What the middle one replaces, the top one does not get from below."""
    base = opened(BASE, name="base")
    middle = TemplateSet.from_mapping(
        "middle",
        {"set.toml": f'{CHILD}replaces = ["letter"]\n', "en/letter.txt": block("M.")},
        schema=SCHEMA,
        base=base,
    )
    top = TemplateSet.from_mapping(
        "top",
        {"set.toml": CHILD.replace("base", "middle")},
        schema=SCHEMA,
        base=middle,
    )
    assert ["M."] == lines(top.letter("letter", "en"))
    assert ("letter",) == top.kinds("en")


def test_locales_are_inherited() -> None:
    """A set has the locales of the one it extends, its own first."""
    manifest = CHILD.replace('["en"]', '["de"]')
    assert child_of({}, manifest=manifest).locales == ("de", "en")


@pytest.mark.parametrize(
    ("manifest", "code"),
    (
        ("title = 'T'\nlocales = ['en']", "schema_number"),
        ("schema = 2\ntitle = 'T'\nlocales = ['en']", "schema_number"),
        ("schema = 1\nlocales = ['en']", "no_title"),
        ("schema = 1\ntitle = 'T'", "bad_value"),
        ("schema = 1\ntitle = 'T'\nlocales = ['english']", "bad_locale"),
        ("schema = 1\ntitle = 'T'\nlocales = ['EN']", "bad_locale"),
        ("schema = 1\ntitle = 'T'\nlocales = ['en']\ncolour = 1", "unknown_key"),
        ("schema = 1\ntitle = 'T'\nlocales = ['en']\nextends = '../x'", "bad_value"),
        ("schema = 1\ntitle = 'T'\nlocales = ['en']\nextends = 'nothing'", "no_set"),
        ("schema = 1\ntitle = 'T'\nlocales = ['en']\nrequires = '1'", "bad_value"),
        (
            "schema = 1\ntitle = 'T'\nlocales = ['en']\n[options.x]\ntype = 'y'",
            "bad_option",
        ),
        (
            "schema = 1\ntitle = 'T'\nlocales = ['en']\n[options.x]\ntype = 'color'",
            "bad_option",
        ),
        (
            "schema = 1\ntitle = 'T'\nlocales = ['en']\n[options.body]\ntype = 'text'",
            "bad_option",
        ),
        (
            "schema = 1\ntitle = 'T'\nlocales = ['en']\n[extras.x]\nposition = 'y'",
            "bad_extra",
        ),
        ("schema = 1\ntitle = 'T'\nlocales = ['en']\nextras = 1", "bad_value"),
        ("schema = 1\ntitle =", "not_toml"),
        ("[" * 5000, "not_toml"),
    ),
)
def test_a_broken_manifest_is_refused(manifest: str, code: str) -> None:
    """set.toml is checked when the set is opened."""
    assert refused(lambda: opened({"set.toml": manifest})) == code


def test_a_set_without_manifest_is_refused() -> None:
    """A folder is a set only with a set.toml."""
    empty = lambda: TemplateSet.from_mapping("x", {}, schema=SCHEMA)  # noqa: E731
    assert refused(empty) == "no_manifest"


EXTRAS = (
    'schema = 1\ntitle = "T"\nlocales = ["en"]\n[extras.parking]\nposition = "line"\n'
)


def test_declared_extra_fields_can_be_mentioned() -> None:
    """An extra field obeys the rules of its position, and is optional."""
    letter = opened(
        {"set.toml": EXTRAS, "en/letter.txt": block("- Parking: {{ extras.parking }}")}
    ).letter("letter", "en")
    with_parking = {**VALUES, "extras.parking": "Yard 2"}
    assert "- Parking: Yard 2" in letter.render(with_parking, name_forms=NAMES).text
    assert "Parking" not in letter.render(VALUES, name_forms=NAMES).text


def test_a_folder_is_a_set(tmp_path: Path) -> None:
    """Files are read as UTF-8 with either line ending, in NFC."""
    folder = tmp_path / "mine"
    for name, text in {
        "set.toml": 'schema = 1\ntitle = "T"\nlocales = ["en"]\n',
        "en/phrases.toml": PHRASES,
        "en/letter.txt": block("Cafe\u0301.\n\nTwo.").replace("\n", "\r\n"),
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    mine = TemplateSet.from_folder(folder, schema=SCHEMA)
    assert (mine.name, lines(mine.letter("letter", "en"))) == (
        "mine",
        ["Café.", "Two."],
    )


def test_folders_and_packages_may_extend_a_set_that_is_not_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is handed over, as for a set in memory."""
    folder = tmp_path / "own_letters"
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    (folder / "set.toml").write_text(CHILD)
    monkeypatch.syspath_prepend(tmp_path)
    base = opened(BASE, name="base")
    for mine in (
        TemplateSet.from_folder(folder, schema=SCHEMA, base=base),
        TemplateSet.from_package("own_letters", schema=SCHEMA, base=base),
    ):
        assert "own_letters" == mine.name
        assert "A of base." == lines(mine.letter("letter", "en"))[0]


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    """A symbolic link cannot bring in a file from outside of the set."""
    folder = tmp_path / "mine"
    (folder / "en").mkdir(parents=True)
    (folder / "set.toml").write_text('schema = 1\ntitle = "T"\nlocales = ["en"]\n')
    secret = tmp_path / "secret.txt"
    secret.write_text(block("secret"))
    (folder / "en/phrases.toml").write_text(PHRASES)
    (folder / "en/letter.txt").symlink_to(secret)
    mine = TemplateSet.from_folder(folder, schema=SCHEMA)
    assert refused(lambda: mine.letter("letter", "en")) == "outside_the_set"


@pytest.mark.parametrize(
    ("data", "code"), ((b"\xff", "not_utf8"), (b"x" * 70_000, "file_too_large"))
)
def test_an_odd_file_is_refused(tmp_path: Path, data: bytes, code: str) -> None:
    """Files are UTF-8 and limited in size."""
    (tmp_path / "set.toml").write_bytes(data)
    assert refused(lambda: TemplateSet.from_folder(tmp_path, schema=SCHEMA)) == code


def test_a_folder_that_does_not_exist_is_no_set(tmp_path: Path) -> None:
    """A wrong path is a typed error."""
    missing = tmp_path / "nothing"
    assert refused(lambda: TemplateSet.from_folder(missing, schema=SCHEMA)) == (
        "no_manifest"
    )


def test_a_package_that_does_not_exist_is_refused() -> None:
    """A wrong package name is a typed error."""
    opening = lambda: TemplateSet.from_package("no_such_thing", "x", schema=SCHEMA)  # noqa: E731
    assert refused(opening) == "no_package"


def test_a_set_is_pickled_by_its_source() -> None:
    """A copy in another process writes the same letter."""
    child = child_of({"en/letter.txt": "{% block a %}\nA of child.\n{% endblock %}\n"})
    child.letter("letter", "en")
    copy = pickle.loads(pickle.dumps(child))  # noqa: S301 -- our own bytes
    assert lines(copy.letter("letter", "en")) == lines(child.letter("letter", "en"))


def test_the_digest_changes_with_the_files() -> None:
    """Same files, same digest; also of the set that is extended."""
    same = child_of({}).digest == child_of({}).digest
    other = child_of({}, {**BASE, "en/other.txt": "x"}).digest
    assert (same, other != child_of({}).digest) == (True, True)


def test_threads_share_a_letter() -> None:
    """Many threads that load and write at once get the same message."""
    shared = opened({**BASE, "en/letter.txt": block("{% if late %}A{% endif %} B.")})
    found: set[str] = set()

    def run() -> None:
        for turn in range(50):
            letter = shared.letter("letter", "en")
            values = {**VALUES, "late": bool(turn % 2)}
            found.add(letter.render(values, name_forms=NAMES).text)

    threads = [threading.Thread(target=run) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 2


def test_a_broken_set_does_not_touch_another() -> None:
    """Nothing is shared between sets of one process."""
    refused(lambda: opened({"en/letter.txt": block("{{ x }}")}).letter("letter", "en"))
    assert lines(opened(BASE).letter("letter", "en"))[0] == "A of base."


def test_the_schema_of_a_kind_is_its_own() -> None:
    """A field of another kind is unknown."""
    schema = Schema((field("role"),), {"letter": (), "other": (field("x"),)})
    mine = opened({"en/letter.txt": block("{{ x }}")}, schema=schema)
    assert refused(lambda: mine.letter("letter", "en")) == "unknown_field"


def test_a_set_may_require_a_release() -> None:
    """A set for a newer library is refused, one for an older is opened."""
    sound = 'schema = 1\ntitle = "T"\nlocales = ["en"]\nrequires = ">=%s"\n'
    assert opened({"set.toml": sound % "0.1"}).title == "T"
    newer = lambda: opened({"set.toml": sound % "9999.1"})  # noqa: E731
    assert refused(newer) == "library_too_old"


def test_a_folder_lists_its_kinds(tmp_path: Path) -> None:
    """Only files of the documented pattern count."""
    (tmp_path / "en").mkdir()
    (tmp_path / "set.toml").write_text('schema = 1\ntitle = "T"\nlocales = ["en"]\n')
    for name in ("letter.txt", "other.txt~", ".other.txt", "_shared.txt", "Other.txt"):
        (tmp_path / "en" / name).write_text("x")
    mine = TemplateSet.from_folder(tmp_path, schema=SCHEMA)
    assert mine.kinds("en") == ("letter",)


def test_the_digest_of_a_folder_is_that_of_its_texts(tmp_path: Path) -> None:
    """Where the files lie does not matter."""
    for name in ("one", "two"):
        folder = tmp_path / name
        (folder / "en").mkdir(parents=True)
        (folder / "set.toml").write_text('schema = 1\ntitle = "T"\nlocales = ["en"]\n')
        (folder / "en/letter.txt").write_text(block("A."))
    one, two = (
        TemplateSet.from_folder(tmp_path / name, schema=SCHEMA)
        for name in ("one", "two")
    )
    assert one.digest == two.digest


def test_an_extra_field_may_be_a_list() -> None:
    """Declared lists are lists; a field that is not optional has to be there."""
    manifest = (
        'schema = 1\ntitle = "T"\nlocales = ["en"]\n'
        '[extras.perks]\nposition = "prose"\nmany = true\n'
        '[extras.site]\nposition = "name"\noptional = false\n'
    )
    body = "At {{ extras.site }}.\n\nPerks:\n- {{ extras.perks }}"
    letter = opened({"set.toml": manifest, "en/letter.txt": block(body)}).letter(
        "letter", "en"
    )
    given = {"extras.site": "Berlin", "extras.perks": ("One.", "Two.")}
    done = letter.render({**VALUES, **given}, name_forms=NAMES)
    assert "At Berlin.\n\nPerks:\n- One.\n- Two." in done.text


def test_a_pipe_in_the_place_of_a_file_is_refused(tmp_path: Path) -> None:
    """A set that would keep its reader waiting for ever is refused at once."""
    (tmp_path / "en").mkdir()
    (tmp_path / "set.toml").write_text('schema = 1\ntitle = "A"\nlocales = ["en"]\n')
    os.mkfifo(tmp_path / "en" / "phrases.toml")
    with pytest.raises(TemplateSetError) as caught:
        TemplateSet.from_folder(tmp_path, schema=SCHEMA).phrases("en")
    assert caught.value.codes == ("unreadable",)


@pytest.mark.parametrize("value", (3, None, b"x", ["x"]))
def test_a_text_that_is_none_is_refused(value: Any) -> None:
    """What a host read from JSON may be anything."""
    files: Any = {"en/letter.txt": value, 3: "x"}
    mine = opened(files)
    code = "no_letter" if value is None else "not_text"
    assert refused(lambda: mine.letter("letter", "en")) == code


def test_the_digest_covers_the_language_that_a_region_reads() -> None:
    """A region's letters come from the language's folder too, listed or not."""
    manifest = 'schema = 1\ntitle = "T"\nlocales = ["en-GB"]\n'
    one = opened({"set.toml": manifest, "en/letter.txt": block("One.")})
    two = opened({"set.toml": manifest, "en/letter.txt": block("Two.")})
    assert one.letter("letter", "en-GB") is not None
    assert one.digest != two.digest


def test_a_misspelt_kind_in_replaces_is_a_fault() -> None:
    """It would go on inheriting what it was meant to replace."""
    made = child_of({}, manifest=f'{CHILD}replaces = ["leter"]\n')
    with pytest.raises(TemplateSetError) as caught:
        made.validate()
    assert ("set.toml:5", "unknown_kind") == (
        caught.value.paths[0],
        caught.value.codes[0],
    )


def _installed(folder: Path, code: str) -> None:
    files = {
        "__init__.py": code,
        "letters/set.toml": 'schema = 1\ntitle = "T"\nlocales = ["en", "en-GB"]\n',
        "letters/en/phrases.toml": PHRASES,
        "letters/en/letter.txt": block("A."),
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def test_no_code_of_a_package_is_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its files are found without importing it."""
    _installed(tmp_path / "rude_letters", "raise RuntimeError\n")
    monkeypatch.syspath_prepend(tmp_path)
    made = TemplateSet.from_package("rude_letters", "letters", schema=SCHEMA)
    made.validate()
    assert ["A."] == lines(made.letter("letter", "en-GB"))


def test_a_set_may_lie_in_an_archive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that the archive lacks, as a region's, is no error."""
    _installed(tmp_path / "zipped_letters", "")
    archive = tmp_path / "letters.zip"
    with zipfile.ZipFile(archive, "w") as opened_archive:
        for path in (tmp_path / "zipped_letters").rglob("*.*"):
            opened_archive.write(path, path.relative_to(tmp_path))
    monkeypatch.syspath_prepend(archive)
    shutil.rmtree(tmp_path / "zipped_letters")
    made = TemplateSet.from_package("zipped_letters", "letters", schema=SCHEMA)
    made.validate()
    assert ["A."] == lines(made.letter("letter", "en-GB"))


@pytest.mark.parametrize("folder", ("../letters", "..", "a/../../b", "/etc"))
def test_a_folder_of_a_package_stays_in_it(folder: str) -> None:
    """Steps upwards are refused."""
    opening = lambda: TemplateSet.from_package("followup_kit", folder, schema=SCHEMA)  # noqa: E731
    assert refused(opening) == "no_package"
