// Two hidden units and one output, set by hand, on the four cases of XOR and one free point. layers.py draws the still
// and holds the same functions.
import { buttons, clamp, explorable, make, numeral, slider, term } from "../../../interact/explorable.js";
import { onLine, plane, spotOn } from "../../../interact/plane.js";

const SUMS = { "x₁ + x₂": [1, 1], "x₁ − x₂": [1, -1], "x₂ − x₁": [-1, 1], "x₁": [1, 0] };
const CASES = [[0, 0], [0, 1], [1, 0], [1, 1]];
const XOR = [0, 1, 1, 0];
const EDGE = [-0.35, 1.35];
const MESH = Array.from({ length: 9 }, (_, i) => EDGE[0] + (i / 8) * (EDGE[1] - EDGE[0]));
const ALONG = Array.from({ length: 61 }, (_, i) => EDGE[0] + (i / 60) * (EDGE[1] - EDGE[0]));
const LINES = MESH.flatMap((a) => [ALONG.map((u) => [u, a]), ALONG.map((u) => [a, u])]);
const BIAS = { min: -2, max: 2, step: 0.25 };
const toStep = (v, { min, max, step }) => clamp(Math.round(v / step) * step, min, max);

export function hidden({ units, activation }, [u, v]) {
  return units.map(({ sum, b }) => {
    const s = SUMS[sum][0] * u + SUMS[sum][1] * v + b;
    return activation === "ReLU" ? Math.max(s, 0) : s;
  });
}
export const output = ({ out }, [h1, h2]) => out.v[0] * h1 + out.v[1] * h2 + out.c;
export const right = (state) => CASES.filter((x, i) => output(state, hidden(state, x)) > 0 === Boolean(XOR[i])).length;

function drawCases(where, places, off) {
  const spots = new Map(); // what lands on one spot shares one label
  places.forEach((at, i) => {
    const [x, y] = where.place(at);
    if (XOR[i]) where.add("rect", { class: "ex-yes", x: x - 8, y: y - 8, width: 16, height: 16 });
    else where.add("circle", { class: "ex-no", cx: x, cy: y, r: 8 });
    const key = at.map((c) => c.toFixed(6)).join();
    spots.set(key, [...(spots.get(key) ?? []), i]);
  });
  for (const found of spots.values()) {
    const [x, y] = where.place(places[found[0]]);
    where.add("text", { x: x + off, y: y - off, text: found.map((i) => CASES[i].join("")).join(", ") });
  }
}
const STAR = Array.from({ length: 10 }, (_, i) => {
  const [far, turn] = [i % 2 ? 5 : 12, (i * Math.PI) / 5];
  return `${(far * Math.sin(turn)).toFixed(2)},${(-far * Math.cos(turn)).toFixed(2)}`;
}).join(" ");
function drawStar(where, at) {
  const [x, y] = where.place(at);
  where.add("polygon", { class: "ex-probe", points: STAR, transform: `translate(${x} ${y})` });
}

