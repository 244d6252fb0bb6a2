"""Composing many messages: one result an item, in the order of the items."""

from __future__ import annotations

from collections.abc import (
    Callable,
    Collection,
    Generator,
    Hashable,
    Iterable,
    Iterator,
    Mapping,
    Sized,
)
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, get_args

from followup_kit.batch._expectation import check_expectation
from followup_kit.batch._frame_values import library_of
from followup_kit.batch._pool import ExecutorLike, Limits, through_executor
from followup_kit.batch._progress import Progress, ProgressCallback, progress_for
from followup_kit.batch._result import Result, clean_error, located
from followup_kit.batch._source import DuplicateKeys, Entry, Reading, Source
from followup_kit.batch._work import (
    Chunk,
    Failure,
    Frame,
    Job,
    compose_chunk,
    rebuilt,
)
from followup_kit.composer import Composer
from followup_kit.errors import BatchError, Problem
from followup_kit.templating import TemplateSet


__all__ = ["compose_many"]

_DEFAULT_IN_FLIGHT: Final = 16
_MOST_FRAMES: Final = 512


def compose_many(
    items: Iterable[object],
    *,
    composer: Composer | None = None,
    template_set: str | TemplateSet | None = None,
    executor: ExecutorLike | None = None,
    chunk_size: int = 128,
    in_flight: int | None = None,
    locale: str | None = None,
    send_at: datetime | str | None = None,
    key: Callable[[Any], Hashable] | None = None,
    done: Collection[Hashable] | Callable[[Hashable], object] = (),
    duplicate_keys: DuplicateKeys = "refuse",
    expect: Mapping[str, int] | None = None,
    progress: bool | ProgressCallback | None = None,
) -> Generator[Result]:
    """
    Yield what became of each item: its message, or why there is none.

    Lazy, in the order of the items, one result an item, and no item touches another.
    The arguments are checked, and ``expect`` is counted, when it is called;
    everything else happens while the results are taken. Memory stays the same however
    many items come, but for one entry a key (see ``duplicate_keys``).

    Args:
        items:
            Pairs of interview and outcome, :class:`Item` objects, or mappings or
            objects with those fields. Dicts of facts are taken as they come from
            JSON.
        composer: Who composes; if not given, one for ``template_set``.
        template_set: The set to use if no composer is given.
        executor:
            Where the work is done: any ``concurrent.futures.Executor``, or anything
            whose ``submit`` returns futures, such as Dask's
            ``client.get_executor()``. Not shut down here. None: in this thread.
        chunk_size: How many items go to the executor together.
        in_flight:
            How many chunks are under way at most. By default two for each worker,
            or 16 if the executor does not say how many it has. Read ahead are at
            most ``(in_flight + 1) * chunk_size`` items; without an executor, one.
        locale: The language of items that name none.
        send_at: When messages leave that name no time of their own.
        key: Returns the key of an item, if it has none itself.
        done:
            Keys of items to skip, or a function that tells whether to. Nothing is
            yielded for them; the others keep their index.
        duplicate_keys:
            What becomes of an item whose key an item before it had: ``"refuse"``
            gives it an error. ``"compose"`` does not look, and remembers no keys.
        expect:
            How many of each kind there are, kinds not named being 0. The items are
            counted before anything is composed, so they must be readable twice.
        progress:
            True for a bar (needs the extra ``progress``), or a function that is
            called with the number of items dealt with and the total, if known.

    Raises:
        BatchError:
            On calling: an argument is wrong, or what is expected is not what is
            there. While results are taken: the source, or ``done``, raised, or the
            executor takes no more work. By then everything that was read before has
            been yielded, and ``index`` says where to go on.
        MissingExtraError: On calling: a progress bar is wanted without tqdm.
        TemplateSetError: On calling: the template set does not exist or is broken.
    """
    source_items = _checked_items(items)
    limits = _limits(executor, chunk_size, in_flight)
    reading = Reading(
        key=_checked_function("key", key),
        done=_checked_done(done),
        duplicate_keys=_checked_duplicates(duplicate_keys),
        locale=locale,
        send_at=send_at,
    )
    who = _checked_composer(composer, template_set)
    if expect is not None:
        check_expectation(source_items, expect)
    source = Source(source_items, reading, expect)
    total = len(items) if isinstance(items, Sized) else None
    chunks = (
        _serially(source, who)
        if executor is None
        else through_executor(source, who, executor, limits)
    )
    common = _Common(who.template_set)
    return _results(source, chunks, progress_for(progress), total, common)


