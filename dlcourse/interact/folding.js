// JupyterLab unfolds an output when its cell is run. This folds it again, from inside, while the prediction above
// waits; in other front ends nothing is found and nothing done.
function predictionAbove(cell) {
  while ((cell = cell?.previousElementSibling)) {
    const form = cell.querySelector(".dlcourse-predict");
    if (form) return form;
  }
  return null;
}

function fold(cell) {
  const form = predictionAbove(cell);
  if (!form || form.classList.contains("dlcourse-committed")) return;
  if (!cell.querySelector(".jp-OutputPlaceholder")) cell.querySelector(".jp-OutputCollapser .jp-Collapser-child")?.click();
}

function render({ el }) {
  el.style.display = "none";
  let frames = 600; // JupyterLab puts a view into the page after it has been rendered
  const wait = () => {
    const cell = el.closest(".jp-Cell");
    if (cell) fold(cell);
    else if (frames--) requestAnimationFrame(wait);
  };
  wait();
}

export default { render };
