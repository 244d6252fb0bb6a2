"""The data of names: small, licensed, loaded late."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from importlib.resources import files

from followup_kit.locales import canonical_locale


_DATA = files("followup_kit").joinpath("names/data")


def test_the_data_are_small() -> None:
    """The data file takes at most 20 KiB of the wheel."""
    assert len(_DATA.joinpath("person_names.json.gz").read_bytes()) <= 20 * 1024


def test_the_data_carry_their_licence() -> None:
    """Licence and origin stand beside the data, with version and build command."""
    notice = _DATA.joinpath("NOTICE").read_text("utf-8")
    content = gzip.decompress(_DATA.joinpath("person_names.json.gz").read_bytes())

    assert f"cldr-person-names-full {json.loads(content)['cldr']}" in notice
    assert "tools/build_names.py" in notice
    assert "UNICODE LICENSE V3" in _DATA.joinpath("LICENSE-UNICODE").read_text("utf-8")


def test_each_locale_of_the_data_can_be_asked_for() -> None:
    """Locales stand in the data under the tags that the library uses."""
    content = gzip.decompress(_DATA.joinpath("person_names.json.gz").read_bytes())
    tags = list(json.loads(content)["locales"])

    assert tags == [canonical_locale(tag) for tag in tags]


def test_importing_reads_no_data() -> None:
    """The import is cheap: data are read when the first name is formatted."""
    code = (
        "import sys, followup_kit.names._formatter as formatter\n"
        "from followup_kit.names import _data\n"
        "assert _data._data.cache_info().misses == 0\n"
        "formatter.NameFormatter('de').format('Ada')\n"
        "assert _data._data.cache_info().misses == 0\n"
        "assert 'babel' not in sys.modules\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], check=False, capture_output=True, text=True
    )

    assert (0, "") == (done.returncode, done.stderr)
