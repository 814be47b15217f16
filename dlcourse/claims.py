"""The text on trial: common claims about deep learning, each with the evidence that judges it and the verdict.

Readers vote on a claim before its evidence and again after it. The numbers are lasting: votes are kept under them, so
a claim may be reworded and never renumbered. A verdict is written here by hand once all of the evidence it names is
stored in the lessons, and not before; a test compares the two. The book's page is gathered from this table.

    CLAIMS[22].text       "ReLU keeps gradients from vanishing on their way back through the layers."
    CLAIMS[22].judged_by  ("E04.3",)
    CLAIMS[22].ruling     "not judged yet"
"""

import re
from dataclasses import dataclass

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


APPLICATIONS = tuple(f"E11.{number}" for number in range(1, 26))

TABLE = (
    Claim(
        (1,),
        "At the ImageNet contest of 2012 a deep network, AlexNet, left all other entries far behind.",
        ("F01.1",),
        HOLDS,
    ),
    Claim(
        (2,),
        "The boom in deep learning started with that result.",
        ("F01.2",),
        HOLDS_IF,
        "it is about computer vision, and about what the public saw; speech had turned to deep networks before",
    ),
    Claim(
        (3, 6),
        "A deep network needs no prepared features: it works from bare pixels, sound samples or letters.",
        ("E01.3",),
        HOLDS,
    ),
    Claim(
        (4, 10),
        "Going up the layers, what a network responds to turns from simple to complicated: edges first, objects last.",
        ("E06.2",),
    ),
    Claim(
        (5,),
        "What puts it ahead is that features and decision are trained in one go.",
        ("E01.4",),
        HOLDS_IF,
        "there are labels enough to learn the features from; the first layer may stay random, and that it must be in "
        "one go is not shown",
    ),
    Claim(
        (7,),
        "What a network finds by itself often beats what specialists would have built.",
        ("E01.2", "E01.5"),
        HOLDS_IF,
        "there are labels enough, for this task or for related ones; with few, the specialists are ahead",
    ),
    Claim(
        (8, 9),
        "A neuron multiplies its inputs by weights, sums them with an offset and bends the result; "
        "the first layer of a network that looks at pictures has one neuron a pixel.",
        ("E00.1", "E02.1", "E02.2"),
        HOLDS_IF,
        "its last half is left out: an input is a number that computes nothing, and a pixel in colour is three",
    ),
    Claim(
        (11,),
        "The last layer of a classifier says how probable each class is.",
        ("E02.4",),
        HOLDS_IF,
        "that was calibrated on held-out examples; after learning by heart the last layer is far too sure",
    ),
    Claim(
        (12,),
        "Backpropagation finds the share of each weight in the error and corrects the weight by it.",
        ("E03.1", "E03.5"),
        MISLEADING,
        "it finds how sensitive the error is to each weight, which is no share of it and no ranking of importance; "
        "and it corrects nothing, for the step is another piece",
    ),
    Claim(
        (13,),
        "Shown enough examples, often millions, a network gets better bit by bit.",
        ("E03.4",),
        HOLDS_IF,
        "one looks at windows of many steps, while something is left to learn; single steps often go the wrong way",
    ),
    Claim(
        (14,),
        "Depth makes a network strong: every further layer gives a more abstract and more helpful view of the input.",
        ("E06.2", "E06.6"),
    ),
    Claim(
        (15,),
        "With equally many neurons, a hundred layers can express much more intricate functions than a few wide ones.",
        ("E02.3",),
        HOLDS,
    ),
    Claim((16,), "The idea of a neural network dates from the 1950s.", ("F04.1",)),
    Claim(
        (17,),
        "Deep learning broke through when three things came together: data, computing power and better methods.",
        ("E04.7",),
    ),
    Claim(
        (18,),
        "A deep network needs many examples with labels, and the flood of digital data supplied them.",
        ("E04.1", "F04.2"),
    ),
    Claim(
        (19,), "Graphics processors fit the work of a network: large matrix products, done side by side.", ("E04.2",)
    ),
    Claim(
        (20, 21),
        "One graphics processor does more than a million million operations a second; "
        "what took months to train now takes hours.",
        ("E04.8",),
    ),
    Claim((22,), "ReLU keeps gradients from vanishing on their way back through the layers.", ("E04.3",)),
    Claim((23,), "Batch normalisation steadies the training.", ("E04.4",)),
    Claim((24,), "Dropout keeps a network from learning its examples by heart.", ("E04.5",)),
    Claim((25,), "Adam takes better training steps than the methods before it.", ("E04.6",)),
    Claim((26,), "The filters of a convolutional network pick out edges, then textures, then shapes.", ("E06.2",)),
    Claim((27,), "Pooling makes the maps smaller and keeps what counts in them.", ("E06.3",)),
    Claim(
        (28, 39),
        "Deep learning does real work in some twenty-five applications, from driving cars to composing music; "
        "where pictures come in, convolutional networks do the seeing.",
        APPLICATIONS,
    ),
    Claim((29,), "The hidden state of an RNN hands on what came earlier in the sequence.", ("E07.5",)),
    Claim((30,), "LSTM and GRU connect things that lie far apart in a sequence.", ("E07.1", "E07.2")),
    Claim(
        (31,),
        "RNNs serve to model language, to translate, to recognise speech and to forecast series.",
        ("E07.3", "E07.4", "E07.6", "E11.11"),
    ),
    Claim(
        (32, 35),
        "For most sequences Transformers have taken the place of RNNs, and every large language model of today is one.",
        ("F08.1", "F08.2"),
    ),
    Claim((33,), "In a Transformer each position looks at each other one without a detour.", ("E08.1",)),
    Claim((34,), "Handling all positions at once, a Transformer is far quicker to train.", ("E08.2",)),
    Claim((36,), "GANs and VAEs make new examples that look like those they were shown.", ("E09.1", "E09.5")),
    Claim(
        (37, 38),
        "Diffusion models paint pictures that pass for photographs; DALL·E and Stable Diffusion are built on them.",
        ("E09.2", "E09.3", "F09.1"),
    ),
    Claim(
        (40,),
        "Deep learning wants many labelled examples; pre-trained networks and altered copies make do with fewer.",
        ("E04.1", "E10.1", "E10.2"),
    ),
    Claim((41,), "To train a large model takes costly machines and a lot of energy.", ("E12.1", "F12.1")),
    Claim((42,), "Nobody can see inside a deep network why it gave the answer that it gave.", ("E12.2", "E12.6")),
    Claim(
        (43,),
        "A change that nobody would notice, if well chosen, makes a network answer wrongly and with confidence.",
        ("E12.3",),
    ),
    Claim((44,), "A model takes over the prejudice in its data and may then treat people unfairly.", ("E12.4",)),
    Claim(
        (45, 46),
        "Deep learning is strong where data, computing power and intricate patterns abound; "
        "with few data an older method may serve better.",
        ("E01.2", "E12.5", "E12.7"),
    ),
    Claim((47,), "Where people must be able to follow the reasons, an older method may serve better.", ("E12.6",)),
    Claim((48,), "Researchers prefer PyTorch; in products one often finds TensorFlow.", ("F13.1",)),
    Claim(
        (49,),
        "To start from a network that was trained elsewhere is quicker and less costly, and often more accurate too.",
        ("E10.1", "E10.3"),
    ),
    Claim(
        (50, 51),
        "Well-known data sets set everybody the same task, and what papers report can be done again.",
        ("E13.1",),
    ),
)

CLAIMS: dict[int, Claim] = {number: claim for claim in TABLE for number in claim.numbers}
"""Every claim under each of its numbers, 1 … 51; claims judged together are one object under several numbers."""
