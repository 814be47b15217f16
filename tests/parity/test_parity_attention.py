"""Attention: masks of both kinds and conventions, causal, broadcast, weights; the transformer's layer, both orders."""

import numpy as np
import pytest
from parity import agree, both_refuse
from twins import layers_agree


def draw(*shape, seed=0):
    return np.random.default_rng(seed).standard_normal(shape)


Q, K, V = draw(2, 3, 5, 4), draw(2, 3, 6, 4, seed=1), draw(2, 3, 6, 7, seed=2)
LOOK = np.random.default_rng(3).random((5, 6)) > 0.4
LOOK[:, 0] = True


def attend(t, *args, **kwargs):
    return t.nn.functional.scaled_dot_product_attention(*args, **kwargs)


def test_plain_causal_and_scaled():
    agree(attend, Q, K, V)
    agree(lambda t, q, k, v: attend(t, q, k, v, is_causal=True), Q, K, V)
    agree(lambda t, q, k, v: attend(t, q, k, v, scale=0.3), Q, K, V)
    agree(lambda t, q, k, v: attend(t, q[0, 0], k[0, 0], v[0, 0]), Q, K, V)
    agree(lambda t, x: attend(t, x, x, x), Q)


def test_masks():
    agree(lambda t, q, k, v: attend(t, q, k, v, attn_mask=t.tensor(LOOK)), Q, K, V)
    agree(lambda t, q, k, v: attend(t, q, k, v, attn_mask=t.tensor(LOOK * 2.0, dtype=q.dtype)), Q, K, V)
    each = np.random.default_rng(4).random((2, 1, 5, 6)) > 0.3
    each[..., 1] = True
    agree(lambda t, q, k, v: attend(t, q, k, v, attn_mask=t.tensor(each)), Q, K, V)


def test_a_place_that_may_look_nowhere():
    nowhere = LOOK.copy()
    nowhere[2] = False
    agree(lambda t, q, k, v: attend(t, q, k, v, attn_mask=t.tensor(nowhere)), Q, K, V, gradients=False)


def test_dropped_weights_keep_their_mean():
    from dlcourse import scratch

    scratch.manual_seed(0)
    q, k, v = (scratch.tensor(x) for x in (Q, K, V))
    mean = sum(attend(scratch, q, k, v, dropout_p=0.3).numpy() for _ in range(3000)) / 3000
    np.testing.assert_allclose(mean, attend(scratch, q, k, v).numpy(), atol=0.06)


X = draw(3, 5, 8)
PADDING = np.array([[False] * 5, [False, False, False, True, True], [False, True, False, False, False]])
FUTURE = np.triu(np.ones((5, 5), bool), 1)


def multihead(**settings):
    return lambda t: t.nn.MultiheadAttention(8, 2, batch_first=True, **settings)


@pytest.mark.parametrize("weights", [{"need_weights": False}, {}, {"average_attn_weights": False}])
@pytest.mark.parametrize("masks", ["", "p", "m", "pm", "f", "h"])
def test_multihead_of_itself(weights, masks):
    def call(layer, t, x):
        given = dict(weights)
        if "p" in masks:
            given["key_padding_mask"] = t.tensor(PADDING)
        if "m" in masks:
            given["attn_mask"] = t.tensor(FUTURE)
        if "f" in masks:
            given["attn_mask"] = t.tensor(np.where(FUTURE, -np.inf, 0.5), dtype=x.dtype)
        if "h" in masks:
            given["attn_mask"] = t.tensor(np.stack([FUTURE, FUTURE.T] * 3))
        return [out for out in layer(x, x, x, **given) if out is not None]

    layers_agree(multihead(), X, call=call)


def test_multihead_of_another():
    def call(layer, t, x, y, z):
        return layer(x, y, z)

    layers_agree(multihead(bias=False), X, draw(3, 4, 8, seed=1), draw(3, 4, 8, seed=2), call=call)
    layers_agree(lambda t: t.nn.MultiheadAttention(8, 4), X, draw(4, 5, 8, seed=1), draw(4, 5, 8, seed=2), call=call)
    alone = {"need_weights": False}
    layers_agree(lambda t: t.nn.MultiheadAttention(8, 4), X, call=lambda layer, t, x: layer(x, x, x, **alone)[0])


@pytest.mark.parametrize("norm_first", [False, True])
@pytest.mark.parametrize("activation", ["relu", "gelu"])
def test_transformer_layer(norm_first, activation):
    def make(t):
        return t.nn.TransformerEncoderLayer(
            8, 2, 16, dropout=0.0, activation=activation, batch_first=True, norm_first=norm_first
        )

    layers_agree(make, X)
    layers_agree(make, X, call=lambda layer, t, x: layer(x, src_mask=t.tensor(FUTURE), is_causal=True))
    layers_agree(make, X, call=lambda layer, t, x: layer(x, src_key_padding_mask=t.tensor(PADDING)))


def test_transformer_layer_of_time_first():
    layers_agree(lambda t: t.nn.TransformerEncoderLayer(8, 4, 16, dropout=0.0, bias=False), X)
    layers_agree(lambda t: t.nn.TransformerEncoderLayer(8, 4, 16, activation=t.nn.functional.silu).eval(), X)


def test_refused():
    both_refuse(lambda t, q, k: attend(t, q, k[..., :3], k), Q, K, saying="[2, 3, 6, 3]")
    both_refuse(lambda t, q: attend(t, q, q, q, attn_mask=t.tensor(LOOK), is_causal=True), Q, saying="not both")
    both_refuse(lambda t, x: multihead()(t).double()(x, x, x, attn_mask=t.tensor(LOOK)), X, saying="[5, 6]")
    promise = {"is_causal": True, "need_weights": False}
    both_refuse(lambda t, x: multihead()(t).double()(x, x, x, **promise), X, saying="attn_mask")
