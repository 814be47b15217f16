// A demo whose kernel is gone keeps its last picture and its controls, so it has to say that they no longer answer.
const GONE =
  "The kernel was restarted or stopped, so this cell no longer answers. " +
  "Choose Run ▸ Run All Above Selected Cell, then run this cell again.";
const CONTROLS = "button, input, select, textarea, .noUi-target"; // the last is ipywidgets' slider

// Drawing and committing need no kernel, but keeping a drawing does.
function needsKernel(control) {
  return control.matches(".keep") || !control.closest(".dlcourse-canvas, .dlcourse-predict");
}

// Keeps `line` telling whether the kernel behind `box` still answers; returns how to stop.
export function watchKernel(model, box, line) {
  // ipywidgets marks its views when the kernel restarts or crashes. A kernel that is shut down or replaced leaves no mark,
  // but is disposed of. Only JupyterLab hands it to us.
  const kernel = model.widget_manager?.kernel;
  let told = false;
  let stopped = []; // what was active until then
  function tell() {
    const controls = [...box.querySelectorAll(CONTROLS)];
    const answered = controls.length > 0 && !box.querySelector(".explorable"); // an explorable needs no kernel
    const gone = answered && (kernel?.isDisposed || box.classList.contains("jupyter-widgets-disconnected"));
    if (gone === told) return;
    told = gone;
    line.textContent = gone ? GONE : "";
    box.classList.toggle("dlcourse-gone", gone);
    if (gone) stopped = controls.filter((control) => needsKernel(control) && !control.hasAttribute("disabled"));
    for (const control of stopped) control.toggleAttribute("disabled", gone);
  }
  const marks = new MutationObserver(tell);
  marks.observe(box, { attributes: true, attributeFilter: ["class"] });
  kernel?.disposed.connect(tell);
  tell();
  return () => (marks.disconnect(), kernel?.disposed.disconnect(tell));
}
