const SVG = "http://www.w3.org/2000/svg";
const [WIDEST, HEIGHT, LEFT, BOTTOM, TOP, RIGHT] = [480, 240, 56, 40, 12, 24];

// Three to six round numbers between two ends.
function ticks(low, high) {
  const rough = (high - low) / 4;
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((k) => k * unit).find((s) => s >= rough);
  const found = [];
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + 1e-9 * step; k++) found.push(Number((k * step).toPrecision(12)));
  return found;
}

function render({ model, el }) {
  el.classList.add("dlcourse-curve");
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("role", "img");
  el.append(svg);

  const add = (name, attributes, text) => {
    const made = svg.appendChild(document.createElementNS(SVG, name));
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (text !== undefined) made.textContent = text;
  };
  function draw() {
    const points = model.get("points").filter((point) => point.every(Number.isFinite));
    svg.replaceChildren();
    const width = Math.min(WIDEST, el.clientWidth || WIDEST); // not scaled down: its words keep their size
    svg.setAttribute("viewBox", `0 0 ${width} ${HEIGHT}`);
    svg.setAttribute("aria-label", `${model.get("y")} by ${model.get("x")}, while it runs`);
    const xs = points.map((p) => p[0]);
    const ys = points.map((p) => p[1]);
    const [x0, x1] = [0, Math.max(1, model.get("end"), ...xs)];
    const [y0, y1] = [Math.min(0, ...ys), Math.max(1e-9, ...ys)];
    const px = (x) => LEFT + ((x - x0) / (x1 - x0)) * (width - LEFT - RIGHT);
    const py = (y) => HEIGHT - BOTTOM - ((y - y0) / (y1 - y0)) * (HEIGHT - BOTTOM - TOP);
    if (points.length) {
      for (const y of ticks(y0, y1)) {
        add("line", { class: "grid", x1: LEFT, x2: width - RIGHT, y1: py(y), y2: py(y) });
        add("text", { x: LEFT - 6, y: py(y) + 4, "text-anchor": "end" }, y);
      }
      for (const x of ticks(x0, x1)) add("text", { x: px(x), y: HEIGHT - BOTTOM + 16, "text-anchor": "middle" }, x);
      add("polyline", { class: "line", points: points.map(([x, y]) => `${px(x)},${py(y)}`).join(" ") });
    }
    add("text", { x: (LEFT + width - RIGHT) / 2, y: HEIGHT - 6, "text-anchor": "middle" }, model.get("x"));
    add("text", { transform: `translate(14 ${(HEIGHT - BOTTOM + TOP) / 2}) rotate(-90)`, "text-anchor": "middle" }, model.get("y"));
  }
  model.on("change:points", draw);
  const resized = new ResizeObserver(draw);
  resized.observe(el);
  draw();
  return () => (model.off("change:points", draw), resized.disconnect());
}

export default { render };
