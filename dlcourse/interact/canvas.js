// The drawing is SVG: sharp at any zoom, and it takes the theme's colours by itself.
const SVG = "http://www.w3.org/2000/svg";
const STEP = 0.04; // one arrow key; 25 steps across
const FINE = 0.01; // with Shift
const NEAR = 0.004; // points closer than this to the last one say nothing new
const PAUSE = 100; // ms between messages while a stroke is being drawn
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const HELP =
  "Mouse, finger or pen. By keyboard: arrows move (Shift: small steps), Space lowers or lifts the pen, " +
  "Backspace undoes, Escape clears.";

const inside = (v) => Math.min(1, Math.max(0, Math.round(v * 1e4) / 1e4));
const element = (name, attributes = {}, parent = null, space = null) => {
  const made = space ? document.createElementNS(space, name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  parent?.append(made);
  return made;
};
const outline = (stroke) =>
  "M" + (stroke.length > 1 ? stroke : [stroke[0], stroke[0]]).map(([x, y]) => `${100 * x} ${100 * y}`).join("L");

function render({ model, el }) {
  let strokes = structuredClone(model.get("strokes"));
  let cleared = null; // what `clear` removed, until something new is drawn
  let drawing = false; // the last stroke is still being drawn
  let cursor = [0.5, 0.5];
  let pointer = null;
  let timer = null;

  el.classList.add("dlcourse-canvas");
  el.style.setProperty("--size", `${model.get("size")}px`);
  const help = `dlcourse-canvas-help-${crypto.randomUUID?.() ?? Math.random()}`;
  const title = element("div", { class: "title" }, el);
  const paper = element("svg", {
    viewBox: "0 0 100 100", tabindex: 0, role: "application", "aria-roledescription": "drawing canvas",
    "aria-describedby": help, "data-lm-suppress-shortcuts": "true",
  }, el, SVG);
  const ink = element("g", { class: "ink" }, paper, SVG);
  const cross = element("g", { class: "cursor" }, paper, SVG);
  for (const style of ["halo", "line"]) element("path", { class: style, d: "M-7 0H7M0 -7V7" }, cross, SVG);
  const tip = element("circle", { class: "tip" }, cross, SVG);
  const buttons = element("div", { class: "buttons" }, el);
  const status = element("div", { class: "status", "aria-live": "polite" }, el);
  element("div", { class: "help", id: help }, el).textContent = HELP;

  const button = (label, action) => {
    const made = element("button", { type: "button", "data-lm-suppress-shortcuts": "true" }, buttons);
    made.textContent = label;
    made.addEventListener("click", action);
    return made;
  };

  function show() {
    ink.classList.toggle("example", model.get("example"));
    ink.replaceChildren(...strokes.map((stroke) => element("path", { d: outline(stroke) }, null, SVG)));
    ink.style.strokeWidth = 100 * model.get("pen");
    tip.setAttribute("r", 50 * model.get("pen"));
    cross.setAttribute("transform", `translate(${100 * cursor[0]} ${100 * cursor[1]})`);
    cross.classList.toggle("down", drawing);
    title.textContent = model.get("label");
    keeper.textContent = model.get("keep");
    keeper.hidden = !model.get("keep");
    paper.setAttribute("aria-label", `${model.get("label")}: ${strokes.length} strokes`);
  }

  function publish() {
    clearTimeout(timer);
    timer = null;
    try {
      model.set("strokes", structuredClone(strokes));
      model.save_changes();
    } catch {
      // No kernel: what is drawn stays on the canvas.
    }
  }

  // An example gives way to the first stroke, and never comes back.
  function dropExample() {
    if (!model.get("example")) return;
    model.set("strokes", []); // first: whatever changes in the model, its strokes are taken over
    model.set("example", false);
    strokes = [];
  }

  function begin(point) {
    dropExample();
    cleared = null;
    strokes.push([point]);
    drawing = true;
    show();
  }
  function extend(point) {
    const stroke = strokes.at(-1);
    const [x, y] = stroke.at(-1);
    if (Math.hypot(point[0] - x, point[1] - y) < NEAR) return;
    stroke.push(point);
    ink.lastChild.setAttribute("d", outline(stroke));
    timer ??= setTimeout(publish, PAUSE);
  }
  function end() {
    if (!drawing) return;
    drawing = false;
    show();
    publish();
  }
  function undo() {
    dropExample();
    drawing = false;
    if (strokes.length) strokes.pop();
    else if (cleared) [strokes, cleared] = [cleared, null];
    show();
    publish();
  }
  function clear() {
    dropExample();
    drawing = false;
    if (strokes.length) cleared = strokes;
    strokes = [];
    show();
    publish();
  }

  function keep(event) {
    if (drawing) end();
    const kept = structuredClone(strokes);
    if (kept.length) clear();
    cleared = null; // it is kept: Undo has nothing to bring back
    model.send({ strokes: kept });
    cursor = [0.5, 0.5];
    show();
    status.textContent = "";
    if (event.detail === 0) paper.focus(); // pressed by keyboard: on to the next drawing
  }
  button("Undo", undo);
  button("Clear", clear);
  const keeper = button("", keep);
  keeper.classList.add("keep");

  function at(event) {
    const box = paper.getBoundingClientRect();
    return [inside((event.clientX - box.left) / box.width), inside((event.clientY - box.top) / box.height)];
  }
  paper.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !event.isPrimary) return;
    end(); // a stroke that the keyboard left open
    pointer = event.pointerId;
    paper.setPointerCapture(pointer);
    paper.focus({ preventScroll: true });
    paper.classList.remove("by-keyboard");
    status.textContent = "";
    cursor = at(event);
    begin(cursor);
  });
  paper.addEventListener("pointermove", (event) => {
    if (event.pointerId !== pointer) return;
    const between = event.getCoalescedEvents?.() ?? [];
    for (const each of between.length ? between : [event]) extend((cursor = at(each)));
  });
  for (const name of ["pointerup", "pointercancel", "lostpointercapture"])
    paper.addEventListener(name, (event) => {
      if (event.pointerId !== pointer) return;
      pointer = null;
      end();
    });

  paper.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || pointer !== null) return;
    if (event.key in ARROWS) {
      const step = event.shiftKey ? FINE : STEP;
      cursor = cursor.map((c, axis) => inside(c + step * ARROWS[event.key][axis]));
      if (drawing) extend(cursor);
    } else if (event.key === " ") drawing ? end() : begin(cursor);
    else if (event.key === "Backspace") undo();
    else if (event.key === "Escape" || event.key === "Delete") clear();
    else return; // Tab moves on; other keys mean nothing here
    event.preventDefault();
    event.stopPropagation();
    paper.classList.add("by-keyboard");
    const [across, down] = cursor.map((c) => Math.round(100 * c));
    status.textContent = `pen ${drawing ? "down" : "up"} at ${across}, ${down}`;
    show();
  });
  paper.addEventListener("focus", () => paper.classList.toggle("by-keyboard", pointer === null));
  paper.addEventListener("blur", () => pointer === null && end());

  const adopt = () => {
    if (drawing) return; // an answer to an older message must not undo the stroke under the pen
    strokes = structuredClone(model.get("strokes"));
    show();
  };
  const watched = "change:strokes change:pen change:label change:keep change:example";
  model.on(watched, adopt);
  show();
  return () => {
    clearTimeout(timer);
    model.off(watched, adopt);
  };
}

export default { render };
