"""One result an item: forms of items, order, errors, keys, laziness."""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterator
from datetime import datetime
from types import SimpleNamespace
from typing import Any, cast

import pytest

from followup_kit import Composer
from followup_kit.batch import Item, Result, compose_many
from followup_kit.errors import BatchError, FactsError, FollowupError, LocaleError
from followup_kit.models import load_facts
from tests.batch.samples import Recorder, items, pair, told


SECRET = "Xanthippe-Zyzzyva"


def _only(item: object, **options: Any) -> Result:
    (result,) = compose_many([item], **options)
    return result


def test_each_message_is_the_one_compose_writes() -> None:
    """Every kind in every locale reads as composed one by one."""
    composer = Composer()

    expected = [
        composer.compose(*load_facts(item.interview, item.outcome), locale=item.locale)
        for item in items()
    ]

    assert expected == [result.unwrap() for result in compose_many(items())]


def test_results_come_in_the_order_of_the_items_with_their_keys() -> None:
    """Place and key of each result are those of its item."""
    given = items()

    found = [(result.index, result.key) for result in compose_many(given)]

    assert [(index, item.key) for index, item in enumerate(given)] == found


@pytest.mark.parametrize(
    "form",
    (
        pytest.param(lambda i, o: (i, o), id="a pair"),
        pytest.param(lambda i, o: [i, o], id="a list of two"),
        pytest.param(load_facts, id="a pair of models"),
        pytest.param(lambda i, o: (i, load_facts(i, o)[1]), id="a dict and a model"),
        pytest.param(lambda i, o: {"interview": i, "outcome": o}, id="a dict"),
        pytest.param(Item, id="an item"),
        pytest.param(
            lambda i, o: SimpleNamespace(interview=i, outcome=o, other=1),
            id="an object",
        ),
    ),
)
def test_an_item_may_have_many_forms(form: Any) -> None:
    """Each form that hosts have facts in gives the same message."""
    expected = _only(Item(*pair()))

    assert told([expected]) == told([_only(form(*pair()))])


def test_an_item_says_its_language_and_time_itself() -> None:
    """What an item says wins over what the call says for all."""
    interview, outcome = pair("decision_pending")
    item = Item(interview, outcome, locale="de", send_at="2026-11-20T09:30+01:00")
    composer = Composer()

    expected = composer.compose(
        *load_facts(interview, outcome),
        locale="de",
        send_at=datetime.fromisoformat("2026-11-20T09:30+01:00"),
    )

    assert expected == _only(item, locale="ja", send_at="2026-12-20T09:30Z").unwrap()


def test_the_call_says_language_and_time_for_the_rest() -> None:
    """Items that name no language and no time of sending take those of the call."""
    late = datetime.fromisoformat("2026-11-27T09:30+01:00")

    followup = _only(pair("decision_pending"), locale="de", send_at=late).unwrap()

    assert ("de", ["late"]) == (followup.locale, [f.code for f in followup.findings])


@pytest.mark.parametrize(
    ("item", "codes", "paths"),
    (
        pytest.param(SECRET, ("not_an_item",), ("items[1]",), id="text"),
        pytest.param(None, ("not_an_item",), ("items[1]",), id="nothing"),
        pytest.param((1, 2, 3), ("not_an_item",), ("items[1]",), id="three things"),
        pytest.param({}, ("missing",) * 2, ("items[1].interview", "items[1].outcome")),
        pytest.param(
            {"interview": {}, "outcome": {}, SECRET: 1},
            ("unknown_field",),
            ("items[1]",),
            id="an unknown field",
        ),
        pytest.param(
            (SECRET, SECRET),
            ("wrong_type", "wrong_type"),
            ("items[1].interview", "items[1].outcome"),
            id="a pair of no facts",
        ),
        pytest.param(
            Item(*pair(), send_at="2026-11-20T09:30"),
            ("naive_time",),
            ("items[1].send_at",),
            id="a time without a zone",
        ),
        pytest.param(
            Item(*pair(), key=cast("Any", [SECRET])),
            ("not_a_key",),
            ("items[1].key",),
            id="a key that is none",
        ),
        pytest.param(
            Item(*pair(), locale="kl"),
            ("locale_not_offered",),
            ("items[1].locale",),
            id="a language without letters",
        ),
    ),
)
def test_a_bad_item_says_what_is_wrong_with_it_and_nothing_else(
    item: object, codes: tuple[str, ...], paths: tuple[str, ...]
) -> None:
    """The error of a bad item is typed, names its place and quotes nothing."""
    good, bad, after = compose_many([pair(), item, pair()])
    error = bad.error

    assert error is not None
    assert (codes, paths) == (error.codes, error.paths)
    assert SECRET not in str(error) + repr(error) + repr(bad)
    assert told([good])[0][2] == told([after])[0][2]  # type: ignore[index]  # tuples


