"""Language models, written once, follow PyTorch's losses for fifty steps on the other engine."""

import numpy as np
import pytest
from twins import losses_agree, on_scratch

from dlcourse.models import lstm_lm, rnn_lm, tiny_gpt

V, T = 11, 12
TEXT = np.random.default_rng(0).integers(0, V, 400)
# every second character follows from the one before
TEXT = np.where(np.arange(400) % 2, (np.roll(TEXT, 1) * 3 + 1) % V, TEXT)


def batches(step):
    starts = np.random.default_rng(step).integers(0, 400 - T - 1, 8)
    windows = TEXT[starts[:, None] + np.arange(T + 1)]
    return windows[:, :-1], windows[:, 1:]


def loss(t, model, x, y):
    logits = model(x)
    logits = logits[0] if isinstance(logits, tuple) else logits
    return t.nn.functional.cross_entropy(logits.reshape(-1, V), y.reshape(-1))


MODELS = {
    "rnn_lm": (rnn_lm, lambda m: m.RNNLanguageModel(V, 8, 16)),
    "lstm_lm": (lstm_lm, lambda m: m.LSTMLanguageModel(V, 8, 16, layers=2)),
    "tiny_gpt": (tiny_gpt, lambda m: m.TinyGPT(V, context=T, width=16, heads=2)),
}


@pytest.mark.parametrize("name", MODELS)
def test_fifty_steps(name):
    theirs, make = MODELS[name]
    ours = on_scratch(name)
    losses = losses_agree(
        lambda t: make(theirs if t.__name__ == "torch" else ours),
        batches,
        loss,
        lambda t, p: t.optim.AdamW(p, lr=3e-3),
    )
    assert losses[-1] < losses[0]


def test_a_text_in_two_halves_is_the_whole_text():
    import torch

    model = lstm_lm.LSTMLanguageModel(V, 8, 16)
    tokens = torch.from_numpy(batches(0)[0])
    whole, _ = model(tokens)
    first, state = model(tokens[:, :5])
    second, _ = model(tokens[:, 5:], state)
    torch.testing.assert_close(torch.cat([first, second], 1), whole)
