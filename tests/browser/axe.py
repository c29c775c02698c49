"""axe-core on pages as they are shown: which rules, on which sizes and schemes, and what it found in plain lines."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SCRIPT = Path(__file__).parent / "node_modules/axe-core/axe.min.js"
"""Installed with `npm ci` from the package-lock.json beside this file (see the Makefile)."""
WIDTHS = (320, 768, 1280)
SCHEMES = ("light", "dark")

EVERY = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
OF_COLOUR = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""What can differ in the dark: nothing but colours depends on the scheme (test_styles.py sees to that)."""

_RUN = """async ([within, runOnly]) => {
  // Two frames: a changed scheme or size has then reached every style.
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const found = await axe.run(within, { runOnly, resultTypes: ["violations"], elementRef: false, preload: false });
  return found.violations.map(({ id, nodes }) => nodes.map((node) =>
    `${id}: ${node.target.join(" ")} – ${node.failureSummary.replaceAll("\\n", " ")}`)).flat();
}"""
_OPEN = "() => document.querySelectorAll('main details').forEach((one) => { one.open = true; })"


def open_folds(page: Page) -> None:
    """Open what is folded in the text, so that it is looked at as well."""
    page.evaluate(_OPEN)


def inject(page: Page) -> None:
    """Put axe into a page, once; the page's own policy would not let a script of ours in."""
    page.evaluate(SCRIPT.read_text("utf-8"))


def violations(page: Page, within: str = "html", rules: Mapping[str, Any] = EVERY) -> list[str]:
    """Return what axe finds on a page as it stands, or in a part of it: rule, element, what is wrong."""
    found: Any = page.evaluate(_RUN, [within, rules])
    return list(found)


def everywhere(page: Page, address: str) -> list[str]:
    """Return what axe finds at an address in each size and each scheme, with the size and the scheme.

    The page is loaded once for each scheme: Chromium leaves some colours behind when a page's scheme is switched.
    """
    found = []
    for scheme in SCHEMES:
        rules = OF_COLOUR if scheme == "dark" else EVERY
        page.emulate_media(color_scheme=scheme)
        page.goto(address)
        inject(page)
        open_folds(page)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            found += [f"{width} px, {scheme}: {one}" for one in violations(page, rules=rules)]
    return found
