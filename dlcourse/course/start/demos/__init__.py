"""The live pictures of this chapter."""
