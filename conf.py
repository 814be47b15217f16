"""The book: the stored notebooks as web pages. `make book` builds it; nothing is run again, nothing is downloaded."""

import os

# The one setting that names the repository, such as https://github.com/OWNER/NAME: with it each lesson gets buttons
# that open it on Binder and in Colab. Set it here, or when building: DLCOURSE_REPOSITORY=https://… make book
REPOSITORY = os.environ.get("DLCOURSE_REPOSITORY", "").rstrip("/")
BRANCH = "main"

project = "Deep learning, on trial"
author = "The dlcourse authors"
project_copyright = "The dlcourse authors. Text and pictures: CC BY 4.0, code: MIT"
html_title = project
language = "en"

extensions = ["myst_nb", "sphinx_external_toc", "sphinx-mathjax-offline", "dlcourse.authoring.book"]
# Without this list Sphinx would walk the virtual environment and the learner's own copies.
include_patterns = ["index.md", "evidence.md", "chapters/*.ipynb", "chapters/exercises/*.ipynb"]
external_toc_path = "_toc.yml"

nb_execution_mode = "off"
nb_merge_streams = True
nb_code_prompt_show = "Show the {type}"  # content of a predicted cell, or source
nb_code_prompt_hide = "Hide the {type}"
# Evidence carries its data for programs too; the readable form stands beside it, in the same output.
suppress_warnings = ["mystnb.unknown_mime_type"]
myst_enable_extensions = ["amsmath", "dollarmath"]

html_theme = "sphinx_book_theme"
html_static_path = ["_static"]
html_css_files = ["book.css"]
html_favicon = "_static/favicon.svg"
html_show_sphinx = False
# Without a default the theme's script stumbles over an empty setting and says so in the console.
html_context = {"default_mode": "light"}
html_theme_options = {
    "use_download_button": True,
    "use_fullscreen_button": False,
    "navbar_persistent": [],  # the search field stands in the sidebar already
    "show_toc_level": 2,
    "show_navbar_depth": 1,
}
if REPOSITORY:
    html_theme_options |= {
        "repository_url": REPOSITORY,
        "repository_branch": BRANCH,
        "use_repository_button": True,
        "launch_buttons": {
            "binderhub_url": "https://mybinder.org",
            "colab_url": "https://colab.research.google.com",
            "notebook_interface": "jupyterlab",
        },
    }
