// The frame of every explorable, a picture that lives in the browser alone: its state, its theme, its controls.
const SVG = "http://www.w3.org/2000/svg";
const DRAWN = new Set(["svg", "g", "path", "line", "text", "circle", "rect", "polygon"]);

export const clamp = (v, low, high) => Math.min(high, Math.max(low, v));

// A number as text with a true minus sign; what rounds to zero has none.
export function numeral(v, digits = 1) {
  const shown = Math.abs(v).toFixed(digits);
  return (v < 0 && Number(shown) ? "−" : "") + shown;
}

// The same as a term of a sum: "+ 1.0", "− 0.5".
export const term = (v, digits = 1) => `${numeral(v, digits)[0] === "−" ? "−" : "+"} ${numeral(Math.abs(v), digits)}`;

export function make(name, attributes = {}, parent = null) {
  const made = DRAWN.has(name) ? document.createElementNS(SVG, name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes))
    if (key === "text") made.textContent = value;
    else made.setAttribute(key, value);
  parent?.append(made);
  return made;
}

// However often it is asked for, `draw` runs at most once a frame.
function onceAFrame(draw) {
  let asked = 0;
  const ask = () => (asked ||= requestAnimationFrame(() => ((asked = 0), draw())));
  ask.cancel = () => cancelAnimationFrame(asked);
  return ask;
}

// Calls `changed` when the page turns light or dark: by JupyterLab, by the book, by the system.
function onTheme(changed) {
  const observer = new MutationObserver(changed);
  for (const place of [document.documentElement, document.body])
    observer.observe(place, { attributes: true, attributeFilter: ["data-theme", "data-jp-theme-light", "class"] });
  const system = matchMedia("(prefers-color-scheme: dark)");
  system.addEventListener("change", changed);
  return () => (observer.disconnect(), system.removeEventListener("change", changed));
}

// `build(root, state, change)` lays the picture out and returns `draw`. `state()` is the present state; `change(part)`
// merges a part into it. `draw` follows, once a frame, whenever the state, the width or the theme changes.
export function explorable({ model, el }, label, build) {
  el.classList.add("explorable", "dlcourse-shown");
  const root = make("div", { role: "group", "aria-label": label }, el);
  let state = structuredClone(model.get("state"));
  const change = (part) => {
    state = { ...state, ...part };
    model.set("state", state); // for another view of this output; the kernel is not told
    ask();
  };
  const draw = build(root, () => state, change);
  const ask = onceAFrame(() => root.clientWidth && draw());
  const sizes = new ResizeObserver(ask); // at first, or in a closed fold, the element has no width
  const sight = new IntersectionObserver(ask); // a cell out of sight may change its width and nobody is told
  for (const observer of [sizes, sight]) observer.observe(root);
  const forget = onTheme(ask);
  return () => (sizes.disconnect(), sight.disconnect(), forget(), ask.cancel());
}

// A row of buttons under a label, one of them pressed. Returns how to show which.
export function buttons(parent, label, names, press) {
  const group = make("div", { class: "ex-buttons", role: "group", "aria-label": label }, parent);
  make("span", { class: "ex-label", "aria-hidden": "true", text: label }, group);
  const all = names.map((name) => {
    const button = make("button", { type: "button", text: name }, group);
    button.addEventListener("click", () => press(name));
    return button;
  });
  return (pressed) => all.forEach((each) => each.setAttribute("aria-pressed", String(each.textContent === pressed)));
}

// A slider with its label and its number. Returns how to show a value.
export function slider(parent, { label, min, max, step, digits = 1, set }) {
  const line = make("label", { class: "ex-slider" }, parent);
  make("span", { class: "ex-label", text: label }, line);
  const input = make("input", { type: "range", min, max, step, "aria-label": label }, line);
  const number = make("output", {}, line);
  input.addEventListener("input", () => set(input.valueAsNumber));
  return (value) => {
    input.value = value;
    number.textContent = numeral(value, digits);
    input.setAttribute("aria-valuetext", number.textContent);
  };
}
