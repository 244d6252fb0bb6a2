"""
Many messages: composed in order, one result an item, here or through an executor.

    from followup_kit.batch import compose_many

    for result in compose_many(items, executor=executor):
        if result.ok:
            send(result.followup)

Look at a batch before with :func:`summarise`, and say what you expect with
``expect``: a list that was mixed up is refused before anything is composed.
"""

from __future__ import annotations

from followup_kit.batch._compose_many import compose_many
from followup_kit.batch._frame import Options, compose_frame
from followup_kit.batch._item import Item
from followup_kit.batch._pool import ExecutorLike
from followup_kit.batch._progress import ProgressCallback
from followup_kit.batch._result import Result
from followup_kit.batch._source import DuplicateKeys
from followup_kit.batch._summary import Identified, Repeat, Summary, summarise


__all__ = [
    "DuplicateKeys",
    "ExecutorLike",
    "Identified",
    "Item",
    "Options",
    "ProgressCallback",
    "Repeat",
    "Result",
    "Summary",
    "compose_frame",
    "compose_many",
    "summarise",
]
