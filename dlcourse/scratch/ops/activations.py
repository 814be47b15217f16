"""The curves that make a network more than one linear map: y = f(x) and its slope f′.

A slope is written in terms of y where that saves a pass over memory or an exponential: tanh′ = 1 − y², σ′ = y(1 − y).
At ReLU's corner the slope is 0, as in PyTorch. ``g * (y > 0)`` beats the plain ``np.where(y > 0, g, 0)`` about tenfold
(``benchmarks.tricks``): the product runs through the processor's vector units, the choice number by number.
"""

import math

import numpy as np
from scipy.special import erf as exact_erf

from .operation import Array, Kept, operation

# Python floats: np.sqrt(2 / np.pi) is a float64 scalar, and would turn a float32 array into float64.
ROOT_HALF = math.sqrt(0.5)
ROOT_2_OVER_PI = math.sqrt(2 / math.pi)
ROOT_1_OVER_2PI = math.sqrt(0.5 / math.pi)
CUBIC = 0.044715
# artanh(erf z) / z is smooth and even: a polynomial in z², fitted by least squares, weighted by its effect on erf
ERF = (1.12837977, 0.102764836, -0.000182808936, -0.000627165177, 9.02871123e-05, -6.08442017e-06, 1.64894622e-07)


@operation
def relu(x: Array) -> tuple[Array, Kept]:
    """max(x, 0)."""
    y = np.maximum(x, 0)
    return y, (y,)


relu.back(lambda g, y: g * (y > 0))


@operation
def leaky_relu(x: Array, slope: float) -> tuple[Array, Kept]:
    """The number itself above zero, slope · x below; the slope may be any number, as in PyTorch."""
    return np.where(x > 0, x, x * slope), (x, slope)


leaky_relu.back(lambda g, x, slope: g * ((x > 0) * (1 - slope) + slope).astype(g.dtype))


@operation
def elu(x: Array, alpha: float) -> tuple[Array, Kept]:
    """The number itself above zero, α(eˣ − 1) below, where the slope is y + α."""
    y = np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0)))
    return y, (x, y, alpha)


elu.back(lambda g, x, y, alpha: np.where(x > 0, g, g * (y + alpha)))


@operation
def tanh(x: Array) -> tuple[Array, Kept]:
    """The hyperbolic tangent; slope 1 − y²."""
    y = np.tanh(x)
    return y, (y,)


tanh.back(lambda g, y: g * (1 - y * y))


def logistic(x: Array) -> Array:
    """σ(x) = 1 / (1 + e⁻ˣ). An overflowing e⁻ˣ is inf, and 1 / inf is the right answer."""
    return 1 / (1 + np.exp(-x))


@operation
def sigmoid(x: Array) -> tuple[Array, Kept]:
    """σ(x) = 1 / (1 + e⁻ˣ); slope y(1 − y)."""
    y = logistic(x)
    return y, (y,)


sigmoid.back(lambda g, y: g * (y * (1 - y)))


@operation
def logsigmoid(x: Array) -> tuple[Array, Kept]:
    """log σ(x) = min(x, 0) − log(1 + e^−|x|), which neither overflows nor loses the small ones; slope σ(−x)."""
    return np.minimum(x, 0) - np.log1p(np.exp(-np.abs(x))), (x,)


logsigmoid.back(lambda g, x: g * logistic(-x))


@operation
def silu(x: Array) -> tuple[Array, Kept]:
    """x · σ(x), also called swish; slope σ(1 + x(1 − σ))."""
    s = logistic(x)
    return x * s, (x, s)


silu.back(lambda g, x, s: g * (s * (1 + x * (1 - s))))


def erf(z: Array) -> Array:
    """The error function. In float32 as tanh(z · polynomial(z²)), 1.7·10⁻⁷ off at most, about seven times as fast.

    Plain: ``scipy.special.erf``, which float64 still takes. Both are timed in ``benchmarks.tricks``.
    """
    if z.dtype != np.float32:
        return exact_erf(z)
    squares = z * z
    y = squares * ERF[-1]
    for coefficient in ERF[-2:0:-1]:
        y += coefficient
        y *= squares
    y += ERF[0]
    y *= z
    return np.tanh(y)


@operation
def gelu(x: Array) -> tuple[Array, Kept]:
    """x · Φ(x), with Φ(x) = ½(1 + erf(x/√2)) the normal distribution; slope Φ + xφ."""
    cdf = erf(x * ROOT_HALF)
    cdf = cdf + 1
    cdf *= 0.5
    return x * cdf, (x, cdf)


@gelu.back
def _(g: Array, x: Array, cdf: Array) -> Array:
    slope = x * x
    slope *= -0.5
    slope = np.exp(slope)
    slope *= ROOT_1_OVER_2PI
    slope *= x
    slope += cdf
    slope *= g
    return slope


@operation
def gelu_tanh(x: Array) -> tuple[Array, Kept]:
    """GELU as GPT-2 computes it: ½x(1 + tanh(√(2/π)(x + 0.044715x³))).

    Plain: the formula as it stands. ``x**3`` calls pow for every number; as products, and in place, it is some forty
    times as fast (``benchmarks.tricks``).
    """
    t = x * x
    t *= CUBIC
    t += 1
    t *= x
    t *= ROOT_2_OVER_PI
    t = np.tanh(t)
    y = t + 1
    y *= x
    y *= 0.5
    return y, (x, t)


@gelu_tanh.back
def _(g: Array, x: Array, t: Array) -> Array:
    inner = x * x  # becomes d/dx of tanh's argument, in place: each fresh array of a megabyte costs a page fault a page
    inner *= 3 * CUBIC
    inner += 1
    inner *= ROOT_2_OVER_PI
    inner *= x
    slope = 1 - t * t
    slope *= inner
    slope += t
    slope += 1
    slope *= 0.5
    slope *= g
    return slope


@operation
def softplus(x: Array, beta: float, threshold: float) -> tuple[Array, Kept]:
    """log(1 + e^βx) / β, a smooth ReLU; x itself beyond the threshold, where the two agree and e^βx may overflow."""
    scaled = x * beta
    return np.where(scaled > threshold, x, np.log1p(np.exp(scaled)) / beta), (scaled, threshold)


softplus.back(lambda g, scaled, threshold: np.where(scaled > threshold, g, g * logistic(scaled)))