function render(context) {
  return explorable(context, "Two hidden units fold the plane", (root, state, change) => {
    const verdict = make("p", { class: "ex-title", "aria-live": "polite" }, root);
    const row = make("div", { class: "ex-row" }, root);
    const column = (title) => {
      const made = make("div", { class: "ex-column" }, row);
      make("p", { class: "ex-title", text: title }, made);
      return made;
    };
    const input = plane(column("input plane"), { xLabel: "x₁", yLabel: "x₂" });
    const landing = plane(column("hidden plane: where they land"), { xLabel: "h₁", yLabel: "h₂" });

    const setUnit = (k, part) => change({ units: state().units.map((unit, i) => (i === k ? { ...unit, ...part } : unit)) });
    const setOut = (part) => change({ out: { ...state().out, ...part } });
    const setStar = (at) => change({ star: at.map((c) => clamp(c, ...EDGE)) });
    const reach = { min: EDGE[0], max: EDGE[1], step: 0.05 };
    const star = input.handle(
      "probe",
      [0, 1].map((i) => ({
        label: i ? "height of the star, x₂" : "the star across, x₁", ...reach,
        set: (c) => setStar(state().star.map((old, j) => (i === j ? c : old))),
      })),
      setStar,
    );
    const creases = [0, 1].map((k) =>
      input.handle("dashed", [{ label: `bias of h${"₁₂"[k]}`, ...BIAS, set: (b) => setUnit(k, { b }) }], ([u, v]) => {
        const [a, c] = SUMS[state().units[k].sum];
        setUnit(k, { b: toStep(-(a * u + c * v), BIAS) });
      }),
    );
    const line = landing.handle("border", [{ label: "bias of the output", ...BIAS, set: (c) => setOut({ c }) }], ([u, v]) => {
      const [a, b] = state().out.v;
      setOut({ c: toStep(-(a * u + b * v), BIAS) });
    });
    const sums = [0, 1].map((k) => buttons(root, `h${"₁₂"[k]} sums`, Object.keys(SUMS), (sum) => setUnit(k, { sum })));
    const press = buttons(root, "activation", ["ReLU", "none"], (activation) => change({ activation }));
    const weight = { min: -3, max: 3, step: 0.5 };
    const sliders = [
      ...[0, 1].map((k) =>
        slider(root, { label: `bias of h${"₁₂"[k]}`, ...BIAS, digits: 2, set: (b) => setUnit(k, { b }) }),
      ),
      ...[0, 1].map((k) =>
        slider(root, {
          label: `output: weight of h${"₁₂"[k]}`, ...weight,
          set: (c) => setOut({ v: state().out.v.map((old, j) => (j === k ? c : old)) }),
        }),
      ),
      slider(root, { label: "output: bias", ...BIAS, digits: 2, set: (c) => setOut({ c }) }),
    ];
    const how = "Drag the star, the dots on the two creases (dashed), and the square on the output's line; all by keys too.";
    make("p", { class: "ex-help", text: how }, root);

    return function draw() {
      const now = state();
      const { units, out } = now;
      const says = (h) => (output(now, h) > 0 ? 0.22 : -0.22);

      input.frame(EDGE, EDGE, [0, 1], [0, 1]);
      input.paint((u, v) => says(hidden(now, [u, v])), "--yes", "--no");
      input.lines(LINES.map((points) => [points[0], points.at(-1)]), "faint");
      units.forEach(({ sum, b }, k) => {
        const w = SUMS[sum];
        input.lines([[onLine(w, b, -5), onLine(w, b, 5)]], "dashed");
        const wishes = k ? [-0.55, -0.25, 0.9, -0.9, 0] : [0.55, 0.25, 0.9, -0.9, 0];
        const spot = spotOn(w, b, wishes, EDGE);
        creases[k].show(spot, [b], [numeral(b, 2)]);
        const [x, y] = input.place(spot);
        input.add("text", { x: x + 11, y: y + (k ? 20 : -12), text: `h${"₁₂"[k]} = 0` });
      });
      drawCases(input, CASES, 11);
      drawStar(input, now.star);
      star.show(now.star, now.star, now.star.map((c) => numeral(c, 2)));

      const folded = LINES.map((points) => points.map((x) => hidden(now, x)));
      const all = folded.flat(2);
      const range = [Math.min(0, ...all) - 0.35, Math.max(1, ...all) + 0.35];
      const whole = Array.from({ length: 12 }, (_, i) => i - 5).filter((v) => v > range[0] && v < range[1]);
      landing.frame(range, range, whole, whole);
      landing.paint((h1, h2) => says([h1, h2]), "--yes", "--no");
      landing.lines(folded, "faint");
      drawCases(landing, CASES.map((x) => hidden(now, x)), 11);
      drawStar(landing, hidden(now, now.star));
      const flat = !out.v[0] && !out.v[1];
      const middle = (range[0] + range[1]) / 2;
      const spot = flat ? [middle, middle] : spotOn(out.v, out.c, [0, 0.5, -0.5, 1, -1, 1.5, -1.5, 2, -2], range);
      line.show(spot, [out.c], [numeral(out.c, 2)]);
      if (!flat) landing.lines([[onLine(out.v, out.c, -50), onLine(out.v, out.c, 50)]], "border");

      sums.forEach((show, k) => show(units[k].sum));
      press(now.activation);
      [units[0].b, units[1].b, ...out.v, out.c].forEach((value, i) => sliders[i](value));
      const formula = `output = ${numeral(out.v[0])}·h₁ ${term(out.v[1])}·h₂ ${term(out.c, 2)}`;
      const count = right(now);
      const text = `${count} of 4 cases right${count === 4 ? ": solved!" : ""}   ·   ${formula}`;
      if (verdict.textContent !== text) verdict.textContent = text;
    };
  });
}

export default { render };
