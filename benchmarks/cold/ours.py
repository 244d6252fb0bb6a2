"""
The first message of a new process, by this library.

Run by ``benchmarks.cold.first`` as ``ours.py FILE what``; prints what it wrote.
"""

import json
import sys
from datetime import datetime

from followup_kit import Composer
from followup_kit.models import load_facts


with open(sys.argv[1], encoding="utf-8") as file:  # noqa: PTH123 - nothing imported
    given = json.load(file)
interview, outcome = load_facts(**given["facts"])
send_at = datetime.fromisoformat(given["send_at"])
followup = Composer().compose(interview, outcome, send_at=send_at)
if sys.argv[2] == "bytes":
    sys.stdout.buffer.write(followup.to_email(calendar="none").as_bytes())
else:
    written = followup.subject, followup.text, followup.html
    sys.stdout.buffer.write("\n".join(written).encode())