def test_the_error_keeps_its_class() -> None:
    """A result's error is of the class that composing raises."""
    unknown, wrong = compose_many([Item(*pair(), locale="kl"), (1, 2)])

    assert [LocaleError, FactsError] == [type(unknown.error), type(wrong.error)]


def test_a_host_object_that_raises_harms_no_other() -> None:
    """An attribute that raises is an error of that item and is not quoted."""

    class Detached:
        @property
        def interview(self) -> object:
            raise RuntimeError(SECRET)

    first, bad, last = compose_many([pair(), Detached(), pair()])
    error = bad.error

    assert [True, False, True] == [first.ok, bad.ok, last.ok]
    assert isinstance(error, BatchError)
    assert (("unexpected_error",), 1) == (error.codes, error.index)
    assert SECRET not in str(error)


def test_an_error_keeps_no_traceback() -> None:
    """Errors of results hold no frames, in which facts would stay alive."""
    (result,) = compose_many([(1, 2)])
    error = result.error

    assert error is not None
    assert (None, None, None) == (
        error.__traceback__,
        error.__cause__,
        error.__context__,
    )


def test_unwrap_gives_the_message_or_raises_the_error() -> None:
    """Unwrapping a failure raises an error like the one the result holds."""
    good, bad = compose_many([pair(), (1, 2)])

    assert good.followup == good.unwrap()
    with pytest.raises(FactsError) as raised:
        bad.unwrap()
    assert bad.error is not None
    assert bad.error.problems == raised.value.problems


def test_results_travel() -> None:
    """A result and its error survive pickling."""
    results = list(compose_many([pair(), (1, 2)]))

    assert told(results) == told(pickle.loads(pickle.dumps(results)))  # noqa: S301  ours


def test_results_and_items_show_no_candidate() -> None:
    """The reprs of items and results hold neither facts nor keys."""
    item = Item(*pair(), key=SECRET)

    assert "Item(…)" == repr(item)
    assert "<Result 0 ok on_hold>" == repr(_only(item))


def test_dicts_may_come_from_json() -> None:
    """An item that went through JSON gives the same message."""
    interview, outcome = pair("next_round")
    record = {"interview": interview, "outcome": outcome, "key": "A-1", "locale": "ja"}

    assert told([_only(record)]) == told([_only(json.loads(json.dumps(record)))])


def test_without_an_executor_one_item_is_read_for_one_result() -> None:
    """Nothing is read before it is needed."""
    source = Recorder(lambda _: pair(), 10)

    results = compose_many(source)
    before = source.read
    next(results)

    assert (0, 1) == (before, source.read)


def test_what_is_done_is_skipped_and_the_others_keep_their_place() -> None:
    """A resumed run yields only what is left."""
    given = [Item(*pair(), key=key) for key in "abcd"]

    found = [(r.index, r.key) for r in compose_many(given, done={"a", "c"})]

    assert [(1, "b"), (3, "d")] == found


def test_what_is_done_may_be_asked_of_a_function() -> None:
    """A function of the key decides, and is not asked about items without one."""
    given = [Item(*pair(), key=1), Item(*pair()), Item(*pair(), key=2)]
    asked: list[object] = []

    def is_done(key: object) -> bool:
        asked.append(key)
        return key == 1

    assert [1, 2] == [r.index for r in compose_many(given, done=is_done)]
    assert [1, 2] == asked


def test_a_run_that_was_stopped_is_resumed_by_key() -> None:
    """What was taken before and after the stop is the whole batch, once each."""
    whole = told(compose_many(items()))
    results = compose_many(items())
    taken = [next(results) for _ in range(7)]
    results.close()

    rest = compose_many(items(), done={result.key for result in taken})

    assert whole == told(taken) + told(rest)


def test_a_key_that_comes_twice_is_reported() -> None:
    """The second item with a key is refused, and the first is composed."""
    given = [Item(*pair(), key=key) for key in ("a", "b", "a", None, None)]

    results = list(compose_many(given))

    assert [True, True, False, True, True] == [result.ok for result in results]
    assert isinstance(results[2].error, BatchError)
    assert (("duplicate_key",), ("items[2]",), "a") == (
        results[2].error.codes,
        results[2].error.paths,
        results[2].key,
    )


def test_keys_may_be_allowed_to_come_twice() -> None:
    """With duplicate_keys="compose" nothing is looked for."""
    given = [Item(*pair(), key="a")] * 2

    assert [True, True] == [
        result.ok for result in compose_many(given, duplicate_keys="compose")
    ]


