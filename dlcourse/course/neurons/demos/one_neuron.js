// One neuron with two inputs: drag the arrow of its weights and its border, choose its activation. neuron.py draws the
// still and holds the same functions.
import { buttons, clamp, explorable, make, numeral, term } from "../../../interact/explorable.js";
import { onLine, plane, spotOn } from "../../../interact/plane.js";

const REACH = 3;
const RANGE = [-REACH, REACH];
const TICKS = [-3, -1.5, 0, 1.5, 3];
const LENGTH = { min: 0.2, max: 3, step: 0.1 };
const BIAS = { min: -3, max: 3, step: 0.1 };

// The share of a normal distribution below s: Numerical Recipes' Chebyshev fit of erfc, relative error below 1.2e-7.
function ndtr(s) {
  const z = Math.abs(s) / Math.SQRT2;
  const t = 1 / (1 + 0.5 * z);
  const fit = [
    0.17087277, -0.82215223, 1.48851587, -1.13520398, 0.27886807, -0.18628806, 0.09678418, 0.37409196, 1.00002368,
    -1.26551223,
  ].reduce((sum, c) => sum * t + c, 0);
  const tail = 0.5 * t * Math.exp(-z * z + fit);
  return s < 0 ? tail : 1 - tail;
}

const ACTIVATIONS = {
  none: (s) => s,
  step: (s) => (s > 0 ? 1 : 0),
  sigmoid: (s) => 0.5 * (1 + Math.tanh(0.5 * s)),
  ReLU: (s) => Math.max(s, 0),
  GELU: (s) => s * ndtr(s),
};

export const output = ({ w, b, activation }, [u, v]) => ACTIVATIONS[activation](w[0] * u + w[1] * v + b);

const polar = (degrees, length) => {
  const turn = (degrees * Math.PI) / 180;
  return [length * Math.cos(turn), length * Math.sin(turn)];
};
const written = ({ w, b }) => `score = ${numeral(w[0])}·x₁ ${term(w[1])}·x₂ ${term(b)}`;

function render(context) {
  return explorable(context, "One neuron with two inputs", (root, state, change) => {
    const row = make("div", { class: "ex-row" }, root);
    const column = () => {
      const made = make("div", { class: "ex-column" }, row);
      return [made, make("p", { class: "ex-title" }, made)];
    };
    const [left, score] = column();
    const [right, along] = column();
    const map = plane(left, { xLabel: "input x₁", yLabel: "input x₂" });
    const curve = plane(right, { xLabel: "how far along the arrow", yLabel: "output" });

    const turned = () => (Math.atan2(state().w[1], state().w[0]) * 180) / Math.PI;
    const length = () => Math.hypot(...state().w);
    const tip = map.handle(
      "tip",
      [
        { label: "direction of the weights", min: -180, max: 180, step: 1, set: (a) => change({ w: polar(a, length()) }) },
        { label: "length of the weights", ...LENGTH, set: (l) => change({ w: polar(turned(), l) }) },
      ],
      ([u, v]) => {
        const far = Math.hypot(u, v);
        if (far) change({ w: [u, v].map((c) => (c / far) * clamp(far, LENGTH.min, LENGTH.max)) });
      },
    );
    const border = map.handle("border", [{ label: "bias", ...BIAS, set: (b) => change({ b }) }], ([u, v]) => {
      const { w } = state();
      change({ b: clamp(-(w[0] * u + w[1] * v), BIAS.min, BIAS.max) });
    });
    const press = buttons(root, "activation", Object.keys(ACTIVATIONS), (activation) => change({ activation }));
    const how = "Drag the arrow's tip and the square on the border; or go there by Tab and use the arrow keys.";
    make("p", { class: "ex-help", text: how }, root);

    return function draw() {
      const { w, b, activation } = state();
      const bend = ACTIVATIONS[activation];
      const most = REACH * (Math.abs(w[0]) + Math.abs(w[1]));
      const ends = [bend(b - most), bend(b + most)];
      const [low, high] = [Math.min(0, ...ends), Math.max(1, ...ends)];

      map.frame(RANGE, RANGE, TICKS, TICKS);
      map.paint((u, v) => (0.8 * (bend(w[0] * u + w[1] * v + b) - low)) / (1.3 * high - low), "--heat");
      const level = (k) => [onLine(w, b - k, -9), onLine(w, b - k, 9)];
      map.lines(Array.from({ length: 29 }, (_, i) => level(i - 14)), "level");
      map.lines([level(0)], "border");
      map.arrow(w, "weights");
      tip.show(w, [Math.round(turned()), length()], [`${numeral(turned(), 0)} degrees`, numeral(length())]);
      border.show(spotOn(w, b, [1.6, -1.6, 1, -1, 2.4, -2.4, 0.4, 3.2, -3.2], RANGE), [b], [numeral(b)]);
      score.textContent = written(state());

      const bounded = activation === "step" || activation === "sigmoid";
      curve.frame(RANGE, bounded ? [-0.1, 1.1] : [-3.3, 6], TICKS, bounded ? [0, 0.5, 1] : [-3, 0, 3, 6]);
      const zero = -b / length();
      curve.lines([[[-REACH, 0], [REACH, 0]]], "level");
      curve.lines([[[zero, -9], [zero, 9]]], "border");
      const points = Array.from({ length: 241 }, (_, i) => (i - 120) / 40);
      curve.lines([points.map((p) => [p, bend(p * length() + b)])], "curve");
      along.textContent = `output (${activation})`;
      press(activation);
    };
  });
}

export default { render };
