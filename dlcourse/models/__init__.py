"""One architecture a file, in plain PyTorch, reading like the figure of its paper. Import the file that you need."""
