"""How Sphinx builds the documentation."""

from __future__ import annotations

from importlib.metadata import version as installed_version
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from sphinx.application import Sphinx


project = "followup_kit"
author = "followup_kit contributors"
project_copyright = "2026, followup_kit contributors"
release = installed_version("followup-kit")
version = release

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]

html_theme = "furo"
html_title = f"followup_kit {release}"

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

# Members stand in the order of the source, which is the order to read them in.
autodoc_member_order = "bysource"
python_use_unqualified_type_names = True
# One parameter a line where a signature would not fit one.
python_maximum_signature_line_length = 88


def _hide_validators(
    _app: Sphinx,
    what: str,
    _name: str,
    obj: object,
    _options: object,
    _signature: str | None,
    _returns: str | None,
) -> tuple[str, None] | None:
    """Leave out a model's signature, which is its validators; its fields follow."""
    is_model = what == "class" and hasattr(obj, "model_fields")
    return ("", None) if is_model else None


def _keep_colons(
    _app: Sphinx,
    what: str,
    _name: str,
    _obj: object,
    _options: object,
    lines: list[str],
) -> None:
    """Keep napoleon from taking what stands before a colon for a type."""
    if what in {"attribute", "property"}:
        lines[:0] = ["..", ""]  # an empty comment


def setup(app: Sphinx) -> None:
    """Connect what this file adds."""
    app.connect("autodoc-process-signature", _hide_validators)
    app.connect("autodoc-process-docstring", _keep_colons, priority=400)
