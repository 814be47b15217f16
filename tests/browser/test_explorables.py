"""Live pictures that need no kernel: the same numbers as Python's, in JupyterLab by mouse, finger and keys."""

import json
from contextlib import ExitStack

import nbformat
import numpy as np
import pytest
from gallery import KERNEL
from lab import ROOT, Lab, Notebook, browser

from dlcourse.course.backprop.demos.backward import NUMBERS, round_of
from dlcourse.course.gallery import demos
from dlcourse.course.neurons.demos import layers, neuron
from dlcourse.interact import Explorable
from dlcourse.interact.explorables import code

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

LIVE = [name for name, make in demos().items() if isinstance(make(), Explorable)]

CALL = """async ([code, name, args]) => {
    const module = await import(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
    return args.map(each => module[name](...each));
}"""


@pytest.fixture(scope="module")
def chromium():
    with browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def javascript(chromium):
    """Call a function of a picture's module on many arguments."""
    page = chromium.new_page()
    yield lambda module, name, args: page.evaluate(CALL, [code(module), name, args])
    page.close()


# The numbers.


@pytest.mark.parametrize("activation", neuron.ACTIVATIONS)
def test_the_neuron_answers_as_in_numpy(javascript, activation):
    rng = np.random.default_rng(0)
    w, b, x = rng.normal(0, 2, (200, 2)), rng.normal(0, 1, 200), rng.uniform(-3, 3, (200, 2))
    of = [{"w": w_i, "b": b_i, "activation": activation} for w_i, b_i in zip(w.tolist(), b.tolist(), strict=True)]
    found = javascript("neurons.one_neuron", "output", [*zip(of, x.tolist(), strict=True)])
    expected = [float(neuron.output(x_i, **each)) for x_i, each in zip(x, of, strict=True)]
    np.testing.assert_allclose(found, expected, rtol=0, atol=2e-6)


def networks(count):
    """States of the folded plane, drawn at random from what its controls can be set to."""
    rng = np.random.default_rng(1)
    for _ in range(count):
        units = [{"sum": str(rng.choice([*layers.SUMS])), "b": rng.integers(-8, 9) / 4} for _ in range(2)]
        out = {"v": (rng.integers(-6, 7, 2) / 2).tolist(), "c": rng.integers(-8, 9) / 4}
        yield {"units": units, "activation": str(rng.choice(["ReLU", "none"])), "out": out}


def test_the_plane_is_folded_as_in_numpy(javascript):
    rng = np.random.default_rng(2)
    solved = {"units": [{"sum": "x₁ + x₂", "b": 0.0}, {"sum": "x₁ + x₂", "b": -1.0}], "activation": "ReLU"}
    states = [*networks(300), {**solved, "out": {"v": [1.0, -2.0], "c": -0.5}}]
    x = rng.uniform(*layers.EDGE, (len(states), 2))
    landed = javascript("neurons.fold_the_plane", "hidden", [*zip(states, x.tolist(), strict=True)])
    for found, state, here in zip(landed, states, x, strict=True):
        np.testing.assert_allclose(found, layers.hidden(here[None], state["units"], state["activation"])[0], atol=1e-12)
    said = javascript("neurons.fold_the_plane", "output", [*zip(states, landed, strict=True)])
    np.testing.assert_allclose(
        said, [layers.output(np.array(h), s["out"]) for h, s in zip(landed, states, strict=True)], atol=1e-12
    )
    right = javascript("neurons.fold_the_plane", "right", [[state] for state in states])
    assert right == [layers.cases_right(**state) for state in states]
    assert right[-1] == 4
    assert len(set(right)) >= 4


