"""The style sheets: directions that follow the text, colours that are named, readable pairs in light and dark."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STYLES = sorted([*ROOT.glob("overrides/styles/*.css"), *ROOT.glob("overrides/components/*/*.css")])
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
PHYSICAL = re.compile(
    r"(min-|max-)?(width|height)|left|right|top|bottom"
    r"|(margin|padding|scroll-margin|scroll-padding)-(left|right|top|bottom)"
    r"|border-(left|right|top|bottom)(-(width|style|color))?|border-(top|bottom)-(left|right)-radius"
)
BY_DIRECTION = ("text-align", "float", "clear", "caption-side")
FOUR_SIDES = ("margin", "padding", "inset", "border-width", "border-color", "border-style")
VARIABLE = re.compile(r"var\((--mw-[a-z-]+)\)")

TEXT_PAIRS = (
    ("ink", "paper"),
    ("ink", "paper-soft"),
    ("ink-soft", "paper"),
    ("ink-soft", "paper-soft"),
    ("link", "paper"),
    ("link", "paper-soft"),
    ("deep-ink", "deep"),
    ("warm-ink", "warm"),
    ("danger-ink", "danger"),
    ("ink", "mark"),
    ("ink-soft", "mark"),
    ("link", "mark"),
)
"""Text on its ground; ``mark`` is what search lays behind a word."""
SIGN_PAIRS = (
    ("link", "paper"),
    ("link", "paper-soft"),
    ("warm-line", "paper"),
    ("warm-line", "paper-soft"),
    ("warm-line", "warm"),
    ("focus-ink", "focus"),
)
"""What is no text and has to be seen: borders of what can be tapped, marks at the side, the ring of focus."""


@dataclass(frozen=True)
class Rule:
    """One rule with what it stands in."""

    file: str
    media: str
    selector: str
    declarations: tuple[tuple[str, str], ...]

    def value(self, name: str) -> str:
        """Return the last value of a property, or nothing."""
        return dict(self.declarations).get(name, "")


def _rules(text: str, file: str, media: str = "") -> Iterator[Rule]:
    """Yield the rules of a style sheet, those inside @media too."""
    at = 0
    while (start := text.find("{", at)) != -1:
        head, depth, end = text[at:start].strip(), 1, start + 1
        while depth:
            depth += {"{": 1, "}": -1}.get(text[end], 0)
            end += 1
        body = text[start + 1 : end - 1]
        if head.startswith("@"):
            yield from _rules(body, file, f"{media} {head}".strip())
        else:
            pairs = (one.partition(":") for one in body.split(";") if one.strip())
            yield Rule(file, media, head, tuple((name.strip(), value.strip()) for name, _, value in pairs))
        at = end


def _read(file: Path) -> list[Rule]:
    return list(_rules(COMMENT.sub("", file.read_text("utf-8")), str(file.relative_to(ROOT))))


RULES = [rule for file in STYLES for rule in _read(file)]
LIGHT = {name: value for rule in RULES if not rule.media for name, value in rule.declarations if name.startswith("--")}
DARK = LIGHT | {
    name: value
    for rule in RULES
    if "prefers-color-scheme: dark" in rule.media
    for name, value in rule.declarations
    if name.startswith("--")
}
SCHEMES = pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])


def _parts(value: str) -> list[str]:
    """Return the parts of a shorthand; what stands between brackets is one part."""
    return re.findall(r"(?:[^\s()]|\((?:[^()]|\([^()]*\))*\))+", value)


def _channels(colour: str) -> list[float]:
    """Return red, green and blue, each from 0 to 1, of ``#rrggbb``."""
    assert re.fullmatch(r"#[0-9a-f]{6}", colour), colour
    return [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]


