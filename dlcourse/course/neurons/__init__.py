"""Chapter 02: neurons, layers, activations."""