@pytest.mark.parametrize("numbers", NUMBERS)
def test_each_answer_is_judged(javascript, numbers):
    for step in round_of(numbers)["steps"]:

        def judged(*texts, step=step):
            return javascript("backprop.backward_stepper", "judge", [[step, text] for text in texts])

        right = f"{step['right']:g}"
        assert {each["kind"] for each in judged(right, right.replace("-", "−"), f" {right} ")} == {"right"}
        assert judged("", "  ", "a third") == [{"kind": "empty"}, {"kind": "empty"}, {"kind": "no number"}]
        assert judged("77.5", "77,5") == [{"kind": "wrong", "answer": 77.5}] * 2
        for text, belief in step["wrong"].items():
            assert judged(text) == [{"kind": "known", "answer": float(text), "belief": belief}]


# In JupyterLab.


@pytest.fixture(scope="module")
def opened(chromium, tmp_path_factory):
    """A notebook with each of the pictures, run."""
    folder = tmp_path_factory.mktemp("explorables")
    cells = [nbformat.v4.new_markdown_cell("# Live pictures")]
    for name in LIVE:
        source = f"from dlcourse.course.gallery import demos\ndemos()[{name!r}]()"
        cells.append(nbformat.v4.new_code_cell(source))
    path = folder / "live.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": KERNEL}), path)
    config = f"--config={ROOT / 'jupyter' / 'jupyter_server_config.py'}"
    with ExitStack() as stack:
        lab = stack.enter_context(Lab(folder, options=(config,)))
        notebook = Notebook(chromium, lab, path.name)
        notebook.run_all()
        yield notebook


@pytest.fixture
def notebook(opened):
    before = opened.cells()
    yield opened
    assert opened.cells() == before
    assert not opened.unforgiven()


def cell(notebook, name):
    return notebook.cell(1 + LIVE.index(name))


def changes(notebook, part, act):
    """Do something, and wait until this part of the page says something else."""
    before = part.inner_text()
    act()
    notebook.page.wait_for_function("([part, old]) => part.innerText !== old", arg=[part.element_handle(), before])


def drag(notebook, handle, dx, dy):
    handle.hover()
    box = handle.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    notebook.page.mouse.move(x, y)
    notebook.page.mouse.down()
    notebook.page.mouse.move(x + dx, y + dy, steps=5)
    notebook.page.mouse.up()


def test_dragging_the_arrow_turns_the_border_with_it(notebook):
    piece = cell(notebook, "one neuron")
    score = piece.locator(".ex-title").first
    changes(notebook, score, lambda: drag(notebook, piece.locator(".ex-tip"), -60, -40))
    changes(notebook, score, lambda: drag(notebook, piece.locator(".ex-handle.ex-border"), 30, 30))
    notebook.shot("explorable-one-neuron", piece)
    for name in ("step", "GELU"):
        piece.get_by_role("button", name=name, exact=True).click()
        piece.get_by_text(f"output ({name})").wait_for()


def test_the_neuron_obeys_the_keyboard_and_no_cell_is_touched(notebook):
    piece = cell(notebook, "one neuron")
    score = piece.locator(".ex-title").first
    angle = piece.get_by_role("slider", name="direction of the weights")
    angle.focus()
    before = float(angle.input_value())
    changes(notebook, score, lambda: [notebook.page.keyboard.press("ArrowLeft") for _ in range(5)])
    assert float(angle.input_value()) == before - 5
    length = piece.get_by_role("slider", name="length of the weights")
    before = float(length.input_value())
    changes(notebook, score, lambda: [notebook.page.keyboard.press("ArrowUp") for _ in range(3)])
    assert float(length.input_value()) == pytest.approx(before + 0.3)
    notebook.type_commands()
    bias = piece.get_by_role("slider", name="bias")
    bias.focus()
    changes(notebook, score, lambda: notebook.page.keyboard.press("ArrowRight"))
    assert bias.get_attribute("aria-valuetext")
    notebook.type_commands()


