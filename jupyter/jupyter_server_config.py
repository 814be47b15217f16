"""The settings of JupyterLab for this course: safe opening, clean saving, nobody called, threads that do not fight.

`dlcourse lab` uses them, Binder by JUPYTER_CONFIG_PATH=jupyter, and anybody by
``jupyter lab --config=jupyter/jupyter_server_config.py``.
"""

import contextlib
import os
from pathlib import Path

from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager
from jupytext.async_contentsmanager import build_async_jupytext_contents_manager_class

HERE = Path(__file__).resolve().parent

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
STILL = "text/html"


def drop_widgets(model):
    """Drop a notebook's stored widgets, and each view of one that hides a still picture or has nothing else to show.

    A widget lives as long as its kernel, so tomorrow its view would only say "model not found" and hide the picture.
    A stored widget may also bring JavaScript of its own, which JupyterLab would run without asking whether you trust
    it. Everything else in the notebook stays.

    Args:
        model: a file as Jupyter's contents API describes it; changed in place.
    """
    # Losing somebody's work would be worse than keeping a widget, so nothing that goes wrong here may stop a save. The
    # stored widgets come first because a notebook too odd for the rest must still lose them.
    with contextlib.suppress(Exception):
        if model["type"] == "notebook":
            model["content"]["metadata"].pop("widgets", None)
            for cell in model["content"]["cells"]:
                for output in cell.get("outputs", []):
                    if STILL in (forms := output.get("data", {})):
                        forms.pop(WIDGET_VIEW, None)
                if "outputs" in cell:  # a progress bar is nothing but a widget
                    cell["outputs"] = [each for each in cell["outputs"] if set(each.get("data", ())) != {WIDGET_VIEW}]


# Jupytext puts a class of its own on top of the server's, and reads text files as notebooks there. Ours must be on top
# of both, because otherwise a notebook that is kept as text would bring its widgets along.
class WidgetFreeContents(build_async_jupytext_contents_manager_class(AsyncLargeFileManager)):
    """Files as JupyterLab reads and writes them, but notebooks go without stored widgets in both directions."""

    async def get(self, *args, **options):
        """Return the file, as the server's own class does, and a notebook without its stored widgets."""
        model = await super().get(*args, **options)
        drop_widgets(model)
        return model

    def run_pre_save_hooks(self, model, path, **options):
        """Drop the stored widgets before anybody else's hooks see the notebook."""
        drop_widgets(model)
        super().run_pre_save_hooks(model=model, path=path, **options)


c = get_config()  # noqa: F821 - the server defines it when it reads this file

c.ServerApp.contents_manager_class = WidgetFreeContents

# JupyterLab shows remote pictures even in a notebook that nobody has trusted, which tells a stranger when it is opened.
# So the page may load from this server only, and the browser may not look up the hosts of links in advance. Widgets
# need data: and blob:, and JupyterLab itself needs both kinds of 'unsafe'.
c.ServerApp.tornado_settings.update(
    {
        "headers": {
            "Content-Security-Policy": "default-src 'self' data: blob: 'unsafe-inline' 'unsafe-eval'; "
            "base-uri 'self'; form-action 'self'; frame-ancestors 'self'",
            "X-DNS-Prefetch-Control": "off",
        }
    }
)

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
