"""CLDR's official test data for person names, every locale of version 48."""

from __future__ import annotations

import csv
import functools
import tarfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from followup_kit.names import NameFormatter, PersonName


if TYPE_CHECKING:
    from collections.abc import Iterator

_CORPUS = Path(__file__).parents[1] / "corpora" / "names"
_REASONS = {"burmese-words", "han-words", "khmer-words"}


class Case(NamedTuple):
    """One form of one sample name in one locale."""

    locale: str
    sample: str
    order: str
    length: str
    usage: str
    formality: str
    name: PersonName
    expected: str

    @property
    def key(self) -> tuple[str, ...]:
        """What identifies the case."""
        return self[:6]

    def ours(self) -> str:
        """Return our result."""
        options: dict[str, Any] = {
            "order": self.order,
            "length": self.length,
            "usage": self.usage,
            "formality": self.formality,
        }
        return NameFormatter(self.locale).format(self.name, **options)


def _cases_of(locale: str, text: str) -> Iterator[Case]:
    sample, expected = "", ""
    parts: dict[str, str] = {}
    for line in text.splitlines():
        kind, _, rest = line.partition(";")
        kind = kind.strip()
        if kind.startswith("# "):
            sample = kind.removeprefix("# ")
        elif kind == "name":
            field, _, value = rest.partition(";")
            parts[field.strip().replace("-", "_")] = value.strip()
        elif kind == "expectedResult":
            expected = rest.strip()
        elif kind == "parameters":
            order, length, usage, formality = map(str.strip, rest.split(";"))
            key = locale, sample, order, length, usage, formality
            yield Case(*key, PersonName(**parts), expected)
        elif kind == "endName":
            parts = {}


@functools.cache
def _cases() -> list[Case]:
    cases: list[Case] = []
    with tarfile.open(_CORPUS / "personNameTest-48.tar.xz") as archive:
        for member in archive:
            path = Path(member.name)
            content = archive.extractfile(member)
            if content is not None and not path.name.startswith("_"):
                cases += _cases_of(path.stem, content.read().decode("utf-8"))
    return cases


@functools.cache
def _differing() -> list[Case]:
    return [case for case in _cases() if case.ours() != case.expected]


def _known_differences() -> list[dict[str, str]]:
    with (_CORPUS / "known_differences.tsv").open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def test_all_of_the_data_is_read() -> None:
    """The archive holds the whole of CLDR 48's data, and we read all of it."""
    assert 110 == len({case.locale for case in _cases()})
    assert {"referring": 15_840, "addressing": 10_560, "monogram": 10_560} == Counter(
        case.usage for case in _cases()
    )


@pytest.mark.parametrize("usage", ("addressing", "monogram"))
def test_forms_of_address_and_monograms_agree(usage: str) -> None:
    """Addressing and monograms agree with CLDR in every case."""
    assert [] == [case for case in _differing() if case.usage == usage]


def test_referring_differs_where_it_is_written_down() -> None:
    """Each difference in referring is listed with both results, and no other."""
    keys = (*Case._fields[:6], "expected", "ours")
    listed = {tuple(line[key] for key in keys) for line in _known_differences()}

    assert listed == {(*case.key, case.expected, case.ours()) for case in _differing()}


def test_each_difference_has_a_reason() -> None:
    """Each listed difference concerns initials in a script without spaces."""
    assert _REASONS == {line["reason"] for line in _known_differences()}
    assert {"km", "my", "yue", "zh"} == {
        line["locale"].partition("_")[0] for line in _known_differences()
    }


def test_referring_agrees_apart_from_initials_without_spaces() -> None:
    """All but 97 of 15,840 cases agree, and in scripts with spaces every one does."""
    unspaced = {"km", "my", "yue", "zh"}
    referring = [case for case in _cases() if case.usage == "referring"]
    spaced = [x for x in referring if x.locale.partition("_")[0] not in unspaced]

    assert (15_840, 97) == (len(referring), len(_differing()))
    assert [] == [case for case in spaced if case.ours() != case.expected]
    assert len(spaced) / len(referring) > 0.94
