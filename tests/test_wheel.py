"""Built into a wheel and used far from the checkout, the package has its content with it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
USE = """
import dlcourse
from dlcourse import claims, rooms
from dlcourse.exercises import exercises, find
from dlcourse.interact.questions import makers_of, misconceptions
from dlcourse.interact.canvas import Canvas

assert find("start.mean").solution.startswith("# exercise: start.mean")
assert len(exercises()) > 30 < len(misconceptions())
assert makers_of("neurons.one_neuron") and claims.TABLE and rooms.result("start.mnist")
assert all(lesson.text.is_file() for lesson in rooms.lessons())
assert Canvas()._esm
print(dlcourse.__file__)
"""


@pytest.mark.slow
def test_a_wheel_has_the_content_with_it(tmp_path):
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    # The checkout is copied: a build leaves folders behind.
    copy = tmp_path / "copy"
    subprocess.run(["git", "clone", "--quiet", "--depth=1", ROOT.as_uri(), copy], check=True)
    wheels = ["wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(tmp_path), str(copy)]
    subprocess.run([*pip, *wheels], check=True)
    [wheel] = tmp_path.glob("dlcourse-*.whl")
    subprocess.run([*pip, "install", "--no-deps", "--target", str(tmp_path / "site"), str(wheel)], check=True)
    env = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    ran = subprocess.run([sys.executable, "-c", USE], cwd=tmp_path, env=env, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.strip().startswith(str(tmp_path / "site"))
