"""Speed and memory of the NumPy engine beside PyTorch and other engines; see ``engine`` and ``memory``."""
