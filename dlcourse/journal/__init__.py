"""The learner's own record: predictions, votes, quiz answers, exercises, drawings; on this machine and nowhere else.

`record` adds a line, `entries` and `latest` read, `export` hands all of it over, `erase` removes it. What the learner
built for later lessons lies beside it as Python files: `keep` writes one, `mine` finds it.
"""

from dlcourse.journal.files import keep, mine
from dlcourse.journal.lines import FILE, KINDS, Entry, entries, erase, export, latest, record
from dlcourse.journal.place import JournalError, home

__all__ = [
    "FILE",
    "KINDS",
    "Entry",
    "JournalError",
    "entries",
    "erase",
    "export",
    "home",
    "keep",
    "latest",
    "mine",
    "record",
]