@dataclass(slots=True)
class _Common:
    """What the messages of a run share, so that keeping them is cheap."""

    letters: TemplateSet
    frames: dict[Frame, Frame] = field(default_factory=dict)


def _serially(
    source: Source, composer: Composer
) -> Generator[tuple[list[Entry], Chunk]]:
    while entries := source.take(1):
        jobs = [entry.work for entry in entries if isinstance(entry.work, Job)]
        yield entries, compose_chunk(composer, jobs)


def _results(
    source: Source,
    chunks: Generator[tuple[list[Entry], Chunk]],
    progress: Progress,
    total: int | None,
    common: _Common,
) -> Generator[Result]:
    try:
        for entries, chunk in chunks:
            for result in _settled(entries, chunk, common):
                yield result
                # Told once the caller comes back: a result that was taken is safe.
                progress.tell(result.index + 1, total)
        if source.failure is not None:
            raise source.failure
        progress.tell(source.count, total)
    finally:
        chunks.close()
        progress.close()


def _settled(entries: list[Entry], chunk: Chunk, common: _Common) -> Iterator[Result]:
    if len(common.frames) > _MOST_FRAMES:
        common.frames.clear()
    frames = [common.frames.setdefault(frame, frame) for frame in chunk.frames]
    rows = iter(chunk.rows)
    for entry in entries:
        row = next(rows) if isinstance(entry.work, Job) else entry.work
        if isinstance(row, Failure):
            error = clean_error(row.cls, located(row.problems, entry.place))
            yield Result(entry.place, entry.key, None, error)
        else:
            followup = rebuilt(row, frames[row.frame], common.letters)
            yield Result(entry.place, entry.key, followup, None)


def _checked_items(items: Any) -> Iterable[object]:
    if isinstance(items, str | bytes | Mapping) or not hasattr(items, "__iter__"):
        message = "must be an iterable of items."
        raise _wrong("items", message, "Give a list or a generator of them.")
    if library_of(items) is not None:
        message = "is a data frame: its items are its rows."
        raise _wrong("items", message, "Use compose_frame().")
    found: Iterable[object] = items
    return found


def _checked_composer(composer: Any, template_set: Any) -> Composer:
    if composer is None:
        return Composer("standard" if template_set is None else template_set)
    if not isinstance(composer, Composer):
        raise _wrong("composer", "must be a Composer.", "Build one, or give none.")
    if template_set is not None:
        message = "is given beside a composer, which has its own."
        raise _wrong("template_set", message, "Give one of the two.")
    return composer


def _limits(executor: Any, chunk_size: Any, in_flight: Any) -> Limits:
    if executor is not None and not callable(getattr(executor, "submit", None)):
        message = "has no submit()."
        raise _wrong("executor", message, "Give an executor, not its pool or class.")
    for name, value in (("chunk_size", chunk_size), ("in_flight", in_flight)):
        is_count = type(value) is int and value > 0
        if not is_count and not (value is None and name == "in_flight"):
            raise _wrong(name, "must be a whole number above 0.", "Leave it out.")
    if in_flight is None:
        workers = getattr(executor, "_max_workers", None)
        in_flight = 2 * workers if type(workers) is int else _DEFAULT_IN_FLIGHT
    return Limits(chunk_size, in_flight)


def _checked_function(name: str, function: Any) -> Any:
    if function is not None and not callable(function):
        raise _wrong(name, "must be a function.", "Give one, or leave it out.")
    return function


def _checked_done(done: Any) -> Any:
    if callable(done):
        return done
    # Text would skip by its letters, and an iterator is used up by the first key.
    if isinstance(done, str | bytes) or not hasattr(done, "__contains__"):
        message = "must be a collection of keys, or a function."
        raise _wrong("done", message, "Give a set.")
    # Looking through a list for each item would take longer than composing.
    return frozenset(done) if isinstance(done, list | tuple) else done


def _checked_duplicates(wish: Any) -> DuplicateKeys:
    if wish not in get_args(DuplicateKeys):
        choices = " or ".join(repr(choice) for choice in get_args(DuplicateKeys))
        raise _wrong("duplicate_keys", "is not a choice.", f"Use {choices}.")
    choice: DuplicateKeys = wish
    return choice


def _wrong(path: str, message: str, remedy: str) -> BatchError:
    return BatchError(Problem(path, "wrong_argument", message, remedy))
