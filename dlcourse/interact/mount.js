// The book's loader: a still that names a module and carries a state gives way to the live picture.
// `window.dlcourseExplorables` holds the modules as text: a page that is opened as a file may not import files.
const kept = (state) => ({ get: () => state, set: (_, now) => (state = now) });

async function mount(place) {
  const { module, state } = JSON.parse(place.dataset.explorable);
  const code = new Blob([window.dlcourseExplorables[module]], { type: "text/javascript" });
  const { default: picture } = await import(URL.createObjectURL(code));
  const el = document.createElement("div");
  picture.render({ model: kept(state), el }); // if it fails, the still stays
  place.replaceChildren(el);
}
for (const place of document.querySelectorAll("div[data-explorable]"))
  mount(place).catch((problem) => console.error(`explorable: ${problem}`));
