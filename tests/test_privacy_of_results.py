"""What batches, channels, reviews, logs and debuggers show holds no candidate's data."""

from __future__ import annotations

import copy
import logging
import pickle
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

import pytest

from followup_kit import Composer, Followup
from followup_kit.batch import Item, Result, compose_many, summarise
from followup_kit.errors import FollowupError
from followup_kit.mail import Mailbox
from followup_kit.models import Interview, Outcome, load_facts
from followup_kit.review import (
    compare,
    review,
    review_email,
    review_html,
    review_text,
)
from tests.test_privacy import (
    COMPOSER,
    NAMESPACE,
    Planted,
    compose,
    each_sample,
    found,
    planted_sample,
    told,
)


CHANNELS = ("linkedin_inmail", "sms", "whatsapp", "email", "linkedin_message")


@pytest.fixture
def planted(request: pytest.FixtureRequest) -> Planted:
    """Return the planted facts that a parameter names."""
    return planted_sample(*request.param)


def facts_of(planted: Planted) -> tuple[Interview, Outcome]:
    return load_facts(planted.record["interview"], planted.record["outcome"])


def broken(planted: Planted) -> Iterator[dict[str, Any]]:
    """Yield items that cannot be composed, each with all of the marks."""
    for part, key, value in (
        ("interview", "time_zone", "x"),
        ("outcome", "kind", "x"),
        ("outcome", "unknown", "x"),
        ("interview", "candidate", {"name": "x\0", "email": "x"}),
    ):
        item = copy.deepcopy(planted.record)
        # What stands in the wrong place is one of the marks.
        item[part][key] = str(value).replace("x", next(iter(planted.marks.values())))
        yield {**item, "key": "qz"}


@each_sample(3)
def test_results_of_a_batch_show_no_fact(
    planted: Planted, caplog: pytest.LogCaptureFixture
) -> None:
    """Results, their errors, summaries and what is unwrapped show places and codes."""
    caplog.set_level(logging.DEBUG)
    progress: list[Any] = []
    items = [
        *broken(planted),
        Item(*facts_of(planted), key=_marked(planted)),
    ]
    results = list(
        compose_many(
            items,
            composer=COMPOSER,
            progress=lambda *counts: progress.append(counts),
            duplicate_keys="compose",
        )
    )
    errors = [result.error for result in results if result.error is not None]
    shown = [
        *(repr(result) for result in results),
        *(str(result) for result in results),
        *(text for error in errors for text in told(error)),
        *(text for result in results for text in unwrapped(result)),
        repr(summarise(items)),
        repr(progress),
        repr(items[-1]),
        caplog.text,
    ]

    assert (4, True) == (len(errors), results[-1].ok)
    assert set() == found(planted, "\n".join(shown))


def unwrapped(result: Result) -> Iterator[str]:
    """Yield what is told of the error that a result raises."""
    try:
        result.unwrap()
    except FollowupError as error:
        yield from told(error)


@each_sample(2)
def test_channels_show_no_fact_but_in_the_message(planted: Planted) -> None:
    """Reprs, warnings, what is left out and what is too long are told without facts."""
    followup = compose(planted, "en")
    shown: list[str] = []
    for channel in CHANNELS:
        for limit in (None, 30):
            try:
                message = followup.for_channel(channel, limit=limit)
            except FollowupError as error:
                shown += told(error)
                continue
            shown += [repr(message), str(message), repr(message.warnings)]
            shown += [str(warning) for warning in message.warnings]
            shown += message.left_out

    assert shown
    assert set() == found(planted, "\n".join(shown))


@each_sample(2)
def test_findings_quote_no_fact(planted: Planted) -> None:
    """Reviews and comparisons of edited messages say what and where, never whom."""
    followup, facts = compose(planted, "en"), facts_of(planted)
    edited = followup.text.replace("0", "1").replace("qz", "zq").replace("a", "e")
    reviews = [
        review(followup, *facts),
        review_text(edited, *facts, locale="en"),
        review_html(followup.html.replace("0", "1"), *facts, locale="en"),
        review_email(followup.to_email(), *facts, locale="en"),
    ]
    findings = [finding for one in reviews for finding in one.findings]
    comparison = compare(followup.text, edited, *facts, locale="en")
    shown = [
        *map(repr, [*reviews, *findings, comparison]),
        *map(str, [*reviews, *findings, comparison]),
        *(repr(one.message) for one in reviews),
        *(repr(one.table()) for one in reviews),
    ]

    assert findings
    assert comparison.lost + comparison.changed
    assert set() == found(planted, "\n".join(shown))


