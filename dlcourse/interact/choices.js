import { buttonGroup, make } from "./buttons.js";

function render({ model, el }) {
  el.classList.add("dlcourse-choices");
  const buttons = buttonGroup(el, (number) => {
    if (model.get("locked")) return;
    model.set("value", number);
    try {
      model.save_changes();
    } catch {
      // No kernel: the button is pressed all the same.
    }
  });
  const feedback = make("div", el, "feedback");
  feedback.setAttribute("aria-live", "polite");

  function show() {
    buttons.show(model.get("value"), model.get("marks"), model.get("locked"));
    if (feedback.innerHTML !== model.get("feedback")) feedback.innerHTML = model.get("feedback");
  }
  function build() {
    buttons.build(model.get("question"), model.get("options"));
    show();
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
