import nbformat
import pytest
from nbclient import NotebookClient

from dlcourse.interact import LiveHistory
from dlcourse.interact.bundle import LIVE


def test_a_curve_keeps_few_points_and_all_of_the_data():
    curve = LiveHistory(total=10_000)
    for step in range(1, 10_001):
        curve(step, float(step))
    points = curve.curve.points
    assert len(points) <= LiveHistory.MOST + 1
    assert all(step == pytest.approx(value) for step, value in points)
    assert points[0][0] < 100
    assert points[-1][0] > 9_800


def test_a_short_curve_keeps_every_point():
    curve = LiveHistory("loss", total=3)
    for step, value in enumerate([3, 2, 1], start=1):
        curve(step, value)
    assert curve.curve.points == [[1.0, 3.0], [2.0, 2.0], [3.0, 1.0]]


def test_nothing_of_it_is_stored_but_a_widget_view():
    source = """
from dlcourse.interact import LiveHistory
curve = LiveHistory(total=2)
for step in (1, 2):
    curve(step, 1.0)
"""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])
    NotebookClient(notebook, store_widget_state=False).execute()
    assert [set(output.data) for output in notebook.cells[0].outputs] == [{LIVE}]
