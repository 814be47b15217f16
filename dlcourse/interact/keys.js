// JupyterLab reads keys on `document`, before they reach a widget, and only skips them if the focused element itself
// carries the attribute below. So it is set one step earlier, on `window`, on whatever in a demo has the focus.
const SUPPRESS = "data-lm-suppress-shortcuts";

function keepInDemo(event) {
  const target = event.target;
  if (!(target instanceof Element) || !target.closest(".dlcourse-demo")) return;
  const saves = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s";
  if (saves) target.removeAttribute(SUPPRESS); // else the browser would offer to save the whole page
  else target.setAttribute(SUPPRESS, "true");
}

export function keepKeys() {
  if (window.dlcourseKeepsKeys) return; // one listener a page, however many demos
  window.dlcourseKeepsKeys = true;
  window.addEventListener("keydown", keepInDemo, true);
}
