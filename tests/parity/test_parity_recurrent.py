"""Recurrent layers: several layers, both layouts, first states, every output's gradient, one step and none."""

import numpy as np
import pytest
from parity import both_refuse
from twins import layers_agree

X = np.random.default_rng(0).standard_normal((5, 3, 4))
H = np.random.default_rng(1).standard_normal((2, 3, 6))
C = np.random.default_rng(2).standard_normal((2, 3, 6))
KINDS = ["RNN", "GRU", "LSTM"]


def flat(result):
    """(output, state) or (output, (state, cell)) as a list."""
    output, state = result
    return [output, *state] if isinstance(state, tuple) else [output, state]


def run(layer, t, x, *states):
    given = () if not states else ((states if isinstance(layer, t.nn.LSTM) else states[0]),)
    return flat(layer(x, *given))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("settings", [{}, {"bias": False}, {"num_layers": 2}, {"batch_first": True}], ids=str)
def test_layers(kind, settings):
    layers_agree(lambda t: getattr(t.nn, kind)(4, 6, **settings), X, call=run)


@pytest.mark.parametrize("kind", KINDS)
def test_first_states_get_gradients(kind):
    states = [H, C] if kind == "LSTM" else [H]
    layers_agree(lambda t: getattr(t.nn, kind)(4, 6, num_layers=2), X, *states, call=run)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("shape", [(1, 3, 4), (5, 1, 4), (5, 3, 1)], ids=str)
def test_one_step_one_series_one_feature(kind, shape):
    x = np.random.default_rng(3).standard_normal(shape)
    layers_agree(lambda t: getattr(t.nn, kind)(shape[2], 6), x, call=run)


@pytest.mark.parametrize("kind", KINDS)
def test_only_the_last_state_is_used(kind):
    layers_agree(lambda t: getattr(t.nn, kind)(4, 6), X, call=lambda layer, t, x: run(layer, t, x)[1:])


def test_relu():
    layers_agree(lambda t: t.nn.RNN(4, 6, nonlinearity="relu"), X, call=run)


def test_large_inputs_saturate_the_gates():
    for kind in KINDS:
        layers_agree(lambda t, kind=kind: getattr(t.nn, kind)(4, 6), X * 50, call=run)


def test_dropout_between_layers_only_while_training():
    layers_agree(lambda t: t.nn.LSTM(4, 6, num_layers=2, dropout=0.5).eval(), X, call=run)


def test_refused():
    for kind in KINDS:
        both_refuse(lambda t, x, kind=kind: getattr(t.nn, kind)(3, 6).double()(x), X, saying="I = 3")

        def two_states_for_one_layer(t, x, h, kind=kind):
            getattr(t.nn, kind)(4, 6).double()(x, (h, h) if kind == "LSTM" else h)

        both_refuse(two_states_for_one_layer, X, H, saying="[1, 3, 6]")
