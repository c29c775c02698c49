"""A page's own style sheet: what is kept of all that there is, under which conditions, and what waits."""

from pathlib import Path

import pytest

from meldwijzer.pages.sheets import Sheets

STYLES = """
:root { --mw-ink: #123; }
body { margin: 0; }
.mw-card, .mw-fold { padding: 1rem; }
.mw-card:not(.mw-rare) .mw-card__title { margin: 0; }
.mw-list:has(.mw-rare) { color: red; }
@media (max-width: 30em) {
  .mw-card { padding: 0; }
  @media (scripting: enabled) { .mw-now { min-block-size: 1em; } }
}
@media screen {
  @supports selector(:has(*)) { .mw-where:not(:has(:checked)) { display: none; } }
}
@media print { .mw-card { border: 0; } }
@page { margin: 2cm; }
@font-face { font-family: x; src: local(x); }
"""


@pytest.fixture
def sheets(tmp_path: Path) -> Sheets:
    """The styles above, one that waits, and a frame of which nothing is known but its class."""
    for name, text in {
        "styles/10.css": STYLES,
        "components/search/search.later.css": ".mw-search { color: blue; }",
        "components/frame/frame.html": '<div class="mw-frame"></div>',
        "components/frame/frame.css": ".mw-frame { order: 1; }",
        "main.html": '{{ component("frame") }}',
    }.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return Sheets(tmp_path)


@pytest.mark.parametrize(
    ("html", "kept", "left"),
    [
        ("", [":root{", "body{", "@font-face", ".mw-frame{"], [".mw-card", "@media", "@supports", "mw-where"]),
        (
            '<p class="mw-card">',
            [".mw-card{padding:1rem}", "@media (max-width:30em){.mw-card{padding:0}}"],
            [".mw-fold", "scripting", "mw-card__title"],
        ),
        (
            '<p class="mw-card"><b class="mw-card__title">',
            [".mw-card:not(.mw-rare) .mw-card__title{margin:0}"],
            [".mw-list"],
        ),
        ('<ul class="mw-list">', [".mw-list:has(.mw-rare){color:red}"], [".mw-card"]),
        (
            '<p class="mw-now">',
            ["@media (max-width:30em){@media (scripting:enabled){.mw-now{min-block-size:1em}}}"],
            [".mw-card"],
        ),
        (
            '<p class="mw-where">',
            ["@media screen{@supports selector(:has(*)){.mw-where:not(:has(:checked)){display:none}}}"],
            ["max-width"],
        ),
    ],
)
def test_a_page_has_what_its_classes_use(sheets: Sheets, html: str, kept: list[str], left: list[str]) -> None:
    """Rules with a class that the page lacks are left out; conditions stay around what is kept."""
    text = sheets.of(html)
    for one in kept:
        assert one in text
    for one in [*left, "print", "@page", ".mw-search"]:
        assert one not in text


def test_a_page_by_itself_has_nothing_of_the_frame(sheets: Sheets) -> None:
    """The choice of languages stands alone."""
    assert ".mw-frame" not in sheets.alone('<p class="mw-card">')


def test_what_waits_is_one_file(sheets: Sheets) -> None:
    """Paper and what only a script shows are for all pages together."""
    assert sheets.later == ".mw-search{color:blue}@media print{.mw-card{border:0}}@page{margin:2cm}"
