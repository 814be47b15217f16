const MARKS = { right: "✓ ", wrong: "✗ " };

function render({ model, el }) {
  el.classList.add("dlcourse-choices");
  const make = (name, parent) => parent.appendChild(document.createElement(name));
  const question = make("div", el);
  question.className = "question";
  question.id = `dlcourse-question-${crypto.randomUUID?.() ?? Math.random()}`;
  const group = make("div", el);
  group.className = "options";
  group.setAttribute("role", "group");
  group.setAttribute("aria-labelledby", question.id);
  const feedback = make("div", el);
  feedback.className = "feedback";
  feedback.setAttribute("aria-live", "polite");

  function press(number) {
    if (model.get("locked")) return;
    model.set("value", number);
    try {
      model.save_changes();
    } catch {
      // No kernel: the button is pressed all the same.
    }
  }
  function move(event) {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const buttons = [...group.children];
    const here = buttons.indexOf(event.target.closest("button"));
    if (!step || here < 0) return;
    event.preventDefault();
    event.stopPropagation();
    buttons[(here + step + buttons.length) % buttons.length].focus();
  }
  group.addEventListener("keydown", move);

  function build() {
    question.innerHTML = model.get("question");
    group.replaceChildren();
    model.get("options").forEach((label, number) => {
      const button = make("button", group);
      button.type = "button";
      button.setAttribute("data-lm-suppress-shortcuts", "true");
      make("span", button).className = "mark";
      make("span", button).innerHTML = label;
      button.addEventListener("click", () => press(number));
    });
    show();
  }
  // The buttons stay the same elements, so that the focus stays where it is.
  function show() {
    const marks = model.get("marks");
    [...group.children].forEach((button, number) => {
      const mark = marks[number] ?? "";
      button.setAttribute("aria-pressed", String(model.get("value") === number));
      button.toggleAttribute("data-locked", model.get("locked"));
      button.dataset.mark = mark;
      button.firstChild.textContent = MARKS[mark] ?? "";
    });
    group.setAttribute("aria-disabled", String(model.get("locked")));
    if (feedback.innerHTML !== model.get("feedback")) feedback.innerHTML = model.get("feedback");
  }
  const rebuilt = "change:question change:options";
  const changed = "change:value change:marks change:locked change:feedback";
  model.on(rebuilt, build);
  model.on(changed, show);
  build();
  return () => {
    model.off(rebuilt, build);
    model.off(changed, show);
  };
}

export default { render };
