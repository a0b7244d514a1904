// Controls that a finger cannot use: smaller than `least` pixels, or away to the side where nothing scrolls.
// A link in a sentence is let off (WCAG 2.2, 2.5.8).
(least) => {
  const CONTROLS =
    "a[href], button, input, select, textarea, summary, [role=tab], [role=switch], [role=combobox]";
  const WHOLE =
    "label, .ant-tabs-tab, .ant-select, .ant-picker, .ant-input-affix-wrapper, .ant-input-number";
  const SCROLLERS = ".ant-tabs-nav-wrap"; // moves by itself under a finger
  const scrolls = (one) =>
    one && (one.matches(SCROLLERS) || /auto|scroll/.test(getComputedStyle(one).overflowX) || scrolls(one.parentElement));
  const wrong = (one) => {
    const box = (one.closest(WHOLE) ?? one).getBoundingClientRect();
    const { display, visibility } = getComputedStyle(one);
    const hidden = !box.width || !box.height || visibility === "hidden";
    if (hidden || one.closest("[aria-hidden=true], .skip, input[type=file]")) return false;
    if (one.matches("a") && display === "inline") return false;
    const away = (box.right > window.innerWidth + 1 || box.left < -1) && !scrolls(one.parentElement);
    return away || box.height < least || box.width < least;
  };
  const told = (one) => {
    const said = (one.getAttribute("aria-label") ?? one.textContent ?? "").trim().slice(0, 30);
    return `${one.tagName.toLowerCase()}.${[...one.classList].join(".")} ${said}`;
  };
  return [...document.querySelectorAll(CONTROLS)].filter(wrong).map(told).slice(0, 6);
};
