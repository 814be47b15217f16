"""How fast is ``dlcourse.scratch`` beside PyTorch? ``python -m benchmarks.engine [word in a case's name …]``

Both on two threads, float32, one training step each, in turns: a few steps of one, a few of the other, over and over,
so that whatever else the machine does disturbs both alike. The medians are compared; PyTorch eager is 1. Other NumPy
engines join in where they are installed (``pip install autograd mygrad``).
"""

import argparse
import os
import sys
import time
from collections.abc import Callable


def settle() -> None:
    """What only counts before NumPy is imported: two threads, and kernels chosen for this processor.

    OpenBLAS's threads go on spinning for 2²⁶ ticks after a product and would slow PyTorch's next steps; of 2¹⁸ ticks
    those notice nothing.
    """
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "2"
    os.environ["OPENBLAS_THREAD_TIMEOUT"] = "18"
    os.environ.pop("OPENBLAS_CORETYPE", None)


def in_turns(steps: dict[str, Callable[[], object]], seconds: float) -> dict[str, list[float]]:
    """Seconds of each step, sorted; the first step of each turn warms the caches and is not counted."""
    times: dict[str, list[float]] = {name: [] for name in steps}
    for step in steps.values():
        step()
    end = time.perf_counter() + seconds
    while time.perf_counter() < end or len(times["torch"]) < 12:
        for name, step in steps.items():
            step()
            for _ in range(4):
                start = time.perf_counter()
                step()
                times[name].append(time.perf_counter() - start)
    return {name: sorted(found) for name, found in times.items()}


def main(arguments: list[str]) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.engine", description="the NumPy engine beside PyTorch")
    parser.add_argument("words", nargs="*", help="only cases whose name holds one of these")
    parser.add_argument("--seconds", type=float, default=8, help="for each case")
    given = parser.parse_args(arguments)
    settle()
    import torch

    from benchmarks.cases import CASES
    from benchmarks.peers import installed
    from dlcourse import scratch

    torch.set_num_threads(2)
    print(f"{'one training step, float32, two threads':44}{'PyTorch':>11}{'scratch':>11}{'ratio':>8}{'aim':>6}  (best)")
    for name, (make, aim) in CASES.items():
        if given.words and not any(word.lower() in name.lower() for word in given.words):
            continue
        times = in_turns({"torch": make(torch), "scratch": make(scratch), **installed(make)}, given.seconds)
        median = {engine: found[len(found) // 2] for engine, found in times.items()}
        ratio, best = median["scratch"] / median["torch"], times["scratch"][0] / times["torch"][0]
        line = f"{name:44}{median['torch'] * 1e3:8.2f} ms{median['scratch'] * 1e3:8.2f} ms"
        line += f"{ratio:8.2f}{aim:6.1f}  ({best:.2f})"
        peers = [f"{peer} {t / median['torch']:.2f}" for peer, t in median.items() if peer not in ("torch", "scratch")]
        print(line + ("  " + ", ".join(peers) if peers else ""), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
