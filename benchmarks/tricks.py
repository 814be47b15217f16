"""What does each trick of ``dlcourse.scratch`` gain? ``python -m benchmarks.tricks [word in a trick's name …]``

Each trick stands beside its plain version, which gives the same numbers; both are timed in turns, and the medians
compared. ``TRICKS`` is the list, for whoever wants to show them: name, plain, fast (calls without arguments), and
where in the engine the trick is found. The figures in the engine's docstrings come from here (AMD EPYC with AVX-512).
"""

import sys

if __name__ == "__main__":
    from benchmarks.engine import settle

    settle()  # before NumPy is imported

from threadpoolctl import threadpool_limits

from benchmarks.trick import Trick, milliseconds
from benchmarks.tricks_on_arrays import convolutions, curves, sums_and_products
from benchmarks.tricks_on_tensors import single_operations, tape

TRICKS: list[Trick] = [*convolutions(), *curves(), *sums_and_products(), *single_operations(), *tape()]


def main(words: list[str], seconds: float = 1.0) -> None:
    """Print the table."""
    print(f"{'trick':48}{'plain':>12}{'fast':>12}{'ratio':>8}  where")
    for trick in TRICKS:
        if words and not any(word.lower() in trick.name.lower() for word in words):
            continue
        with threadpool_limits(trick.threads, user_api="blas"):
            slow, fast = milliseconds(trick, seconds)
        place = trick.where.removeprefix("dlcourse.scratch.")
        print(f"{trick.name:48}{slow:9.3f} ms{fast:9.3f} ms{slow / fast:8.1f}  {place}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
