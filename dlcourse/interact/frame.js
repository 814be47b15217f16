import { watchKernel } from "./kernel.js";
import { keepKeys } from "./keys.js";
import { keepInReach } from "./reach.js";

function render({ model, el }) {
  keepKeys();
  el.classList.add("dlcourse-frame");
  el.setAttribute("role", "status");
  let leave = () => {};
  // JupyterLab puts a view into the page some time after it was rendered; only then it has a width.
  const placed = new ResizeObserver(() => {
    const box = el.closest(".dlcourse-demo");
    if (!box) return;
    placed.disconnect();
    const parts = [watchKernel(model, box, el), keepInReach(box)];
    leave = () => parts.forEach((stop) => stop());
  });
  placed.observe(el);
  return () => (placed.disconnect(), leave());
}

export default { render };