def test_keys_may_be_made_from_the_items() -> None:
    """A function gives keys to items that have none, and one that raises is theirs."""
    interview, outcome = pair()
    given = [pair(), "no item", {"interview": interview, "outcome": outcome}]

    results = list(compose_many(given, key=lambda item: item["interview"]["time_zone"]))

    assert [None, None, "Europe/Stockholm"] == [result.key for result in results]
    assert [False, False, True] == [result.ok for result in results]


def test_a_source_that_raises_is_told_after_all_results_before_it() -> None:
    """Reading errors come last, name the item, and keep the host's own as cause."""

    def source() -> Iterator[object]:
        yield pair()
        yield pair()
        raise OSError(SECRET)

    results = compose_many(source())
    before = [next(results).ok, next(results).ok]
    with pytest.raises(BatchError) as raised:
        next(results)

    assert [True, True] == before
    assert (2, ("source_failed",)) == (raised.value.index, raised.value.codes)
    assert SECRET not in str(raised.value)
    assert isinstance(raised.value.__cause__, OSError)


def test_a_done_function_that_raises_is_told_in_its_turn() -> None:
    """A register of done keys that fails ends the run, naming the item."""

    def is_done(key: object) -> bool:
        if key == "b":
            raise OSError
        return False

    results = compose_many([Item(*pair(), key=k) for k in "abc"], done=is_done)
    next(results)
    with pytest.raises(BatchError) as raised:
        next(results)

    assert 1 == raised.value.index


@pytest.mark.parametrize(
    ("arguments", "path"),
    (
        pytest.param({"items": "text"}, "items", id="text"),
        pytest.param({"items": {"interview": 1}}, "items", id="one item"),
        pytest.param({"items": 3}, "items", id="a number"),
        pytest.param({"composer": "standard"}, "composer", id="a name"),
        pytest.param(
            {"composer": Composer(), "template_set": "standard"},
            "template_set",
            id="composer and set",
        ),
        pytest.param({"chunk_size": 0}, "chunk_size", id="empty chunks"),
        pytest.param({"chunk_size": True}, "chunk_size", id="a flag"),
        pytest.param({"in_flight": -1}, "in_flight", id="less than none"),
        pytest.param({"executor": 4}, "executor", id="no executor"),
        pytest.param({"done": "abc"}, "done", id="text as keys"),
        pytest.param({"done": iter("abc")}, "done", id="an iterator of keys"),
        pytest.param({"key": "id"}, "key", id="a name as key"),
        pytest.param({"duplicate_keys": "ignore"}, "duplicate_keys", id="no choice"),
        pytest.param({"progress": 3}, "progress", id="no function"),
    ),
)
def test_a_wrong_argument_is_refused_on_calling(
    arguments: dict[str, Any], path: str
) -> None:
    """What is wrong with the call shows before a result is asked for."""
    given: dict[str, Any] = {"items": [pair()], **arguments}

    with pytest.raises(BatchError) as raised:
        compose_many(given.pop("items"), **given)

    assert (path,) == raised.value.paths


def test_a_template_set_may_be_named() -> None:
    """A set that does not exist is refused on calling."""
    assert _only(pair(), template_set="standard").ok
    with pytest.raises(FollowupError):
        compose_many([pair()], template_set="no such set")


def test_progress_is_told_for_what_was_taken() -> None:
    """A function hears of each result that the caller came back from."""
    told_so_far: list[tuple[int, int | None]] = []
    given = [Item(*pair(), key=key) for key in "abcd"]

    def tell(done: int, total: int | None) -> None:
        told_so_far.append((done, total))

    results = compose_many(given, done={"b", "d"}, progress=tell)
    next(results)
    assert [] == told_so_far
    assert 1 == len(list(results))
    assert [(1, 4), (3, 4), (4, 4)] == told_so_far


def test_progress_of_a_generator_has_no_total() -> None:
    """Where nobody knows how many come, the total is None."""
    told_so_far: list[tuple[int, int | None]] = []

    list(
        compose_many(
            (pair() for _ in range(1)), progress=lambda *a: told_so_far.append(a)
        )
    )

    assert [(1, None), (1, None)] == told_so_far


def test_a_bar_is_shown_and_closed(capsys: pytest.CaptureFixture[str]) -> None:
    """With tqdm installed a bar counts the messages."""
    pytest.importorskip("tqdm")

    list(compose_many([pair(), pair()], progress=True))

    assert "2/2" in capsys.readouterr().err


def test_a_bar_without_tqdm_names_the_install_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Without tqdm the call is refused with what to install."""
    monkeypatch.setitem(__import__("sys").modules, "tqdm.auto", None)

    with pytest.raises(FollowupError, match=r"followup-kit\[progress\]"):
        compose_many([pair()], progress=True)
