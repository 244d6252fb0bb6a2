"""Files of a set: only those of the documented names, whole, and none from elsewhere."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path
from types import ModuleType

import pytest

from followup_kit.errors import TemplateSetError
from followup_kit.templating import TemplateSet
from followup_kit.templating._source import (
    LARGEST_FILE,
    FolderSource,
    LetterName,
    MappingSource,
    PackageSource,
    decoded,
    digest_of,
    known_name,
    tidied,
)
from tests.templating.sets import PHRASES, SCHEMA, block


MANIFEST = 'schema = 1\ntitle = "T"\nlocales = ["en"]\n'


def written(folder: Path, files: dict[str, str]) -> Path:
    """Write files below a folder and return it."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def problem_of(source: FolderSource | MappingSource, name: str) -> tuple[str, ...]:
    """Return what reading a file is refused for."""
    with pytest.raises(TemplateSetError) as caught:
        source.read(name)
    (problem,) = caught.value.problems
    return problem.path, problem.code, problem.message, problem.remedy


@pytest.mark.parametrize(
    ("entry", "expected"),
    (
        ("rejected.txt", ("rejected", "full", "")),
        ("rejected.informal.txt", ("rejected", "full", "informal")),
        ("rejected.short.txt", ("rejected", "short", "")),
        ("rejected.short.informal.txt", ("rejected", "short", "informal")),
        ("_shared.informal.txt", ("_shared", "full", "informal")),
        ("txt.txt", ("txt", "full", "")),
    ),
)
def test_a_file_s_name_tells_kind_form_and_formality(
    entry: str, expected: tuple[str, str, str]
) -> None:
    """Nothing else of the name counts."""
    name = LetterName.of(entry)
    assert expected == tuple(name)
    assert entry.startswith(f"{name.stem}.")


def test_the_stem_of_a_short_letter_says_so() -> None:
    """Both of its files begin with it."""
    assert "rejected.short" == LetterName("rejected", "short", "informal").stem
    assert "rejected" == LetterName("rejected", "full", "informal").stem


@pytest.mark.parametrize(
    "name",
    (
        "set.toml",
        "layout.html",
        "de/phrases.toml",
        "zh-Hant-TW/rejected.txt",
        "de/_shared.short.informal.txt",
        f"de/{'a' * 48}.txt",
    ),
)
def test_documented_names_are_known(name: str) -> None:
    """These are all there are."""
    assert known_name(name)


@pytest.mark.parametrize(
    "name",
    (
        "",
        "/set.toml",
        "../set.toml",
        "de/../set.toml",
        "de//rejected.txt",
        "de/set.toml",
        "phrases.toml",
        "rejected.txt",
        "de/Rejected.txt",
        "de/rejected.html",
        "de/rejected.txt\n",
        "de/a.b.c.d.txt",
        "d/rejected.txt",
        "de/x/rejected.txt",
        f"de/{'a' * 49}.txt",
    ),
)
def test_other_names_are_never_read(name: str, tmp_path: Path) -> None:
    """Not from a folder, a package, or memory."""
    assert not known_name(name)
    assert FolderSource(str(tmp_path)).read(name) is None
    assert PackageSource("followup_kit", "sets/standard").read(name) is None
    assert MappingSource("x", {name: "x"}).read(name) is None


def test_text_has_one_kind_of_line_ends_and_composed_letters() -> None:
    """Whichever system it was written on."""
    assert "a\nb\nc\nd" == tidied("a\r\nb\rc\nd")
    assert "é\né" == tidied("e\u0301\r\u00e9")
    assert "a\nb" == decoded("x", b"\xef\xbb\xbfa\r\nb")


