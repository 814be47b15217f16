"""The live pictures of the lessons, one topic a file.

`DEMOS` names every one of them with stand-in data, for the gallery in which the tests look at each.
"""

from collections.abc import Callable

from dlcourse.demos import (
    arrays,
    backward,
    curve_clinic,
    descent,
    drawing,
    hand_features,
    hog_microscope,
    kinks,
    layers,
    learned_features,
    modes,
    neuron,
    nudges,
    products,
    refreshers,
    refreshers_python,
    refreshers_rates,
    rosenblatt,
    senses,
    softmax_desk,
    step_windows,
    templates,
)
from dlcourse.interact import Bundle

DEMOS: dict[str, Callable[[], Bundle]] = {
    "what it sees": drawing.what_it_sees,
    "shape plumbing": arrays.shape_plumbing,
    "matrix product": products.matrix_product,
    "scrub the training": templates.scrub_training,
    "be the engineer": hand_features.be_the_engineer,
    "HOG under the microscope": hog_microscope.hog_microscope,
    "crossover": learned_features.crossover,
    "scramble": learned_features.scramble,
    "three senses": senses.three_senses,
    "fold the plane": layers.fold_the_plane,
    "depth against width": layers.depth_against_width,
    "softmax desk": softmax_desk.softmax_desk,
    "place the kinks": kinks.place_the_kinks,
    "one neuron": neuron.one_neuron,
    "Rosenblatt's rule": rosenblatt.rosenblatt_steps,
    "one weight downhill": neuron.descend,
    "follow the shapes": refreshers_python.follow_shapes,
    "what Python calls": refreshers_python.what_python_calls,
    "two arrows": refreshers.two_arrows,
    "nudges": refreshers.nudges,
    "seed by seed": refreshers.seed_by_seed,
    "read the symbols": refreshers.read_symbols,
    "rates in a row": refreshers_rates.rates_in_a_row,
    "how likely": refreshers_rates.how_likely,
    "backward stepper": backward.backward_stepper,
    "nudge": nudges.nudge,
    "mode race": modes.mode_race,
    "un-broadcast": modes.unbroadcast,
    "ball on your own loss": descent.ball_on_loss,
    "steps and windows": step_windows.steps_and_windows,
    "curve clinic": curve_clinic.curve_clinic,
}
