"""The generated page of legal deadlines."""

from __future__ import annotations

from followup_kit.timing import LEGAL_NOTICE, legal_rules
from tools.build_legal_table import PATH, page


def test_the_page_is_up_to_date() -> None:
    """The page in the docs is what the data gives today."""
    assert page() == PATH.read_text(encoding="utf-8")


def test_the_page_has_every_rule_with_its_sources() -> None:
    """Each rule and each of its sources stands on the page, and the notice above."""
    text = page()

    assert LEGAL_NOTICE in text.partition("## ")[0]
    for rule in legal_rules():
        assert f"## {rule.id}\n" in text
        assert all(f"<{source}>" in text for source in rule.sources), rule.id
