"""Chapter 01: features by hand, features by learning."""