def _luminance(colour: str) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _channels(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2 defines it."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("file", STYLES, ids=lambda file: file.name)
def test_follows_the_direction_of_text(file: Path) -> None:
    """No style says left or right, width or height: the look turns with a language that is written the other way."""
    for rule in _read(file):
        for name, value in rule.declarations:
            where = f"{rule.file}: {rule.selector} {{ {name}: {value} }}"
            assert not PHYSICAL.fullmatch(name), where
            assert not (name in BY_DIRECTION and value in ("left", "right")), where
            parts = _parts(value)
            assert not (name in FOUR_SIDES and len(parts) == 4 and parts[1] != parts[3]), where


@pytest.mark.parametrize("file", STYLES, ids=lambda file: file.name)
def test_colours_are_named(file: Path) -> None:
    """Every name that a style uses exists; a component states no opaque colour of its own."""
    for rule in _read(file):
        for name, value in rule.declarations:
            assert set(VARIABLE.findall(value)) <= set(LIGHT), f"{rule.file}: {rule.selector} {{ {name}: {value} }}"
            if file.parent.name != "styles":
                assert not re.search(r"#[0-9a-f]{3}\b|#[0-9a-f]{6}\b|\brgb\(|\bhsl\(", value), f"{rule.file}: {value}"


def test_the_dark_changes_nothing_but_colours() -> None:
    """What is dark only gives the names other values: no layout, and nothing shown or hidden, depends on it."""
    dark = [rule for rule in RULES if "prefers-color-scheme" in rule.media]
    assert dark
    for rule in dark:
        assert rule.selector == ":root", rule
        assert all(name.startswith("--mw-") for name, _ in rule.declarations), rule


def test_every_name_is_used() -> None:
    """No colour is named for nothing."""
    used = {name for rule in RULES for _, value in rule.declarations for name in VARIABLE.findall(value)}
    assert {name for name in LIGHT if name.startswith("--mw-")} == used


@pytest.mark.parametrize("file", STYLES, ids=lambda file: file.name)
def test_no_words(file: Path) -> None:
    """No style puts a word on the page."""
    for rule in _read(file):
        for string in re.findall(r"\"([^\"]*)\"|'([^']*)'", rule.value("content")):
            shown = re.sub(r"\\[0-9a-fA-F]{1,6}", "", "".join(string))  # a sign by its number is no word
            assert not re.search(r"[^\W\d_]{2,}", shown), f"{rule.file}: {rule.selector}"


@pytest.mark.parametrize("file", STYLES, ids=lambda file: file.name)
def test_fetches_nothing(file: Path) -> None:
    """No style fetches a picture, a font or another style."""
    assert "url(" not in file.read_text("utf-8")
    assert "@import" not in file.read_text("utf-8")


@pytest.mark.parametrize("pair", TEXT_PAIRS, ids="-on-".join)
@SCHEMES
def test_text_is_readable(scheme: dict[str, str], pair: tuple[str, str]) -> None:
    """Text has a contrast of at least 4.5 with its ground, in light and in dark."""
    assert contrast(scheme[f"--mw-{pair[0]}"], scheme[f"--mw-{pair[1]}"]) >= 4.5


@pytest.mark.parametrize("pair", SIGN_PAIRS, ids="-on-".join)
@SCHEMES
def test_signs_are_visible(scheme: dict[str, str], pair: tuple[str, str]) -> None:
    """What can be tapped, or has the focus, has an outline with a contrast of at least 3, in light and in dark."""
    assert contrast(scheme[f"--mw-{pair[0]}"], scheme[f"--mw-{pair[1]}"]) >= 3


def test_pairs_are_documented() -> None:
    """A rule that sets both text and ground sets one of the pairs whose contrast is measured."""
    for rule in RULES:
        ink = VARIABLE.fullmatch(rule.value("color"))
        ground = VARIABLE.fullmatch(rule.value("background") or rule.value("background-color"))
        if ink and ground:
            pair = (ink[1].removeprefix("--mw-"), ground[1].removeprefix("--mw-"))
            assert pair in TEXT_PAIRS, f"{rule.file}: {rule.selector}"


def test_contrast_is_measured_as_wcag_does() -> None:
    """Black on white is 21 to 1, and #767676 on white the palest grey that suffices."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") >= 4.5 > contrast("#777777", "#ffffff")


def test_preview_picture() -> None:
    """The picture for link previews is a PNG of 1200 by 630 that loads on a bad connection; the mark has no words."""
    picture = (ROOT / "overrides/assets/social.png").read_bytes()
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    assert [int.from_bytes(picture[at : at + 4], "big") for at in (16, 20)] == [1200, 630]
    assert len(picture) < 60_000
    assert not re.search(r"<(text|title|style|script|image)\b", (ROOT / "overrides/assets/mark.svg").read_text("utf-8"))
