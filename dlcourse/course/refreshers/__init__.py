"""The appendix: what the chapters take for granted, a card each."""
