"""Try many answers fast: one warm process has imported everything, and forks a child that tries them.

Run as a script it is that process: it reads requests as lines of JSON and writes what came of each. A child that a
learner's code has ruined ends; the answers that it did not come to are tried by another, which starts clean.
"""

import functools
import gc
import json
import os
import select
import signal
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from planted import RIGHT, SECONDS, SEEDS, WRONG, code_of, solution

from dlcourse.exercises import find

HUNG = 300  # seconds after which a child is killed: the watchdog inside it has failed


class Came(NamedTuple):
    passed: bool
    keys: list[str]
    """Cases that did not pass."""
    messages: list[str]
    statuses: list[str]
    misconceptions: list[str]
    hung: bool = False


class Forks:
    """The tests' end of the warm process."""

    def __init__(self):
        env = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
        self.process = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=env
        )

    def close(self):
        self.process.stdin.close()
        self.process.wait(timeout=HUNG)
        self.process.stdout.close()

    def all(self, id, codes, seeds=SEEDS[:1], *, seconds=5.0, deaf=30.0):
        """Run each code as an answer cell would be, and judge it under each seed: a list for each code.

        An alarm may come late on a machine that has other work: ``deaf`` is longer than a learner's.
        """
        request = {"id": id, "tries": [(code, seed) for code in codes for seed in seeds]}
        self.process.stdin.write(json.dumps({**request, "seconds": seconds, "deaf": deaf}) + "\n")
        self.process.stdin.flush()
        came = [Came(**json.loads(self.process.stdout.readline())) for _ in request["tries"]]
        return [came[i : i + len(seeds)] for i in range(0, len(came), len(seeds))]

    def __call__(self, id, code, **limits):
        return self.all(id, [code], **limits)[0][0]

    @functools.cache  # noqa: B019  (there is one, as long as the tests run)
    def planted(self, id):
        """What came of all that is planted for an exercise, under each seed, by its name."""
        answers = RIGHT.get(id, {}) | {name: answer for name, (answer, _) in WRONG.get(id, {}).items()}
        texts = {name: code_of(id, answer) for name, answer in answers.items()}
        texts |= {"the solution": solution(id), "the stub": f"{find(id).imports}\n{find(id).stub}"}
        return dict(zip(texts, self.all(id, list(texts.values()), SEEDS, seconds=SECONDS.get(id, 5.0)), strict=True))


@functools.cache
def warm(config):
    forks = Forks()
    config.add_cleanup(forks.close)
    return forks


@pytest.fixture
def forks(request):
    """To be imported by the modules that use it; all share one process."""
    return warm(request.config)


def serve():
    import torch

    from dlcourse.exercises import exercises

    torch.set_num_threads(1)
    for exercise in exercises().values():
        exercise.cases(0)  # runs its check cell, once for all children
    gc.freeze()  # or each child's collector would touch, and so copy, all that is here
    for line in sys.stdin:
        request = json.loads(line)
        exercise, tries = find(request["id"]), request["tries"]
        cases = {seed: exercise.cases(seed) for _, seed in tries}
        done = 0
        while done < len(tries):
            read_end, write_end = os.pipe()
            child = os.fork()
            if child == 0:
                os.close(read_end)
                judge(exercise, cases, tries[done:], request, write_end)
            os.close(write_end)
            lines = received(read_end, child, len(tries) - done)
            print(*lines, sep="\n", flush=True)
            done += len(lines)


def judge(exercise, cases, tries, request, pipe):
    from dlcourse.exercises import watchdog
    from dlcourse.exercises.outcome import outcome

    os.setsid()
    watchdog.SECONDS, watchdog.DEAF = request["seconds"], request["deaf"]
    for code, seed in tries:
        namespace = {"__name__": "__main__"}
        exec(compile(code, "answer", "exec"), namespace)
        arrays = exercise.probe(namespace, cases[seed])
        verdicts = exercise.judge(arrays, cases[seed])
        failed = [verdict for verdict in verdicts if not verdict.passed]
        came = Came(
            passed=not failed,
            keys=[verdict.key for verdict in failed],
            messages=[verdict.message for verdict in failed],
            statuses=[outcome(arrays, verdict.key).status for verdict in verdicts],
            misconceptions=[verdict.misconception for verdict in failed],
        )
        os.write(pipe, json.dumps(came._asdict()).encode() + b"\n")
    os._exit(0)


def received(pipe, child, count):
    """A line for each try that the child came to; if it came to an end before all were done, one more that says so."""
    text = b""
    while select.select([pipe], [], [], HUNG)[0]:
        chunk = os.read(pipe, 65536)
        if not chunk:
            break
        text += chunk
    else:
        os.kill(child, signal.SIGKILL)
    os.close(pipe)
    os.waitpid(child, 0)
    lines = text.decode().split("\n")[:-1]  # what a child was writing when it ended is no line
    return lines if len(lines) == count else [*lines, json.dumps(Came(False, [], [], [], [], hung=True)._asdict())]


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))
    serve()
