"""What comes along when the data are imported: little."""

import subprocess
import sys


def test_importing_the_data_loads_numpy_and_nothing_heavier():
    script = "import sys, dlcourse.data; print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    assert "numpy" in loaded
    heavy = {"torch", "sklearn", "matplotlib", "scipy", "PIL", "pooch", "requests", "tqdm", "skimage"}
    assert heavy.isdisjoint(loaded)
