"""
Reading the data files of this package.

The loader of a module reads from folders and zip files alike. importlib.resources
does so as well, and imports a dozen modules first, which every process that writes
one message would wait for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast


if TYPE_CHECKING:
    from typing import Protocol

    class _Reader(Protocol):
        def get_data(self, path: str, /) -> bytes: ...


__all__ = ["read_package_data"]


def read_package_data(path: str) -> bytes:
    """
    Return what a data file holds.

    Args:
        path: Where it is below the package, such as ``"names/data/titles.toml"``.

    Raises:
        OSError: There is no such file: a mistake of ours.
    """
    root, _, _ = __file__.rpartition("_package_data")
    reader = cast("_Reader", __spec__.loader)
    return reader.get_data(f"{root}{path}")
