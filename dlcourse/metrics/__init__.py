"""What is counted about a model's answers, and how sure a count can make us."""

from dlcourse.metrics.calibration import expected_calibration_error, fit_temperature, reliability
from dlcourse.metrics.crossing import crossing
from dlcourse.metrics.interval import interval
from dlcourse.metrics.pieces import corners, linear_pieces

__all__ = [
    "corners",
    "crossing",
    "expected_calibration_error",
    "fit_temperature",
    "interval",
    "linear_pieces",
    "reliability",
]
