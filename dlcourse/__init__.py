"""A deep-learning course: the package behind the notebooks. Importing it imports neither NumPy nor PyTorch."""

__version__ = "0.1.0"
