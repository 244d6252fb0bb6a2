"""Conditions mean what Jinja means by them, and guards what logic says."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment

from followup_kit.templating._conditions import read_condition
from followup_kit.templating._faults import At, Faults
from followup_kit.templating._guards import known_if, known_unless


NAMES = ("a", "b", "c.d")
ATOMS = st.sampled_from(
    [
        *NAMES,
        *NAMES,
        "a == 'x'",
        "b != 'x'",
        "many|length > 1",
        "many|length == 0",
        "a is defined",
    ]
)
CONDITIONS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        inner.map("not {}".format),
        inner.map("({})".format),
        st.builds("{} and {}".format, inner, inner),
        st.builds("{} or {}".format, inner, inner),
    ),
    max_leaves=5,
)
FACTS = st.fixed_dictionaries(
    {},
    optional={
        "a": st.sampled_from(["x", "y"]),
        "b": st.sampled_from(["x", True]),
        "c.d": st.just("z"),
        "many": st.sampled_from([("p",), ("p", "q")]),
    },
)  # fmt: skip


def by_jinja(condition: str, facts: dict[str, Any]) -> bool:
    """Ask stock Jinja."""
    given = {"a": facts.get("a"), "b": facts.get("b"), "c": {"d": facts.get("c.d")}}
    given["many"] = facts.get("many", ())
    # A missing fact is None here, where Jinja would call it defined.
    source = condition.replace("a is defined", "(a is not none)")
    return bool(Environment().compile_expression(f"({source})")(**given))  # noqa: S701 -- no markup


@given(CONDITIONS, FACTS)
@settings(max_examples=400)
def test_a_condition_means_what_jinja_means(
    condition: str, facts: dict[str, Any]
) -> None:
    """Our reading of a condition and Jinja's own evaluation agree."""
    faults = Faults()
    test = read_condition(condition, At(faults, "x", 1)).compiled()
    if not len(faults):
        assert bool(test(facts)) is by_jinja(condition, facts)


@given(CONDITIONS, FACTS)
@settings(max_examples=400)
def test_what_a_guard_makes_known_is_given(
    condition: str, facts: dict[str, Any]
) -> None:
    """Facts held for known inside or outside of a condition are never missing."""
    read = read_condition(condition, At(Faults(), "x", 1))
    known = known_if(read) if read.compiled()(facts) else known_unless(read)
    assert known <= {name for name, value in facts.items() if value}
