"""Chapter 00: the first network, and what it sees."""
