// Going back through a small graph, one slope at a time: each is typed into its box. backward.py makes the state: the
// rounds (numbers, edges, questions with their wrong answers) and the words for each known misunderstanding.
import { explorable, make } from "../../../interact/explorable.js";

const TALL = 76; // px, a box
const WIDE = 560; // px; on a narrower page the graph runs from top to bottom
const ROW = 116; // px between the rows of the narrow graph

const number = (v) => String(Math.round(v * 1e6) / 1e6).replace("-", "−");

// What an answer is: empty, no number, right, wrong for a known reason (`belief`), or wrong.
export function judge({ right, wrong }, text) {
  const typed = text.trim().replace("−", "-").replace(",", ".");
  if (!typed) return { kind: "empty" };
  const answer = Number(typed);
  if (!Number.isFinite(answer)) return { kind: "no number" };
  if (Math.abs(answer - right) < 1e-6) return { kind: "right", answer };
  const belief = Object.entries(wrong).find(([each]) => Math.abs(Number(each) - answer) < 1e-6)?.[1];
  return belief ? { kind: "known", answer, belief } : { kind: "wrong", answer };
}

function render(context) {
  return explorable(context, "Going back through a graph", (root, state, change) => {
    const graph = make("div", { class: "ex-graph" }, root);
    const svg = make("svg", { role: "img" }, graph);
    const field = make("input", { type: "text", class: "ex-field", autocomplete: "off", placeholder: "?" }, graph);
    const row = make("div", { class: "ex-buttons" }, root);
    const button = (text, act) => make("button", { type: "button", text }, row).addEventListener("click", act);
    const said = make("div", { class: "ex-said", "aria-live": "polite" }, root);

    const round = () => state().rounds[state().round];
    const asked = () => round().steps[state().at];
    const next = (words) => {
      field.value = "";
      change({ at: state().at + 1, words, belief: null });
    };
    const check = () => {
      const step = asked();
      if (!step) return;
      const { kind, answer, belief } = judge(step, field.value);
      if (kind === "right") next(`Yes: ${number(step.right)} at ${step.name}.`);
      else if (kind === "no number") change({ words: "Please type a number, such as −6 or 2.5.", belief: null });
      else if (kind === "known") change({ words: `Not ${number(answer)}.`, belief });
      else if (kind === "wrong") {
        const advice = `Not ${number(answer)}. Move ${step.name} up by a little in your head: how far does the loss follow?`;
        change({ words: advice, belief: null });
      }
    };
    field.addEventListener("keydown", (event) => event.key === "Enter" && check());
    button("Check", check);
    button("Show it", () => asked() && next(`It is ${number(asked().right)} at ${asked().name}.`));
    button("Other numbers", () => {
      field.value = "";
      change({ round: (state().round + 1) % state().rounds.length, at: 0, words: "Start at the end.", belief: null });
    });

    return function draw() {
      const { at, words, belief, beliefs, places } = state();
      const { values, edges, steps } = round();
      const known = new Map(steps.slice(0, at).map(({ name, right }) => [name, right]));
      const width = root.clientWidth;
      const [box, place] = width < WIDE ? downwards(width) : sideways(width);
      const height = Math.max(...Object.values(places).map(({ xy }) => place(xy)[1])) + TALL / 2 + 6;
      graph.style.height = `${height}px`;
      svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
      const found = [...known].map(([name, slope]) => `${name} ${number(slope)}`).join(", ");
      svg.setAttribute("aria-label", `loss = (a · b + c) · a, with a used twice. Slopes found: ${found || "none yet"}.`);
      svg.replaceChildren();

      for (const edge of edges) {
        const [from, to] = [place(places[edge.from].xy), place(places[edge.to].xy)];
        const [path, middle] = edge.bow ? bowed(from, to, place(edge.bow), box) : straight(from, to, box);
        const live = known.has(edge.from);
        make("path", { class: live ? "ex-flow" : "ex-edge", d: path }, svg);
        if (!live) continue; // what flows back along an arrow: the slope that has arrived, times the local one
        const [x, y] = middle;
        const part = `${number(known.get(edge.to))} × ${number(edge.local)}`;
        make("rect", { class: "ex-under", x: x - 4 * part.length, y: y - 12, width: 8 * part.length, height: 16 }, svg);
        make("text", { class: "ex-found", x, y, "text-anchor": "middle", text: part }, svg);
      }
      for (const [name, { how, xy }] of Object.entries(places)) {
        const [x, y] = place(xy);
        const now = name === steps[at]?.name;
        const shape = { x: x - box / 2, y: y - TALL / 2, width: box, height: TALL, rx: 8 };
        make("rect", { class: `ex-box${now ? " ex-asked" : ""}`, ...shape }, svg);
        const line = (down, text, kind) => make("text", { class: kind, x, y: y + down, "text-anchor": "middle", text }, svg);
        line(-19, how, box < 100 ? "ex-bold ex-small" : "ex-bold");
        line(0, number(values[name]), "");
        if (known.has(name)) line(22, `slope ${number(known.get(name))}`, "ex-found");
        else if (now) {
          field.style.left = `${x - 32}px`;
          field.style.top = `${y + 6}px`;
          field.setAttribute("aria-label", `How far does the loss move per unit of ${name}?`);
        }
      }
      const step = steps[at];
      field.hidden = !step;
      said.replaceChildren();
      make("p", { text: words }, said);
      if (belief) make("p", {}, said).innerHTML = `This answer often comes from thinking: ${beliefs[belief]}`;
      const question = make("p", {}, said);
      if (!step) question.textContent = "That was the whole way back. Try it with other numbers.";
      else {
        question.append("How far does the loss move per unit of ", make("strong", { text: step.name }), "? ");
        make("em", { text: step.hint }, question);
      }
    };
  });
}

