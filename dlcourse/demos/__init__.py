"""The live pictures of the lessons, one topic a file.

`DEMOS` names every one of them with stand-in data, for the gallery in which the tests look at each.
"""

from collections.abc import Callable

from dlcourse.demos import arrays, drawing, hand_features, hog_microscope, templates
from dlcourse.interact import Bundle

DEMOS: dict[str, Callable[[], Bundle]] = {
    "what it sees": drawing.what_it_sees,
    "shape plumbing": arrays.shape_plumbing,
    "matrix product": arrays.matrix_product,
    "scrub the training": templates.scrub_training,
    "be the engineer": hand_features.be_the_engineer,
    "HOG under the microscope": hog_microscope.hog_microscope,
}
