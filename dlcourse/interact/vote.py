"""The reader's vote on a claim: before its evidence, and again after it."""

import ipywidgets as widgets

from dlcourse import journal
from dlcourse.claims import CLAIMS
from dlcourse.interact.bundle import Bundle, Notice, guarded
from dlcourse.interact.choices import Choices
from dlcourse.plots import inline, plain

VOTES = ("it holds", "it holds if …", "it misleads", "not sure")
BEFORE, AFTER = "before", "after"


class Vote(Bundle):
    """What `vote` returns; ``choices`` is the part to drive from Python."""

    invitation = "Run this cell in JupyterLab to vote."

    def __init__(self, number: int, when: str):
        """Look the claim up and build the form."""
        if number not in CLAIMS:
            raise KeyError(f"There is no claim {number}: see dlcourse/claims.py.")
        if when not in (BEFORE, AFTER):
            raise ValueError(f"A vote is cast 'before' the evidence or 'after' it; got {when!r}.")
        self.claim = CLAIMS[number]
        self.when = when
        self.choices = Choices(f"**Your vote, {when} the evidence.** “{self.claim.text}”", VOTES)
        notice = Notice()
        self.choices.observe(guarded(self._record, notice), names="value")
        answers = " / ".join(VOTES)
        super().__init__(
            widgets.VBox([self.choices, notice]),
            still=f"<p><strong>Your vote, {when} the evidence.</strong> “{inline(self.claim.text)}” {answers}</p>",
            plain=f"Vote {when} the evidence: {plain(self.claim.text)} {answers}",
        )

    def _record(self, _change: object) -> None:
        cast = VOTES[self.choices.value]
        journal.record("vote", vote_name(self.claim.number, self.when), cast)
        words = f"Recorded: “{cast}”. You may change it."
        if self.when == AFTER:
            first = journal.latest("vote", vote_name(self.claim.number, BEFORE))
            words += f" Before the evidence you voted “{first}”." if first else ""
            words += f" The course's verdict: {inline(self.claim.ruling)}." if self.claim.judged else ""
        self.choices.feedback = f"<div>{words}</div>"


def vote(number: int, when: str = BEFORE) -> Vote:
    """Let the reader vote on a claim; each press is recorded in the journal, the last one counts.

    Args:
        number: the claim's number in `dlcourse.claims.CLAIMS`.
        when: ``"before"`` its evidence or ``"after"`` it; after it the course's verdict is shown once one has voted.

    Raises:
        KeyError: no such claim.
        ValueError: another ``when``.
    """
    return Vote(number, when)


def vote_name(number: int, when: str) -> str:
    """The name a vote is recorded under: ``"12 before"``."""
    return f"{number} {when}"
