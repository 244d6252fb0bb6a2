"""A summary finds accidents before they happen, and names nobody."""

from __future__ import annotations

from typing import Any

import pytest

from followup_kit.batch import Item, Summary, summarise
from followup_kit.models import load_facts
from tests.batch.samples import items, pair


def _item(kind: str, candidate: dict[str, Any], **changes: Any) -> Item:
    interview, outcome = pair(kind, candidate=candidate, **changes)
    return Item(interview, outcome)


_ANA = {"name": "Ana Lima", "email": "ana@example.org"}
_BEN = {"name": "Ben Okafor", "email": "ben@example.org"}


def test_kinds_locales_and_companies_are_counted() -> None:
    """Each item counts once in each table, the most frequent first."""
    given = [
        _item("rejected", {**_ANA, "locale": "de"}),
        _item("rejected", _BEN, company={"name": "Acme"}),
        Item(*pair("on_hold"), locale="ja"),
    ]

    found = summarise(given)

    assert 3 == found.total
    assert {"rejected": 2, "on_hold": 1} == found.kinds
    assert {"": 1, "de": 1, "ja": 1} == found.locales
    assert {"Norrland Data": 2, "Acme": 1} == found.companies
    assert not found.is_suspicious


def test_models_and_dicts_are_counted_alike() -> None:
    """Facts as dicts and as models give the same summary."""
    given = [item for item in items() if item.locale == "en"]
    models = [
        Item(
            *load_facts(item.interview, item.outcome), key=item.key, locale=item.locale
        )
        for item in given
    ]

    assert summarise(given) == summarise(models)


@pytest.mark.parametrize(
    ("first", "second", "by"),
    (
        pytest.param(
            {"name": "A", "candidate_id": "7"},
            {"name": "B", "candidate_id": "7"},
            "candidate_id",
            id="the same id",
        ),
        pytest.param(_ANA, {**_ANA, "email": "ANA@example.org"}, "email"),
        pytest.param({"name": "Ana Lima"}, {"name": "ana  lima"}, "name"),
        pytest.param(
            {"name": {"given": "Ana", "surname": "Lima"}},
            {"name": {"surname": "Lima", "given": "Ana"}},
            "name",
            id="the same parts",
        ),
    ),
)
def test_a_candidate_who_comes_twice_is_found(
    first: dict[str, Any], second: dict[str, Any], by: str
) -> None:
    """Two items are for one candidate by id, else by address, else by name."""
    given = [_item("on_hold", first), pair("on_hold"), _item("on_hold", second)]

    (repeat,) = summarise(given).repeated

    assert ((0, 2), ("on_hold", "on_hold"), by) == (
        repeat.indices,
        repeat.kinds,
        repeat.by,
    )


def test_people_with_addresses_of_their_own_are_two() -> None:
    """The same name with two addresses is no repetition."""
    given = [_item("on_hold", _ANA), _item("on_hold", {**_ANA, "email": "a@b.example"})]

    assert () == summarise(given).repeated


@pytest.mark.parametrize(
    ("first", "second", "contradict"),
    (
        pytest.param("rejected", "next_round", True),
        pytest.param("offer_coming", "position_closed", True),
        pytest.param("still_considered", "rejected", True),
        pytest.param("no_show", "next_round", True),
        pytest.param("rejected", "talent_pool", False),
        pytest.param("rejected", "rejected", False),
        pytest.param("next_round", "questions_answered", False),
    ),
)
def test_outcomes_that_cannot_both_be_true_are_found(
    first: str,
    second: str,
    contradict: bool,  # noqa: FBT001  what the test is about
) -> None:
    """One candidate told two things about one application is a contradiction."""
    found = summarise([_item(first, _ANA), _item(second, _ANA)])

    assert 1 == len(found.repeated)
    assert contradict == bool(found.contradictory)


def test_two_processes_of_one_candidate_do_not_contradict() -> None:
    """Another process, or another role where no process is named, is another matter."""
    by_id = [
        _item("rejected", _ANA, process_id="P-1"),
        _item("next_round", _ANA, process_id="P-2"),
    ]
    by_role = [
        _item("rejected", _ANA),
        _item("next_round", _ANA, role={"title": "Designer"}),
    ]

    assert () == summarise(by_id).contradictory
    assert () == summarise(by_role).contradictory


def test_keys_that_come_twice_are_found() -> None:
    """Every item after the first with a key is listed."""
    given = [Item(*pair(), key=key) for key in ("a", "b", "a", None, None)]

    assert (2,) == summarise(given).repeated_keys


def test_what_cannot_be_read_is_listed() -> None:
    """No item, no kind and an unhashable key are listed by place."""
    given: list[Any] = [pair(), "text", (pair()[0], {"kind": "what"}), None, pair()]

    assert (1, 2, 3) == summarise(given).unreadable


@pytest.mark.parametrize("facts", (3, "x", [], {"name": 5}, {"name": [1, {2: 3}]}))
def test_facts_of_any_form_are_counted(facts: Any) -> None:
    """Facts that composing would refuse do not stop the counting."""
    interview, outcome = pair()
    broken = {**interview, "candidate": facts, "company": facts, "role": facts}

    assert 1 == summarise([(broken, outcome)]).total


def test_a_summary_prints_counts_and_nobody() -> None:
    """Text, table and repr hold counts and places, no name, address or key."""
    given = [
        _item("rejected", _ANA),
        _item("next_round", _ANA),
        Item(*pair(), key="secret-key"),
        Item(*pair(), key="secret-key"),
    ]
    found = summarise(given)

    shown = f"{found}{found!r}{found._repr_html_()}{found.contradictory}"

    assert "items 0, 1: rejected, next_round (same email)" in str(found)
    assert (
        "<Summary 4 items: on_hold 2, next_round 1, rejected 1;"
        " 2 repeated, 1 contradictory, 0 unreadable>"
    ) == repr(found)
    for secret in ("Ana", "Lima", "ana@", "Kowalska", "secret-key"):
        assert secret not in shown


def test_a_company_is_escaped_in_a_notebook() -> None:
    """The table of a notebook is text, whatever a company is called."""
    found = summarise([_item("on_hold", _ANA, company={"name": "<script>A & B"})])

    assert "<script>" not in found._repr_html_()
    assert "&lt;script&gt;A &amp; B" in found._repr_html_()


def test_long_lists_are_cut_short() -> None:
    """A thousand repeated people print as ten and a number."""
    given = [
        _item("on_hold", {"name": f"N{n}", "candidate_id": str(n)})
        for n in range(50)
        for _ in range(2)
    ]

    assert "40 more" in str(summarise(given))


def test_nothing_is_nothing() -> None:
    """A batch without items has a summary too."""
    assert Summary(0, {}, {}, {}, (), (), (), ()) == summarise([])
