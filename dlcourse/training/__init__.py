"""Training on whatever device there is: `fit`, and what one asks a trained model."""

from dlcourse.training.device import device
from dlcourse.training.fit import accuracy, fit, probabilities

__all__ = ["accuracy", "device", "fit", "probabilities"]