// How wide a box is, and from places in the graph's own units, x to the right and y up, to pixels.
const sideways = (width) => {
  const box = 104;
  const unit = (width - box - 4) / 3.6;
  return [box, ([x, y]) => [box / 2 + 2 + (x + 3.6) * unit, TALL / 2 + 2 + (1.4 - y) * 92]];
};
const downwards = (width) => {
  const box = width < 330 ? 78 : 104;
  const unit = (width - box - 26) / 1.7;
  return [box, ([x, y]) => [box / 2 + 24 + (y + 0.3) * unit, TALL / 2 + 2 + ((x + 3.6) / 1.2) * ROW]];
};

// An arrow between two boxes: its path, and where words on it go.
function straight(from, to, box) {
  const [start, end] = [border(from, to, box), border(to, from, box)];
  return [`M${start}L${end}${head(start, end)}`, [(start[0] + end[0]) / 2, (start[1] + end[1]) / 2 + 4]];
}
function bowed(from, to, by, box) {
  const [start, end] = [border(from, by, box), border(to, by, box)];
  return [`M${start}Q${by} ${end}${head(by, end)}`, [0, 1].map((i) => (start[i] + 2 * by[i] + end[i]) / 4 + 4 * i)];
}
// Where the way from the middle of a box to a point leaves it, and a little further.
function border([x, y], [u, v], box) {
  const [dx, dy] = [u - x, v - y];
  const share = Math.min(box / 2 / Math.abs(dx || 1e-9), TALL / 2 / Math.abs(dy || 1e-9)) + 2 / Math.hypot(dx, dy);
  return [x + share * dx, y + share * dy];
}
function head(from, [x, y]) {
  const turn = Math.atan2(y - from[1], x - from[0]);
  const wing = (side) => [x - 10 * Math.cos(turn + side), y - 10 * Math.sin(turn + side)];
  return `M${wing(0.4)}L${[x, y]}L${wing(-0.4)}`;
}

export default { render };
