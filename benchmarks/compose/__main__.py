"""
Prints what writing the same messages costs with us and with others.

Run ``python -m benchmarks.compose`` in an environment with the dependency group
``benchmarks``: the part ``compose`` of ``python -m benchmarks``, which knows all
options.
"""

from __future__ import annotations

import sys

from benchmarks.command import main


if __name__ == "__main__":
    main(["compose", *sys.argv[1:]])