def test_xor_is_solved_by_hand(notebook):
    piece = cell(notebook, "fold the plane")
    verdict = piece.locator(".explorable [aria-live]")
    assert verdict.inner_text().startswith("2 of 4")
    piece.get_by_role("group", name="h₂ sums").get_by_role("button", name="x₁ + x₂").click()
    sliders = {"bias of h₂": -1, "output: weight of h₂": -2}
    for label, value in sliders.items():
        one = piece.get_by_label(label, exact=True).last
        one.evaluate("(input, value) => { input.value = value; input.dispatchEvent(new Event('input')) }", value)
    piece.get_by_text("4 of 4 cases right: solved!").wait_for()
    notebook.shot("explorable-fold", piece)
    piece.get_by_role("button", name="none", exact=True).press("Enter")
    piece.get_by_text("4 of 4").wait_for(state="detached")
    star = piece.get_by_role("slider", name="the star across, x₁")
    before = star.input_value()
    drag(notebook, piece.locator(".ex-handle.ex-probe"), 50, -50)
    notebook.page.wait_for_function("([star, old]) => star.value !== old", arg=[star.element_handle(), before])


def test_the_way_back_is_gone_by_typing(notebook):
    piece = cell(notebook, "backward stepper")
    field = piece.locator(".explorable").get_by_role("textbox")
    typed = {"loss": ("1",), "e": ("2", "3"), "c": ("3",), "d": ("3",), "b": ("9",)}
    for name, answers in typed.items():
        for answer in answers:
            field.fill(answer)
            field.press("Enter")
        piece.get_by_text(f"at {name}.").wait_for()
    assert piece.get_by_text("slope").count() >= 5
    steps = round_of(NUMBERS[0])["steps"]
    text = next(iter(steps[-1]["wrong"]))
    field.fill(text)
    piece.get_by_role("button", name="Check").click()
    piece.get_by_text("This answer often comes from thinking").wait_for()
    notebook.type_commands()
    notebook.shot("explorable-stepper", piece)
    piece.get_by_role("button", name="Show it").press("Enter")
    piece.get_by_text("That was the whole way back").wait_for()
    piece.get_by_role("button", name="Other numbers").press("Space")
    piece.get_by_text("Start at the end.").wait_for()


@pytest.mark.parametrize("name", LIVE)
def test_it_is_redrawn_in_the_dark_theme_and_on_a_narrow_page(notebook, name):
    piece = cell(notebook, name)
    ink = "part => getComputedStyle(part.querySelector('.explorable svg text')).fill"
    light = piece.evaluate(ink)
    notebook.theme(dark=True)
    notebook.page.wait_for_function(f"([part, old]) => ({ink})(part) !== old", arg=[piece.element_handle(), light])
    notebook.narrow(390)
    sticks_out = """part => Math.max(0, ...[...part.querySelectorAll('.explorable *:not(.ex-marks, .ex-marks *)')].map(
        each => each.getBoundingClientRect().right - part.querySelector('.jp-OutputArea').getBoundingClientRect().right
    ))"""
    notebook.page.wait_for_function(f"part => ({sticks_out})(part) <= 1", arg=piece.element_handle())
    notebook.shot(f"explorable-narrow-dark-{name}".replace(" ", "-"), piece)
    notebook.narrow(None)
    notebook.theme(dark=False)


def test_pictures_go_on_when_the_kernel_has_gone(notebook):
    notebook.shut_down()
    piece = cell(notebook, "one neuron")
    changes(notebook, piece.locator(".ex-title").first, lambda: drag(notebook, piece.locator(".ex-tip"), 20, 60))
    assert piece.get_by_text("un this cell").count() == 0


def test_what_is_stored_holds_the_state_and_the_still(notebook):
    """Last: the notebook is saved and opened anew."""
    notebook.save()
    saved = nbformat.read(notebook.lab.root / notebook.path, as_version=4)
    for name, stored in zip(LIVE, saved.cells[1:], strict=True):
        made = demos()[name]()
        assert json.dumps(made.state)  # plain JSON
        assert stored.outputs[0].data["text/html"] == made._repr_mimebundle_()[0]["text/html"]
    notebook.open()
    still = cell(notebook, "one neuron").locator(".jp-OutputArea img")
    still.wait_for()
    assert still.evaluate("img => img.complete && img.naturalWidth > 100")
