"""What is counted about a model's answers, and how sure a count can make us."""

from dlcourse.metrics.interval import interval

__all__ = ["interval"]
