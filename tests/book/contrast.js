// Every word in a cell's results, and the contrast with what it stands on, as WCAG 2 counts it: 1 (none) to 21.
() => {
  const channels = (colour) => colour.match(/[\d.]+/g).map(Number);
  const linear = (channel) => {
    const c = channel / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  };
  const light = (colour) => {
    const [r, g, b] = channels(colour).map(linear);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    for (; element; element = element.parentElement) {
      const colour = getComputedStyle(element).backgroundColor;
      if (!(channels(colour)[3] < 0.5)) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const results = [...document.querySelectorAll("article .text_html, article .text_html *")];
  const written = results.filter((element) =>
    [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()));
  return written.map((element) => {
    const [low, high] = [light(getComputedStyle(element).color), light(ground(element))].sort((a, b) => a - b);
    return [element.textContent, (high + 0.05) / (low + 0.05)];
  });
}
