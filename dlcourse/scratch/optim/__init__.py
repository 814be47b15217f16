"""``torch.optim``: how the weights move, given their gradients."""

from typing import TYPE_CHECKING

from ..missing import missing
from . import lr_scheduler
from .adaptive import Adagrad, Adam, AdamW, RMSprop
from .optimizer import Optimizer
from .sgd import SGD

if not TYPE_CHECKING:
    __getattr__ = missing("torch.optim")

__all__ = ["SGD", "Adagrad", "Adam", "AdamW", "Optimizer", "RMSprop", "lr_scheduler"]
