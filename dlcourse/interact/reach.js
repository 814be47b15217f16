// What ipywidgets and JupyterLab leave out for readers who work by keyboard or listen to a page.
const SCROLLED = ".dlcourse-demo .widget-html-content, .jp-OutputArea-output.jp-RenderedHTML";

// A slider's handle has no name, and its number can be edited without saying so.
function nameSliders(box) {
  for (const handle of box.querySelectorAll(".widget-slider [role=slider]:not([aria-labelledby])")) {
    const slider = handle.closest(".widget-slider");
    const label = slider.querySelector(".widget-label");
    const readout = slider.querySelector(".widget-readout");
    for (const part of [label, readout]) part.id ||= `dlcourse-${Math.random().toString(36).slice(2)}`;
    handle.setAttribute("aria-labelledby", label.id);
    handle.setAttribute("aria-describedby", readout.id); // on a logarithmic scale the handle itself tells the exponent
    readout.setAttribute("role", "textbox");
    readout.setAttribute("aria-labelledby", label.id);
  }
}

// A picture wider than the page scrolls in a box of its own, which the Tab key has to reach.
function reachScrolled(part) {
  for (const box of part.querySelectorAll(SCROLLED)) {
    if (box.scrollWidth > box.clientWidth) {
      box.tabIndex = 0;
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", "wider than the page, scrolls sideways");
    } else for (const name of ["tabindex", "role", "aria-label"]) box.removeAttribute(name);
  }
}

// JupyterLab opens the links of an output itself, but not those within a widget: there they would replace the whole page.
function openBeside(box) {
  for (const link of box.querySelectorAll("a[href]:not([target])"))
    Object.assign(link, { target: "_blank", rel: "noopener" });
}

// Keeps everything in `box` within reach, however it is redrawn or resized; returns how to stop.
export function keepInReach(box) {
  const redrawn = new MutationObserver(() => (nameSliders(box), reachScrolled(box), openBeside(box)));
  redrawn.observe(box, { childList: true, subtree: true });
  const resized = new ResizeObserver(() => reachScrolled(document)); // pictures beside demos have nobody else
  resized.observe(box);
  nameSliders(box);
  openBeside(box);
  return () => (redrawn.disconnect(), resized.disconnect());
}
