"""
The first message of a new process, by Jinja and Babel used plainly.

Run by ``benchmarks.cold.first`` as ``plain.py FILE what``; prints what it wrote. With
``validated``, facts go through models of pydantic first.
"""

import json
import sys

from markupsafe import Markup

from benchmarks.compose.parts import Phrases
from benchmarks.compose.peers import babel_phrases, writer_of_sources


with open(sys.argv[1], encoding="utf-8") as file:  # noqa: PTH123 - nothing imported
    given = json.load(file)
if "validated" in sys.argv[2]:
    from benchmarks.compose.validated import Message

    Message.model_validate(given["facts"])
htmls = {
    key: Markup(value) if key in given["markup"] else value  # noqa: S704 - our own
    for key, value in given["htmls"].items()
}
write = writer_of_sources(given["templates"], sandboxed=False)
written = write(babel_phrases(given["facts"], Phrases(given["texts"], htmls)))
if "bytes" in sys.argv[2]:
    from benchmarks.compose.mails import standard_bytes

    sys.stdout.buffer.write(standard_bytes(given["facts"], written, None))
else:
    sys.stdout.buffer.write("\n".join(written).encode())
