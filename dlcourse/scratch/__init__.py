"""Deep learning in NumPy, in PyTorch's names: read it, use it, then change one import line.

    from dlcourse import scratch as torch

A tour, in order: ``ops/`` (forward functions and their way back, on plain arrays), ``graph.py`` (the tape),
``tensor.py`` (the tensor), ``nn/`` (layers), ``optim/`` (optimisers), ``gradcheck.py`` (is the gradient right?).

Where each idea of a first engine (``first/``, two hundred lines) is found again:

    a value, its gradient              ``graph.Value``: ``array``, ``grad``
    its parents                        ``graph.Node``: ``edges``
    the slope towards each parent      ``ops``: one rule an input, ``mul.back(…)``; what it needs is ``Node.kept``
    parents after all who use them     ``graph.backward``: sorted by birth, where a first engine walks depth first
    used twice, slopes added           ``graph.backward``: ``arrived``
    broadcast forward, summed back     ``graph.unbroadcast``
    operators on the class             ``arithmetic``, ``reductions``, ``shaping``, joined in ``tensor``
    nudge and compare                  ``gradcheck``
    w −= rate · slope                  ``optim.sgd``

What is new is there for speed or for safety: the tricks of ``ops``, each beside its plain version in
``benchmarks.tricks``; one operation in place of many (``ops.losses``, ``ops.normalisation``, ``ops.recurrent``,
``ops.attention``); types (``dtypes``); changes in place (``inplace``, ``changes``).
"""

from typing import TYPE_CHECKING

from . import nn, optim
from .creation import (
    Generator,
    arange,
    as_tensor,
    empty,
    empty_like,
    eye,
    from_numpy,
    full,
    full_like,
    linspace,
    manual_seed,
    multinomial,
    ones,
    ones_like,
    rand,
    rand_like,
    randint,
    randn,
    randn_like,
    randperm,
    tensor,
    zeros,
    zeros_like,
)  # fmt: skip
from .dtypes import bool_ as bool
from .dtypes import double, float32, float64, int32, int64, long, uint8
from .dtypes import float_ as float
from .functions import allclose, cat, einsum, equal, is_tensor, stack, where
from .grad_mode import enable_grad, inference_mode, is_grad_enabled, no_grad, set_grad_enabled
from .gradcheck import gradcheck
from .missing import missing
from .tensor import Tensor

if not TYPE_CHECKING:  # a checker of types should find the name missing itself
    __getattr__ = missing("torch")

# A function of one tensor is the tensor's method: torch.exp(x) is x.exp().
add, sub, mul, div, pow, neg = Tensor.add, Tensor.sub, Tensor.mul, Tensor.div, Tensor.pow, Tensor.neg
exp, log, sqrt, square, abs, sign = Tensor.exp, Tensor.log, Tensor.sqrt, Tensor.square, Tensor.abs, Tensor.sign
sin, cos, tanh, sigmoid, relu, clamp = Tensor.sin, Tensor.cos, Tensor.tanh, Tensor.sigmoid, Tensor.relu, Tensor.clamp
maximum, minimum, masked_fill = Tensor.maximum, Tensor.minimum, Tensor.masked_fill
isnan, isinf, matmul = Tensor.isnan, Tensor.isinf, Tensor.matmul
sum, mean, var, std, all, any = Tensor.sum, Tensor.mean, Tensor.var, Tensor.std, Tensor.all, Tensor.any
max, min, amax, amin, argmax, argmin = Tensor.max, Tensor.min, Tensor.amax, Tensor.amin, Tensor.argmax, Tensor.argmin
cumsum, logsumexp, softmax, log_softmax = Tensor.cumsum, Tensor.logsumexp, Tensor.softmax, Tensor.log_softmax
reshape, flatten, permute, transpose, t = Tensor.reshape, Tensor.flatten, Tensor.permute, Tensor.transpose, Tensor.t
squeeze, unsqueeze, gather, split, chunk = Tensor.squeeze, Tensor.unsqueeze, Tensor.gather, Tensor.split, Tensor.chunk
unbind, tril, triu, clone = Tensor.unbind, Tensor.tril, Tensor.triu, Tensor.clone

__all__ = [
    "Generator", "Tensor", "abs", "add", "all", "allclose", "amax", "amin", "any", "arange", "argmax", "argmin",
    "as_tensor", "bool", "cat", "chunk", "clamp", "clone", "cos", "cumsum", "div", "double", "einsum", "empty",
    "empty_like", "enable_grad", "equal", "exp", "eye", "flatten", "float", "float32", "float64", "from_numpy",
    "full", "full_like", "gather", "gradcheck", "inference_mode", "int32", "int64", "is_grad_enabled", "is_tensor",
    "isinf", "isnan", "linspace", "log", "log_softmax", "logsumexp", "long", "manual_seed", "masked_fill", "matmul",
    "max", "maximum", "mean", "min", "minimum", "mul", "multinomial", "neg", "nn", "no_grad", "ones", "ones_like",
    "optim", "permute", "pow", "rand", "rand_like", "randint", "randn", "randn_like", "randperm", "relu", "reshape",
    "set_grad_enabled", "sigmoid", "sign", "sin", "softmax", "split", "sqrt", "square", "squeeze", "stack", "std",
    "sub", "sum", "t", "tanh", "tensor", "transpose", "tril", "triu", "uint8", "unbind", "unsqueeze", "var", "where",
    "zeros", "zeros_like",
]  # fmt: skip
