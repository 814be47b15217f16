"""What is counted about a model's answers, and how sure a count can make us."""

from dlcourse.metrics.crossing import crossing
from dlcourse.metrics.interval import interval

__all__ = ["crossing", "interval"]