def test_a_file_may_have_64_kib_and_no_more() -> None:
    """The limit is in bytes."""
    assert LARGEST_FILE == len(decoded("x", b"a" * LARGEST_FILE))
    expected = (
        "en/x.txt",
        "file_too_large",
        "The file is larger than 64 KiB.",
        "Move blocks into other files or shorten it.",
    )
    source = MappingSource("x", {"en/x.txt": "é" * (LARGEST_FILE // 2 + 1)})
    assert expected == problem_of(source, "en/x.txt")


def test_half_a_character_is_no_text() -> None:
    """A lone surrogate, as a broken JSON text has it, is told like broken UTF-8."""
    source = MappingSource("x", {"en/x.txt": "a\ud800"})
    expected = "en/x.txt", "not_utf8", "The file is not UTF-8.", "Save it as UTF-8."
    assert expected == problem_of(source, "en/x.txt")


def test_a_text_in_memory_is_text() -> None:
    """Bytes and numbers are not guessed at."""
    source = MappingSource("x", {"en/x.txt": b"A."})  # type: ignore[dict-item]  # that is the point
    expected = "en/x.txt", "not_text", "The file is no text.", "Store its text as str."
    assert expected == problem_of(source, "en/x.txt")


def test_a_folder_in_the_place_of_a_file_is_refused(tmp_path: Path) -> None:
    """It could not be read."""
    (tmp_path / "en/letter.txt").mkdir(parents=True)
    expected = (
        "en/letter.txt",
        "unreadable",
        "This is no file.",
        "Put a plain file there.",
    )
    assert expected == problem_of(FolderSource(str(tmp_path)), "en/letter.txt")


def test_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    """The system gives up on it, and so do we."""
    (tmp_path / "en").mkdir()
    (tmp_path / "en/letter.txt").symlink_to(tmp_path / "en/letter.txt")
    expected = (
        "en/letter.txt",
        "unreadable",
        "The file cannot be read.",
        "Check its permissions.",
    )
    assert expected == problem_of(FolderSource(str(tmp_path)), "en/letter.txt")


def test_a_link_out_of_the_set_is_told(tmp_path: Path) -> None:
    """Its words are not read."""
    secret = written(tmp_path / "other", {"letter.txt": "secret"}) / "letter.txt"
    folder = written(tmp_path / "set", {"en/x.txt": "x"})
    (folder / "en/letter.txt").symlink_to(secret)
    expected = (
        "en/letter.txt",
        "outside_the_set",
        "The file leads out of the set.",
        "Put the file itself there instead of a link.",
    )
    assert expected == problem_of(FolderSource(str(folder)), "en/letter.txt")


def test_a_link_inside_of_the_set_is_followed(tmp_path: Path) -> None:
    """Two names may share a text."""
    folder = written(tmp_path / "set", {"en/one.txt": "One."})
    (folder / "en/two.txt").symlink_to(folder / "en/one.txt")
    assert "One." == FolderSource(str(folder)).read("en/two.txt")


def test_a_folder_whose_name_begins_alike_is_outside(tmp_path: Path) -> None:
    """Paths are compared step by step."""
    other = written(tmp_path / "set-two", {"letter.txt": "secret"})
    folder = written(tmp_path / "set", {"en/x.txt": "x"})
    (folder / "en/letter.txt").symlink_to(other / "letter.txt")
    assert (
        "outside_the_set" == problem_of(FolderSource(str(folder)), "en/letter.txt")[1]
    )


def test_what_is_not_there_is_none(tmp_path: Path) -> None:
    """Neither a missing folder nor a file in the place of one is an error."""
    source = FolderSource(str(written(tmp_path, {"en": "a file"})))
    assert [None, None, None] == [
        source.read(name) for name in ("set.toml", "en/x.txt", "de/x.txt")
    ]
    assert [(), (), ()] == [source.entries(tag) for tag in ("en", "de", "../x")]
    nowhere = FolderSource(str(tmp_path / "nowhere"))
    assert ((), ()) == (nowhere.entries("en"), nowhere.names())


_TREE = {
    "set.toml": "x",
    "phrases.toml": "x",
    "README.txt": "x",
    "LICENSE.txt": "x",
    "notes.md": "x",
    "rejected.txt": "x",
    "Layout.HTM": "x",
    ".hidden.txt": "x",
    "de/rejected.txt": "x",
    "de/Rejected.txt": "x",
    "de/notes.md": "x",
    "de/.rejected.txt.swp": "x",
    "de/deep/rejected.txt": "x",
    "DE_at/phrases.toml": "x",
    "fr/notes.md": "x",
    "drafts/rejected.txt": "x",
    "__pycache__/x.txt": "x",
}
_MEANT = (
    "DE_at/phrases.toml",
    "Layout.HTM",
    "de/Rejected.txt",
    "de/notes.md",
    "de/rejected.txt",
    "phrases.toml",
    "rejected.txt",
    "set.toml",
)


def test_names_are_those_that_could_be_meant(tmp_path: Path) -> None:
    """Misspelt ones among them, but nothing hidden and no notes beside the set."""
    folder = written(tmp_path, _TREE)
    found = set(FolderSource(str(folder)).names())
    assert {*_MEANT} == found - {"de/deep"}
    assert tuple(sorted(found)) == FolderSource(str(folder)).names()


def test_names_behind_a_link_are_not_told(tmp_path: Path) -> None:
    """What it leads to may lie outside."""
    other = written(tmp_path / "other", {"secret.txt": "x"})
    folder = written(tmp_path / "set", {"set.toml": "x"})
    (folder / "de").symlink_to(other)
    assert ("set.toml",) == FolderSource(str(folder)).names()


def test_entries_are_the_files_of_the_documented_pattern(tmp_path: Path) -> None:
    """Sorted, whichever order the system has."""
    names = ("b.txt", "a.txt", "phrases.toml", "_shared.txt", "A.txt", "a.md", "a.txt~")
    folder = written(tmp_path, {f"en/{name}": "x" for name in names})
    expected = ("_shared.txt", "a.txt", "b.txt", "phrases.toml")
    assert expected == FolderSource(str(folder)).entries("en")
    memory = MappingSource("x", {f"en/{name}": "x" for name in names})
    assert expected == memory.entries("en")


def test_only_so_many_files_of_a_folder_are_looked_at(tmp_path: Path) -> None:
    """A folder without end does not keep its reader."""
    folder = written(tmp_path, {f"en/a{n}.txt": "" for n in range(520)})
    source = FolderSource(str(folder))
    assert (512, 512) == (len(source.entries("en")), len(source.names()))


def test_a_package_is_read_like_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Names, entries and texts are the same."""
    written(tmp_path / "paper_letters", {"__init__.py": "raise RuntimeError\n"})
    written(tmp_path / "paper_letters" / "house", _TREE)
    monkeypatch.syspath_prepend(tmp_path)
    source = PackageSource("paper_letters", "house")
    folder = FolderSource(str(tmp_path / "paper_letters" / "house"))
    assert ("house", "paper_letters") == (
        source.label,
        PackageSource("paper_letters", "").label,
    )
    assert folder.names() == source.names()
    assert (("rejected.txt",), ()) == (source.entries("de"), source.entries("../de"))
    assert ("x", None) == (source.read("de/rejected.txt"), source.read("de/x.txt"))
    assert () == source.entries("it")
    assert "inner" == PackageSource("paper_letters", "house/inner").label


def test_files_of_folders_and_packages_have_the_same_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """64 KiB are read whole, and one byte more not at all."""
    files = {"__init__.py": "", "en/x.txt": "a" * LARGEST_FILE}
    files["en/y.txt"] = files["en/x.txt"] + "a"
    folder = FolderSource(str(written(tmp_path / "long_letters", files)))
    monkeypatch.syspath_prepend(tmp_path)
    for source in (folder, PackageSource("long_letters", "")):
        assert files["en/x.txt"] == source.read("en/x.txt")
        with pytest.raises(TemplateSetError) as caught:
            source.read("en/y.txt")
        assert ("en/y.txt",) == caught.value.paths


def test_only_so_many_names_of_a_folder_are_looked_at(tmp_path: Path) -> None:
    """Whatever lies beside a set."""
    source = FolderSource(str(written(tmp_path, {f"a{n}.txt": "" for n in range(520)})))
    assert 512 == len(source.names())


def test_a_package_may_be_a_part_of_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its parents are found without being run."""
    written(
        tmp_path / "outer_letters",
        {
            "__init__.py": "raise RuntimeError\n",
            "inner/__init__.py": "raise RuntimeError\n",
            "inner/set.toml": MANIFEST,
        },
    )
    monkeypatch.syspath_prepend(tmp_path)
    found = TemplateSet.from_package("outer_letters.inner", schema=SCHEMA)
    assert "outer_letters.inner" == found.name


@pytest.mark.parametrize(
    "package",
    (
        "",
        ".",
        ".os",
        "os.",
        "os..path",
        "os",
        "sys",
        "__main__",
        "no_such",
        "followup_kit.",
        "followup_kit..mail",
    ),
)
def test_a_package_that_is_none_is_told(package: str) -> None:
    """Modules without a folder are none either."""
    with pytest.raises(TemplateSetError) as caught:
        PackageSource(package, "x").read("set.toml")
    (problem,) = caught.value.problems
    assert (
        "package",
        "no_package",
        "The package that should hold the set cannot be found.",
        "Install the distribution that ships it.",
    ) == (problem.path, problem.code, problem.message, problem.remedy)


def test_a_module_that_nobody_knows_the_origin_of_is_no_package(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As a program's own main module is."""
    monkeypatch.setitem(sys.modules, "odd_letters", ModuleType("odd_letters"))
    with pytest.raises(TemplateSetError, match="no_package"):
        PackageSource("odd_letters", "x").read("set.toml")


@pytest.mark.parametrize("folder", (".", "..", "a/..", "a//b", "/a", "a/"))
def test_a_folder_of_a_package_has_plain_steps(folder: str) -> None:
    """Nothing that could lead upwards."""
    with pytest.raises(TemplateSetError, match="no_package"):
        PackageSource("followup_kit", folder).read("set.toml")


def test_the_digest_is_that_of_names_and_texts() -> None:
    """It is the same on every machine, so that hosts may store it."""
    files = {
        "set.toml": MANIFEST,
        "layout.html": "<p>",
        "en/phrases.toml": PHRASES,
        "en/letter.txt": block("é"),
        "de/letter.txt": "not read",
        "en/Odd.txt": "not read",
    }
    total = hashlib.sha256()
    for name in ("set.toml", "layout.html", "en-GB/letter.txt", "en/letter.txt"):
        text = {**files, "en-GB/letter.txt": "x"}[name].encode()
        total.update(f"{name}\0{len(text)}\0".encode() + text)
    text = PHRASES.encode()
    total.update(f"en/phrases.toml\0{len(text)}\0".encode() + text)
    source = MappingSource("x", {**files, "en-GB/letter.txt": "x"})
    assert total.hexdigest() == digest_of(source, ("en-GB", "en"))


def test_the_digest_of_a_set_names_that_of_its_base() -> None:
    """A change below is a change above."""
    base = TemplateSet.from_mapping("base", {"set.toml": MANIFEST}, schema=SCHEMA)
    files = {"set.toml": f'{MANIFEST}extends = "base"\n'}
    child = TemplateSet.from_mapping("child", files, schema=SCHEMA, base=base)
    own = digest_of(MappingSource("child", files), ("en",))
    assert (f"{own}+{base.digest}", f"{own}+{base.digest}") == (
        child.digest,
        child.digest,
    )


def test_unread_files_are_those_in_other_folders_or_of_other_names() -> None:
    """A region's language is read, though it is not listed."""
    names = (
        "set.toml",
        "layout.html",
        "Layout.html",
        "en/letter.txt",
        "en-GB/letter.txt",
        "en-GB/Letter.txt",
        "de/letter.txt",
    )
    files = {**dict.fromkeys(names, "x"), "set.toml": MANIFEST.replace("en", "en-GB")}
    mine = TemplateSet.from_mapping("x", files, schema=SCHEMA)
    expected = ("Layout.html", "de/letter.txt", "en-GB/Letter.txt")
    assert expected == mine.unread_files()


def test_a_set_shows_its_name_and_locales() -> None:
    """As it is seen in a debugger."""
    files = {"set.toml": MANIFEST.replace('["en"]', '["en", "de"]')}
    mine = TemplateSet.from_mapping("mine", files, schema=SCHEMA)
    assert "<TemplateSet mine: en, de>" == repr(mine)


@pytest.mark.skipif(
    getattr(os, "geteuid", int)() == 0, reason="nothing is closed to root"
)
def test_a_closed_file_is_refused(tmp_path: Path) -> None:
    """A set is never read in part."""
    folder = written(tmp_path, {"set.toml": MANIFEST})
    (folder / "set.toml").chmod(0)
    assert "unreadable" == problem_of(FolderSource(str(folder)), "set.toml")[1]
