// What tests ask a page about itself: what can be focused and seen, what overlaps, what is cut off, what is too small.
window.access = (() => {
  const FOCUSABLE = "a[href], button, input, select, textarea, summary, [tabindex]";
  const name = (node) => {
    const words = (node.getAttribute("aria-label") || node.innerText || node.value || "").trim().slice(0, 40);
    return `${node.tagName.toLowerCase()}${node.className ? `.${String(node.className).split(" ")[0]}` : ""} "${words}"`;
  };
  const seen = (node) => node.checkVisibility({ visibilityProperty: true, opacityProperty: false })
    && [...node.getClientRects()].some((box) => box.width > 1 && box.height > 1);
  const rests = (node) => { // fixed and sticky bars lie over the page on purpose
    for (let one = node; one && one !== document.body; one = one.parentElement) {
      if (["fixed", "sticky"].includes(getComputedStyle(one).position)) return true;
    }
    return false;
  };
  const controls = () => [...document.querySelectorAll(FOCUSABLE)].filter((node) => seen(node) && node.tabIndex >= 0 && !node.disabled);

  // What Tab has to reach, in this order; of radio buttons only the chosen one, or the first.
  const order = () => controls().filter((node) => {
    if (node.type !== "radio") return true;
    const group = [...document.querySelectorAll(`input[type=radio][name="${CSS.escape(node.name)}"]`)].filter((one) => one.form === node.form);
    return node === (group.find((one) => one.checked) ?? group[0]);
  });

  // How the focused element shows itself.
  const focused = () => {
    const node = document.activeElement;
    if (!node || node === document.body) return null;
    const ring = node.matches(".mw-chip input") ? node.nextElementSibling : node;
    const style = getComputedStyle(ring);
    const boxes = [...ring.getClientRects()].filter((box) => box.width && box.height);
    const hidden = [];
    for (const box of boxes) {
      const inset = (size) => Math.min(3, size / 4);
      const under = [[box.x + box.width / 2, box.y + box.height / 2],
        [box.x + inset(box.width), box.y + inset(box.height)],
        [box.right - inset(box.width), box.bottom - inset(box.height)]].flatMap(([x, y]) => {
        const top = document.elementFromPoint(x, y);
        if (top && (ring.contains(top) || node.contains(top) || top.contains(ring))) return [];
        return [`${Math.round(x)},${Math.round(y)} under ${top ? name(top) : "the edge"}`];
      });
      // Of a tall field, or in a table that scrolls by itself, a part is enough.
      if (under.length > (box.height > 80 || node.closest(".mw-scroll") ? 2 : 0)) hidden.push(...under);
    }
    return {
      index: order().indexOf(node), name: name(node), hidden, boxes: boxes.length,
      outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
      inMenu: Boolean(node.closest(".mw-menu nav")),
    };
  };

  // A link in a sentence is as high as its line; everything else can be hit with a thumb.
  const inText = (node) => {
    if (!["inline", "inline-block"].includes(getComputedStyle(node).display)) return false;
    const around = node.closest("p, li, dd, td, h1, h2, h3, div, figcaption, label, legend") ?? node.parentElement;
    const rest = (around.innerText ?? "").replace(node.innerText ?? "", "").replace(/[\s·,.()–-]+/g, "");
    return rest.length > 2;
  };
  // WCAG 2.2, 2.5.8: 24 by 24, or so far from everything else that circles of that size don't meet.
  const small = () => {
    const targets = controls().map((node) => {
      const label = node.matches("input[type=radio], input[type=checkbox]") ? node.closest("label") : null;
      const { x, y, width, height } = (label ?? node).getBoundingClientRect();
      return { node, x, y, width, height, small: width < 24 || height < 24 };
    });
    const far = (one, other) => {
      const [cx, cy] = [one.x + one.width / 2, one.y + one.height / 2];
      if (other.small) return Math.hypot(other.x + other.width / 2 - cx, other.y + other.height / 2 - cy) >= 24;
      const dx = Math.max(other.x - cx, 0, cx - other.x - other.width);
      const dy = Math.max(other.y - cy, 0, cy - other.y - other.height);
      return Math.hypot(dx, dy) >= 12;
    };
    return targets.filter((one) => one.small && !inText(one.node)
      && !targets.every((other) => other === one || rests(other.node) || far(one, other)))
      .map(({ node, width, height }) => `${name(node)} ${Math.round(width)}×${Math.round(height)}`);
  };

  const overlaps = () => {
    const boxes = controls().filter((node) => !rests(node)).flatMap((node) => [...node.getClientRects()].map((box) => ({ node, box })));
    const found = [];
    boxes.forEach(({ node, box }, index) => {
      for (const other of boxes.slice(index + 1)) {
        if (node.contains(other.node) || other.node.contains(node)) continue;
        const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
        const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
        if (across > 3 && down > 3) found.push(`${name(node)} on ${name(other.node)}`);
      }
    });
    return found;
  };

  // Words that no longer fit where they are cut off, and whatever makes the page scroll sideways.
  const lost = () => {
    const found = [];
    if (document.documentElement.scrollWidth > innerWidth) found.push(`the page is ${document.documentElement.scrollWidth} px wide`);
    for (const node of document.querySelectorAll("body *")) {
      if (!seen(node) || node.closest(".mw-hidden, .mw-scroll, dialog")) continue;
      const style = getComputedStyle(node);
      const cuts = (value) => ["hidden", "clip"].includes(value);
      const words = [...node.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim());
      if ((cuts(style.overflowX) && node.scrollWidth > node.clientWidth + 2) || (cuts(style.overflowY) && node.scrollHeight > node.clientHeight + 2)) {
        found.push(`${name(node)} is cut off`);
      } else if (words && style.position !== "absolute") {
        const box = node.getBoundingClientRect();
        if (box.right > innerWidth + 1 || box.left < -1) found.push(`${name(node)} sticks out`);
      }
    }
    return found;
  };

  const moving = () => [...document.querySelectorAll("body *")].filter((node) => {
    const style = getComputedStyle(node);
    const lasts = (value) => value.split(",").some((one) => parseFloat(one) > 0);
    return lasts(style.transitionDuration) || (style.animationName !== "none" && lasts(style.animationDuration));
  }).map(name);

  // How much of the screen stays covered while the page scrolls, in pixels.
  const bars = () => [...document.querySelectorAll("body *:not(.mw-skip)")]
    .filter((node) => ["fixed", "sticky"].includes(getComputedStyle(node).position) && node.checkVisibility())
    .reduce((sum, node) => sum + node.getBoundingClientRect().height, 0);

  return { count: () => order().length, focused, small, overlaps, lost, moving, bars };
})();
