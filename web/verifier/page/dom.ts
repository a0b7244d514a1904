/** Elements from words. Text is only ever set as text: nothing that a file holds can become markup. */

type Child = Node | string | null | false;
type Attributes = Record<string, string | boolean | ((event: never) => void)>;

export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value as EventListener);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== false));
  return element;
}

const SVG = "http://www.w3.org/2000/svg";
const SHAPES = {
  tick: ["M5 12.5l4.5 4.5L19 7.5"],
  cross: ["M7 7l10 10M17 7L7 17"],
  pause: ["M12 7v6", "M12 16.6v.1"],
  file: ["M7 3.5h7l4 4V20.5H7z", "M14 3.5v4h4", "M9.8 14l1.7 1.7 3-3.4"],
};

/** A line drawing that says nothing a text does not say as well. */
export function icon(name: keyof typeof SHAPES): SVGElement {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("aria-hidden", "true");
  drawing.setAttribute("class", `icon icon-${name}`);
  for (const line of SHAPES[name]) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", line);
    drawing.append(path);
  }
  return drawing;
}
