// Shared by choices.js and predict.js.
const MARKS = { right: "✓ ", wrong: "✗ " };

export function make(name, parent, className = "") {
  const made = parent.appendChild(document.createElement(name));
  made.className = className;
  made.setAttribute("data-lm-suppress-shortcuts", "true"); // JupyterLab reads it on whatever has the focus
  return made;
}

// A question and buttons of which at most one is pressed. Tab and the arrow keys move, Enter and Space press.
export function buttonGroup(parent, press) {
  const question = make("div", parent, "question");
  question.id = `dlcourse-question-${Math.random().toString(36).slice(2)}`;
  const group = make("div", parent, "options");
  group.setAttribute("role", "group");
  group.setAttribute("aria-labelledby", question.id);
  group.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const buttons = [...group.children];
    const here = buttons.indexOf(event.target.closest("button"));
    if (!step || here < 0) return;
    event.preventDefault();
    event.stopPropagation();
    buttons[(here + step + buttons.length) % buttons.length].focus();
  });
  return {
    build(text, labels) {
      question.innerHTML = text;
      group.replaceChildren();
      labels.forEach((label, number) => {
        const button = make("button", group);
        button.type = "button";
        make("span", button, "mark");
        make("span", button).innerHTML = label;
        button.addEventListener("click", () => press(number));
      });
    },
    // The buttons stay the same elements, so that the focus stays where it is.
    show(value, marks = {}, locked = false) {
      group.setAttribute("aria-disabled", String(locked));
      [...group.children].forEach((button, number) => {
        button.setAttribute("aria-pressed", String(value === number));
        button.toggleAttribute("data-locked", locked);
        button.dataset.mark = marks[number] ?? "";
        button.firstChild.textContent = MARKS[marks[number]] ?? "";
      });
    },
  };
}
