"""The text on trial: common claims about deep learning, each with the evidence that judges it and the verdict.

Readers vote on a claim before its evidence and again after it. The table is ``course/claims.toml``, which says how a
row is written; the book's page is gathered from it.

    CLAIMS[22].text       "ReLU keeps gradients from vanishing on their way back through the layers."
    CLAIMS[22].judged_by  ("E04.3",)
    CLAIMS[22].ruling     "not judged yet"
"""

import re
import tomllib
from dataclasses import dataclass

from dlcourse.rooms import COURSE

NOT_JUDGED = "not judged yet"
HOLDS = "holds"
HOLDS_IF = "holds if"
MISLEADING = "misleading"
VERDICTS = (NOT_JUDGED, HOLDS, HOLDS_IF, MISLEADING)


@dataclass(frozen=True)
class Claim:
    """One claim; or several that the same evidence judges together, which then stand under each of their numbers.

    Args:
        numbers: its numbers, lasting; the first is the one that votes are kept under.
        text: the claim as one sentence, as those who make it would put it.
        judged_by: ids of the evidence: ``E…`` measured in a lesson, ``F…`` a fact cited to its source.
        verdict: one of `VERDICTS`.
        condition: what follows "holds if", or what is misleading; empty for the other verdicts.

    Raises:
        ValueError: an id that is none, an unknown verdict, or a verdict whose condition is missing or superfluous.
    """

    numbers: tuple[int, ...]
    text: str
    judged_by: tuple[str, ...]
    verdict: str = NOT_JUDGED
    condition: str = ""

    def __post_init__(self) -> None:
        wrong = [name for name in self.judged_by if not re.fullmatch(r"[EF]\d\d\.\d+", name)]
        if wrong or not self.judged_by:
            raise ValueError(f"Claim {self.number}: evidence has ids such as E04.3 or F01.1; got {self.judged_by}.")
        if self.verdict not in VERDICTS:
            raise ValueError(f"Claim {self.number}: the verdict is one of {VERDICTS}; got {self.verdict!r}.")
        if bool(self.condition) != (self.verdict in (HOLDS_IF, MISLEADING)):
            raise ValueError(
                f"Claim {self.number}: '{HOLDS_IF}' and '{MISLEADING}' take a condition, other verdicts take none; "
                f"got {self.verdict!r} with {self.condition!r}."
            )

    @property
    def number(self) -> int:
        """The first of its numbers: the one that votes are kept under."""
        return self.numbers[0]

    @property
    def chapter(self) -> str:
        """The chapter that brings the last of its evidence, and so the verdict: ``"04"``."""
        return max(name[1:3] for name in self.judged_by)

    @property
    def judged(self) -> bool:
        """Whether there is a verdict."""
        return self.verdict != NOT_JUDGED

    @property
    def ruling(self) -> str:
        """The verdict in words: ``holds``, ``holds if the gates start open``, ``misleading: …``, ``not judged yet``."""
        return {HOLDS_IF: f"holds if {self.condition}", MISLEADING: f"misleading: {self.condition}"}.get(
            self.verdict, self.verdict
        )


def _claim(numbers: list[int], text: str, judged_by: list[str], **verdict: str) -> Claim:
    """A row as the file has it."""
    return Claim(tuple(numbers), text, tuple(judged_by), **verdict)


TABLE = tuple(_claim(**row) for row in tomllib.loads((COURSE / "claims.toml").read_text(encoding="utf-8"))["claim"])

CLAIMS: dict[int, Claim] = {number: claim for claim in TABLE for number in claim.numbers}
"""Every claim under each of its numbers, 1 … 51; claims judged together are one object under several numbers."""
