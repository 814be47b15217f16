"""Peak memory of the convolution, forward and backward, beside PyTorch's: ``python -m benchmarks.memory``.

Each engine runs in a process of its own; what is reported is how far the process grew beyond what it held before the
first step.
"""

import resource
import subprocess
import sys


def peak() -> float:
    """The most that this process ever held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def grown(engine_name: str) -> float:
    """MB that three steps of the convolution take beyond the process before them."""
    from benchmarks import cases

    if engine_name == "torch":
        import torch as engine

        engine.set_num_threads(2)
    else:
        from dlcourse import scratch as engine
    small = engine.nn.Conv2d(2, 2, 3)  # whatever a first convolution loads is not the convolution's
    small(engine.ones(1, 2, 8, 8)).sum().backward()
    step = cases.convolution(engine)
    before = peak()
    for _ in range(3):
        step()
    return peak() - before


def main() -> None:
    """Print both."""
    for name in ("torch", "scratch"):
        command = [sys.executable, "-m", "benchmarks.memory", name]
        found = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        print(f"{name:8} {float(found):6.1f} MB beyond inputs, for the convolution forward and backward")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(grown(sys.argv[1]))
    else:
        main()
