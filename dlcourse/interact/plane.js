// A square plane with ticks, on which a picture paints, draws and sets handles; all in the plane's own units.
import { clamp, make } from "./explorable.js";

const KEYS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowDown: [1, -1], ArrowUp: [1, 1] };
const CELLS = 150; // to a side, of what is painted; the browser smooths it

// "#rrggbb" as one number, blue first.
const ink = (hex) => [5, 3, 1].reduce((sum, i) => (sum << 8) | parseInt(hex.trim().slice(i, i + 2), 16), 0);

export function plane(parent, { xLabel, yLabel }) {
  const box = make("div", { class: "ex-plane" }, parent);
  const canvas = make("canvas", { "aria-hidden": "true", width: CELLS, height: CELLS }, box);
  const svg = make("svg", { "aria-hidden": "true" }, box);
  const ground = make("g", { class: "ex-ground" }, svg);
  const marks = make("svg", { class: "ex-marks" }, svg); // a nested svg clips; a clip-path would clip to the marks' own box
  let [x, y, size, framed] = [[0, 1], [0, 1], 0, ""];

  const across = (v) => ((v - x[0]) / (x[1] - x[0])) * size;
  const down = (v) => ((y[1] - v) / (y[1] - y[0])) * size;
  const units = (event) => {
    const seen = svg.getBoundingClientRect();
    const [u, v] = [(event.clientX - seen.left) / seen.width, (event.clientY - seen.top) / seen.height];
    return [x[0] + u * (x[1] - x[0]), y[1] - v * (y[1] - y[0])];
  };
  const add = (name, attributes) => make(name, attributes, marks);

  return {
    add,
    place: ([u, v]) => [across(u), down(v)],
    // Sets the two ranges, writes ticks, and wipes the marks: the beginning of each redraw.
    frame(rangeX, rangeY, ticksX, ticksY) {
      [x, y, size] = [rangeX, rangeY, box.clientWidth];
      marks.replaceChildren();
      const now = JSON.stringify([x, y, size]);
      if (now === framed) return;
      framed = now;
      const name = (v) => String(v).replace("-", "−");
      ground.replaceChildren();
      for (const v of ticksX) {
        make("line", { x1: across(v), x2: across(v), y1: size, y2: size + 5 }, ground);
        make("text", { x: across(v), y: size + 18, "text-anchor": "middle", text: name(v) }, ground);
      }
      for (const v of ticksY) {
        make("line", { x1: -5, x2: 0, y1: down(v), y2: down(v) }, ground);
        make("text", { x: -8, y: down(v) + 4, "text-anchor": "end", text: name(v) }, ground);
      }
      make("text", { x: size / 2, y: size + 36, "text-anchor": "middle", text: xLabel }, ground);
      const turned = `translate(-42 ${size / 2}) rotate(-90)`;
      make("text", { transform: turned, "text-anchor": "middle", text: yLabel }, ground);
    },
    // Colours the plane by `f(u, v)`, −1 … 1: how strongly `more` covers the paper, or `less` where f is negative.
    paint(f, more, less = more) {
      const pen = canvas.getContext("2d");
      const style = getComputedStyle(box);
      const inks = [more, less].map((name) => ink(style.getPropertyValue(name)));
      const image = pen.createImageData(CELLS, CELLS);
      const cells = new Uint32Array(image.data.buffer); // in the bytes' order: alpha, blue, green, red
      for (let row = 0, i = 0; row < CELLS; row++) {
        const v = y[1] - ((row + 0.5) / CELLS) * (y[1] - y[0]);
        for (let column = 0; column < CELLS; column++, i++) {
          const strength = f(x[0] + ((column + 0.5) / CELLS) * (x[1] - x[0]), v);
          cells[i] = ((Math.min(255, 255 * Math.abs(strength)) << 24) | inks[strength < 0 ? 1 : 0]) >>> 0;
        }
      }
      pen.putImageData(image, 0, 0);
    },
    // One path; `lines` are lists of points.
    lines(lines, kind) {
      const one = (points) => "M" + points.map(([u, v]) => `${across(u)} ${down(v)}`).join("L");
      add("path", { class: `ex-${kind}`, d: lines.map(one).join("") });
    },
    arrow([u, v], kind) {
      const [x0, y0, x1, y1] = [across(0), down(0), across(u), down(v)];
      const turn = (Math.atan2(y1 - y0, x1 - x0) * 180) / Math.PI;
      add("line", { class: `ex-${kind}`, x1: x0, y1: y0, x2: x1, y2: y1 });
      add("polygon", {
        class: `ex-${kind} ex-filled`, points: "4,0 -12,-7 -12,7", transform: `translate(${x1} ${y1}) rotate(${turn})`,
      });
    },
    // A dot to drag: `drag([u, v])`. Each of its one or two `sliders` is a native range, so that roles, values and keys
    // come from the browser; of two, left and right move the first, up and down the second.
    handle(kind, sliders, drag) {
      const dot = make("div", { class: `ex-handle ex-${kind}` }, box);
      const inputs = sliders.map(({ label, min, max, step, set }) => {
        const input = make("input", { type: "range", min, max, step, "aria-label": label }, dot);
        input.addEventListener("input", () => set(input.valueAsNumber));
        return input;
      });
      dot.addEventListener("keydown", (event) => {
        const [which, way] = KEYS[event.key] ?? [];
        if (inputs.length < 2 || which === undefined) return;
        event.preventDefault();
        way > 0 ? inputs[which].stepUp() : inputs[which].stepDown();
        sliders[which].set(inputs[which].valueAsNumber);
      });
      let pointer = null;
      let grip = [0, 0]; // from the pointer to the middle of the dot, so that nothing jumps when it is taken
      dot.addEventListener("pointerdown", (event) => {
        if (event.button || pointer !== null) return;
        event.preventDefault();
        dot.setPointerCapture((pointer = event.pointerId));
        inputs[0].focus({ preventScroll: true });
        const at = units(event);
        grip = dot.spot.map((c, i) => c - at[i]);
      });
      dot.addEventListener("pointermove", (event) => {
        if (event.pointerId === pointer) drag(units(event).map((c, i) => c + grip[i]));
      });
      for (const end of ["pointerup", "pointercancel", "lostpointercapture"])
        dot.addEventListener(end, (event) => event.pointerId === pointer && (pointer = null));
      return {
        show(spot, values, spoken) {
          dot.spot = spot;
          dot.style.translate = `${across(clamp(spot[0], ...x))}px ${down(clamp(spot[1], ...y))}px`;
          inputs.forEach((input, i) => {
            input.value = values[i];
            input.setAttribute("aria-valuetext", spoken[i]);
          });
        },
      };
    },
  };
}

// Where the line w·x + b = 0 lies: the point of it `along` units from the one nearest to the origin.
export function onLine(w, b, along) {
  const length = Math.hypot(...w);
  return [(-b * w[0]) / length ** 2 - (w[1] * along) / length, (-b * w[1]) / length ** 2 + (w[0] * along) / length];
}

// A spot for a line's handle: the first of the wished for that is inside the range, else the one least outside.
export function spotOn(w, b, wishes, [low, high]) {
  const spots = wishes.map((along) => onLine(w, b, along));
  const outside = (spot) => Math.max(...spot.map((c) => Math.max(low - c, c - high)));
  return spots.find((spot) => outside(spot) <= 0) ?? spots.reduce((a, b) => (outside(b) < outside(a) ? b : a));
}
