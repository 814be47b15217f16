"""``torch.nn``: layers, losses and what holds them together. Each file has a layer beside its function."""

from typing import TYPE_CHECKING

from ..missing import missing
from . import functional, init, utils
from .activations import ELU, GELU, Identity, LeakyReLU, LogSoftmax, ReLU, Sigmoid, SiLU, Softmax, Softplus, Tanh
from .attention import MultiheadAttention
from .containers import ModuleDict, ModuleList, Sequential
from .convolution import Conv1d, Conv2d, ConvTranspose2d
from .cross_entropy import CrossEntropyLoss, NLLLoss
from .linear import Dropout, Embedding, Flatten, Linear
from .losses import BCEWithLogitsLoss, KLDivLoss, L1Loss, MSELoss, SmoothL1Loss
from .module import Module
from .normalisation import BatchNorm1d, BatchNorm2d, GroupNorm, LayerNorm, RMSNorm
from .parameter import Parameter
from .pooling import AdaptiveAvgPool2d, AvgPool2d, MaxPool2d, Upsample
from .recurrent import GRU, LSTM, RNN
from .transformer import TransformerEncoderLayer

if not TYPE_CHECKING:
    __getattr__ = missing("torch.nn")

__all__ = [
    "ELU", "GELU", "GRU", "LSTM", "RNN", "AdaptiveAvgPool2d", "AvgPool2d", "BCEWithLogitsLoss", "BatchNorm1d",
    "BatchNorm2d", "Conv1d", "Conv2d", "ConvTranspose2d", "CrossEntropyLoss", "Dropout", "Embedding", "Flatten",
    "GroupNorm", "Identity", "KLDivLoss", "L1Loss", "LayerNorm", "LeakyReLU", "Linear", "LogSoftmax", "MSELoss",
    "MaxPool2d", "Module", "ModuleDict", "ModuleList", "MultiheadAttention", "NLLLoss", "Parameter", "RMSNorm",
    "ReLU", "Sequential", "SiLU", "Sigmoid", "SmoothL1Loss", "Softmax", "Softplus", "Tanh", "TransformerEncoderLayer",
    "Upsample", "functional", "init", "utils",
]  # fmt: skip
