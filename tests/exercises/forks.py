"""Try many answers fast: one warm process has imported everything, and forks a child for each answer.

Run as a script it is that process: it reads requests as lines of JSON and writes what came of each. A child that a
learner's code has ruined ends, and the next one starts clean.
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

from dlcourse.exercises.shipped import text

HUNG = 300  # seconds after which a child is killed: the watchdog inside it has failed


def asks_for_a_function(id):
    """Whether an exercise asks for a function, not for values under given names or for a text."""
    from dlcourse.exercises.exercise import CODE
    from dlcourse.exercises.registry import EXERCISES

    return EXERCISES[id].kind in CODE


def function_of(id):
    """The name of the function that an exercise asks for."""
    return text(id).stub.split("def ")[1].split("(")[0]


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

    def __call__(self, id, code, *, seed=0, seconds=5.0, deaf=30.0):
        """Run the code as an answer cell would be, and judge it.

        An alarm may come late on a machine that has other work: ``deaf`` is longer than a learner's.
        """
        request = {"id": id, "code": code, "seed": seed, "seconds": seconds, "deaf": deaf}
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        return Came(**json.loads(self.process.stdout.readline()))


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

    from dlcourse.exercises.registry import EXERCISES

    torch.set_num_threads(1)
    gc.freeze()  # or each child's collector would touch, and so copy, all that is here
    for line in sys.stdin:
        request = json.loads(line)
        read_end, write_end = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(read_end)
            judge(EXERCISES[request["id"]], request, write_end)
        os.close(write_end)
        print(json.dumps(received(read_end, child)), flush=True)


def judge(exercise, request, pipe):
    from dlcourse.exercises import watchdog
    from dlcourse.exercises.outcome import outcome

    os.setsid()
    watchdog.SECONDS, watchdog.DEAF = request["seconds"], request["deaf"]
    namespace = {"__name__": "__main__"}
    exec(compile(request["code"], "answer", "exec"), namespace)
    cases = exercise.cases(request["seed"])
    arrays = exercise.probe(namespace, cases)
    verdicts = exercise.judge(arrays, cases)
    failed = [verdict for verdict in verdicts if not verdict.passed]
    came = Came(
        passed=not failed,
        keys=[verdict.key for verdict in failed],
        messages=[verdict.message for verdict in failed],
        statuses=[outcome(arrays, verdict.key).status for verdict in verdicts],
        misconceptions=[verdict.misconception for verdict in failed],
    )
    os.write(pipe, json.dumps(came._asdict()).encode())
    os._exit(0)


def received(pipe, child):
    chunks = []
    while select.select([pipe], [], [], HUNG)[0]:
        chunk = os.read(pipe, 65536)
        if not chunk:
            break
        chunks.append(chunk)
    else:
        os.kill(child, signal.SIGKILL)
        chunks = []
    os.close(pipe)
    os.waitpid(child, 0)
    nothing = Came(False, [], [], [], [], hung=True)._asdict()
    return json.loads(b"".join(chunks)) if chunks else nothing


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))
    serve()
