"""The settings of JupyterLab for this course: clean saving, nobody called, threads that do not fight.

`dlcourse lab` uses them, Binder by JUPYTER_CONFIG_PATH=jupyter, and anybody by
``jupyter lab --config=jupyter/jupyter_server_config.py``.
"""

import contextlib
import os
import warnings
from pathlib import Path

HERE = Path(__file__).resolve().parent

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
STILL = "text/html"


def keep_pictures(model, **_):
    """Take from a notebook that is saved the live widgets that a still picture stands beside, or nothing at all.

    A widget lives as long as its kernel. In a notebook that is opened tomorrow it would only say "model not found", and
    would hide the picture. Whatever else stands in the notebook stays.
    """
    # Losing somebody's work would be worse than a widget too many: nothing that goes wrong here may stop the saving.
    with contextlib.suppress(Exception):
        if model["type"] == "notebook":
            model["content"]["metadata"].pop("widgets", None)
            for cell in model["content"]["cells"]:
                for output in cell.get("outputs", []):
                    if STILL in (forms := output.get("data", {})):
                        forms.pop(WIDGET_VIEW, None)
                if "outputs" in cell:  # a progress bar is nothing but a widget
                    cell["outputs"] = [each for each in cell["outputs"] if set(each.get("data", ())) != {WIDGET_VIEW}]


c = get_config()  # noqa: F821 - the server defines it when it reads this file

c.FileContentsManager.pre_save_hook = keep_pictures
# The server reads this file more than once, and warns that the hook was there already.
warnings.filterwarnings("ignore", message="Overriding existing pre_save_hook")

# No news, no update check, no list of extensions: opening the course calls nobody. The settings of the page itself are
# in labconfig/, which is found by this path.
c.LabApp.news_url = None
c.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
c.LabApp.extension_manager = "readonly"
c.LanguageServerManager.autodetect = False  # it would start npm, which looks for updates of its own
os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, [str(HERE), os.environ.get("JUPYTER_CONFIG_PATH")]))

# The address is printed whatever the level; a newcomer needs no more.
c.Application.log_level = "WARN"

# A browser that is shut in (snap) cannot read the file by which the server else opens its page.
c.ServerApp.use_redirect_file = not Path("/snap/bin/firefox").exists()

# The kernels inherit these. After a product NumPy's threads wait in a busy loop, which slows PyTorch's next step
# several times; it must be set before NumPy is imported. At 18 they wait for 2^18 cycles and sleep then.
os.environ.setdefault("OPENBLAS_THREAD_TIMEOUT", "18")