@each_sample(4)
def test_what_is_logged_of_an_error_quotes_no_fact(
    planted: Planted, caplog: pytest.LogCaptureFixture
) -> None:
    """A log record with its traceback holds the path and the code alone."""
    log = logging.getLogger("host")
    works: list[Callable[[], object]] = [
        *(lambda item=item: _composed(item) for item in broken(planted)),
        lambda: compose(planted, "cy"),
        lambda: compose(planted, "en").to_email(reply_to=_marked(planted)),
        lambda: compose(planted, "en").to_email(in_reply_to=_marked(planted)),
        lambda: Mailbox(name=f"{_marked(planted)}\0", address="a@example.com"),
    ]
    for work in works:
        try:
            work()
        except FollowupError as error:
            log.exception("not sent: %r", error.problems)

    assert len(works) == len(caplog.records)
    assert set() == found(planted, caplog.text)


def _composed(item: dict[str, Any]) -> Followup:
    return COMPOSER.compose(*load_facts(item["interview"], item["outcome"]))


def _marked(planted: Planted) -> str:
    return next(iter(planted.marks.values()))


def test_a_composer_does_not_tell_its_namespace() -> None:
    """Neither its repr, its variables, its pickle nor an error holds the secret."""
    composer = Composer(namespace=NAMESPACE)
    shown = (
        repr(composer),
        str(composer),
        repr([getattr(composer, name) for name in Composer.__slots__]),
        pickle.dumps(composer).decode("latin-1"),
    )

    assert not [text for text in shown if NAMESPACE in text]
    with pytest.raises(FollowupError) as caught:
        Composer(namespace=NAMESPACE[:10])
    assert not [text for text in told(caught.value) if NAMESPACE[:10] in text]


class Watch:
    """
    Looks at the objects that functions of ours hold when they return.

    Attributes:
        leaks: The types whose reprs held a mark.
        seen: How many objects of each type were looked at.
    """

    def __init__(self, planted: Planted) -> None:
        self._planted = planted
        self.leaks: set[str] = set()
        self.seen: Counter[type] = Counter()

    def __call__(self, frame: FrameType, event: str, returned: object) -> None:
        """Look at the variables of a frame and what is in them."""
        name = str(frame.f_globals.get("__name__"))
        if event != "return" or not name.startswith("followup_kit"):
            return
        sys.setprofile(None)
        for value in (*frame.f_locals.values(), returned):
            for held in _entries(value):
                self._look(held)
        sys.setprofile(self)

    def _look(self, value: object) -> None:
        kind = type(value)
        # A header is a text, like any text of a frame.
        if isinstance(value, str) or not str(kind.__module__).startswith(
            "followup_kit"
        ):
            return
        self.seen[kind] += 1
        if self.seen[kind] < 200 and found(self._planted, repr(value)):
            self.leaks.add(f"{kind.__module__}.{kind.__qualname__}")


def _entries(value: object) -> list[object]:
    if isinstance(value, list | tuple | set | frozenset):
        return [value, *[*value][:50]]
    if isinstance(value, dict):
        return [value, *[*value.values()][:50]]
    return [value]


@each_sample(4)
def test_no_object_of_ours_shows_a_fact_to_a_debugger(planted: Planted) -> None:
    """What any function of ours holds on its way has a repr without facts."""
    watch = Watch(planted)
    sys.setprofile(watch)
    try:
        _use_everything(planted)
    finally:
        sys.setprofile(None)

    assert set() == watch.leaks
    assert len(watch.seen) > 80


def _use_everything(planted: Planted) -> None:
    facts = facts_of(planted)
    followup = COMPOSER.compose(*facts)
    email = followup.to_email(proposed="tentative")
    edited = followup.text.replace("0", "1")
    review(followup, *facts)
    review_text(edited, *facts, locale="en")
    review_html(followup.html, *facts, locale="en")
    review_email(email, *facts, locale="en")
    compare(followup.text, edited, *facts, locale="en")
    for channel in CHANNELS:
        try:
            followup.for_channel(channel)
        except FollowupError:
            continue
    assert all(result.ok for result in compose_many([facts], composer=COMPOSER))
    summarise([facts])
    Followup.from_json(followup.to_json()).explain()
