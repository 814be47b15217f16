"""``torch.nn.functional``: every layer's function under its name there. Each is defined beside its layer."""

from typing import TYPE_CHECKING

from ..missing import missing
from .activations import (
    elu,
    gelu,
    leaky_relu,
    log_softmax,
    logsigmoid,
    relu,
    sigmoid,
    silu,
    softmax,
    softplus,
    tanh,
)  # fmt: skip
from .attention import scaled_dot_product_attention
from .convolution import conv1d, conv2d, conv_transpose2d
from .cross_entropy import cross_entropy, nll_loss
from .linear import dropout, embedding, linear, one_hot
from .losses import binary_cross_entropy_with_logits, kl_div, l1_loss, mse_loss, smooth_l1_loss
from .normalisation import batch_norm, group_norm, layer_norm, rms_norm
from .pooling import adaptive_avg_pool2d, avg_pool2d, interpolate, max_pool2d
from .shaping import pad

if not TYPE_CHECKING:
    __getattr__ = missing("torch.nn.functional")

__all__ = [
    "adaptive_avg_pool2d", "avg_pool2d", "batch_norm", "binary_cross_entropy_with_logits", "conv1d", "conv2d",
    "conv_transpose2d", "cross_entropy", "dropout", "elu", "embedding", "gelu", "group_norm", "interpolate", "kl_div",
    "l1_loss", "layer_norm", "leaky_relu", "linear", "log_softmax", "logsigmoid", "max_pool2d", "mse_loss",
    "nll_loss", "one_hot", "pad", "relu", "rms_norm", "scaled_dot_product_attention", "sigmoid", "silu",
    "smooth_l1_loss", "softmax", "softplus", "tanh",
]  # fmt: skip
