"""Chapter 03: backpropagation, from a slope to a training loop."""
