"""How far a share counted on few examples may lie from the truth."""

from math import sqrt


def interval(right: int, n: int, z: float = 1.96) -> tuple[float, float]:
    """Between which shares the truth lies, in 95 of 100 cases, after ``right`` of ``n`` examples came out right.

    Wilson's interval: unlike share ± 2 standard errors it never leaves 0 … 1, and it holds for few examples too.

    Args:
        right: how many came out right, 0 … n.
        n: how many there were, at least 1.
        z: how many standard errors wide to either side; 1.96 for 95 %.

    Returns:
        The lower and the upper end, shares in 0 … 1.

    Raises:
        ValueError: ``right`` is not in 0 … n, or n is below 1.

    Source: Wilson 1927, Journal of the American Statistical Association 22(158):209-212.
    """
    if n < 1 or not 0 <= right <= n:
        raise ValueError(f"Of n examples 0 … n can be right, and n is at least 1; got right={right}, n={n}.")
    share = right / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    reach = z / (1 + z * z / n) * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    # The share itself always lies between the ends; rounding must not put it outside.
    return max(0.0, min(share, middle - reach)), min(1.0, max(share, middle + reach))
