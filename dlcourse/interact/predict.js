import { buttonGroup, make } from "./buttons.js";

// The folded result below, and its folded code; never past the next prediction, whose result is not to be seen yet.
function foldedBelow(cell) {
  while ((cell = cell?.nextElementSibling)) {
    const folded = cell.querySelector(".jp-OutputPlaceholder");
    if (folded) return [folded, ...cell.querySelectorAll(".jp-InputPlaceholder")];
    if (cell.querySelector(".dlcourse-predict")) break;
  }
  return [];
}

function render({ model, el }) {
  el.classList.add("dlcourse-choices", "dlcourse-predict");
  let value = -1;
  let committed = false;

  const buttons = buttonGroup(el, (number) => {
    if (committed) return;
    value = number;
    show();
  });
  const reason = make("textarea", make("label", el, "reason"));
  reason.rows = 2;
  reason.placeholder = "Because … (a few words, for yourself)";
  reason.setAttribute("aria-label", "Your reason");
  const sure = make("label", el, "sure");
  make("span", sure).textContent = "How sure are you?";
  const range = make("input", sure);
  Object.assign(range, { type: "range", min: 0, max: 100, step: 5, value: 50 });
  const readout = make("output", sure);
  const button = make("button", el, "commit");
  button.type = "button";
  button.textContent = "Commit";
  const said = make("div", el, "said");
  said.setAttribute("aria-live", "polite");
  said.tabIndex = -1;

  function show() {
    readout.textContent = `${range.value}%`;
    buttons.show(value, {}, committed);
    for (const part of [reason.parentElement, sure, button]) part.hidden = committed;
    el.classList.toggle("dlcourse-committed", committed || Boolean(model.get("earlier")));
  }
  function tell(text) {
    make("p", said).textContent = text;
  }
  range.addEventListener("input", show);
  button.addEventListener("click", () => {
    said.replaceChildren();
    if (value < 0) return tell("Choose an answer first; a guess is fine.");
    committed = true;
    show();
    const because = reason.value.trim() ? `, because: ${reason.value.trim()}` : "";
    tell(`You said: ${model.get("answers")[value]}, ${range.value}% sure${because}.`);
    const folded = foldedBelow(el.closest(".jp-Cell"));
    for (const part of folded) part.click();
    said.focus(); // the button that had it is gone
    tell(folded.length ? "The result is open below." : "Now open the result below, or run its cell.");
    // One message with all of it: what is synchronised trait by trait may arrive later than a click.
    model.send({ value, reason: reason.value.trim(), sure: Number(range.value) });
  });
  buttons.build(model.get("question"), model.get("options"));
  if (model.get("earlier")) tell(model.get("earlier"));
  show();
}

export default { render };
