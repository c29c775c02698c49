"""Setting in type: what has no room, which size is taken, what cannot be read, what is never read, the same bytes."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from meldwijzer.paper import typeset as room
from meldwijzer.paper.typeset import MissingLibraryError, typeset

STYLE = """
@font-face { font-family: "Meldwijzer"; src: url("fonts/text-400.ttf"); }
@page { size: 100mm 100mm; margin: 0; }
html { font-family: "Meldwijzer"; line-height: 1.2; }
body, p { margin: 0; }
.panel { position: absolute; top: 10mm; left: 10mm; inline-size: 60mm; block-size: 40mm; }
"""


def html(body: str, style: str = "") -> str:
    return (
        f'<!doctype html><html lang="nl"><head><title>x</title><style>{STYLE}{style}</style></head>'
        f"<body>{body}</body></html>"
    )


def panel(text: str, style: str = "") -> str:
    return html(f'<div class="panel" data-panel="part"><p>{text}</p></div>', style)


@pytest.fixture
def overrides(root: Path) -> Path:
    return root / "overrides"


@pytest.mark.parametrize(
    ("text", "style", "across", "beyond"),
    [
        ("woord " * 150, "", False, range(60, 120)),
        ("anticonstitutionnellement" * 3, "", True, range(30, 120)),
        ("woord " * 150, ".panel { overflow: hidden }", False, range(60, 120)),
        ("woord<br>" * 300, "", False, range(1000, 1400)),
        ("woord<br>" * 300, ".panel { position: relative; top: 0 }", False, range(1000, 1400)),
        ('x<img src="assets/mark.svg" alt="" style="inline-size: 90mm; block-size: 5mm">', "", True, range(25, 40)),
    ],
    ids=["too long", "a word too wide", "hidden", "beyond the page", "beyond the page, in its flow", "a picture"],
)
def test_what_has_no_room(overrides: Path, text: str, style: str, across: bool, beyond: range) -> None:
    """Also where WeasyPrint would leave it out without a word, since it lies beyond the end of the page."""
    made = typeset(panel(text, style), overrides, (10,))
    found = [one for one in made.overflows if one.across == across]
    assert [one.panel for one in found] == ["part"]
    assert found[0].beyond in beyond, found


def test_what_just_fits_has_room(overrides: Path) -> None:
    """To a fraction of a millimetre: 40 mm are eleven lines of 10 pt, and not twelve of them."""
    fits = [not typeset(panel("<br>".join("x" * count)), overrides, (10,)).overflows for count in (8, 9, 10)]
    lines = int(40 / (10 * 1.2 * 25.4 / 72))
    assert lines == 9
    assert fits == [True, True, False]


def test_the_largest_size_that_fits_is_taken(overrides: Path) -> None:
    """Smaller where there is more to say; where nothing fits, the smallest, with what has no room."""
    sizes = [
        typeset(panel("woord " * count, "p { font-size: 1rem }"), overrides, (14, 12, 9)) for count in (9, 40, 500)
    ]
    assert [one.size for one in sizes] == [14, 9, 9]
    assert [bool(one.overflows) for one in sizes] == [False, False, True]


def test_what_lies_behind_may_go_beyond(overrides: Path) -> None:
    """A colour for the printing house reaches over the edge, and is nothing to read."""
    behind = ".panel::before { content: ''; position: absolute; inset: -3mm; z-index: -1; background: #000 }"
    assert typeset(panel("woord", behind), overrides, (10,)).overflows == ()
    assert typeset(panel("woord", behind.replace("z-index: -1;", "")), overrides, (10,)).overflows


def test_what_weasyprint_leaves_out_is_told(overrides: Path) -> None:
    """A style sheet that it cannot follow, a picture that is not there, a place that no link finds."""
    wrong = {
        "p { colour: red }": "Ignored `colour: red",
        "p { inline-size: 3 }": "Ignored `inline-size: 3",
        "p { } }": "Parse error",
        "p:hoover { }": "Invalid or unsupported selector",
    }
    for style, said in wrong.items():
        assert any(said in one for one in typeset(html("<p>x</p>", style), overrides, (10,)).complaints), style
    (gone,) = typeset(html('<img src="assets/gone.png" alt="x">'), overrides, (10,)).complaints
    assert "assets/gone.png" in gone
    assert typeset(html('<a href="#nowhere">x</a>'), overrides, (10,)).complaints
    assert typeset(html("<p>x</p>"), overrides, (10,)).complaints == ()


OUTSIDE = [
    '<img src="http://127.0.0.1:9/x.png" alt="x">',
    '<img src="https://x.example/x.png" alt="x">',
    '<img src="//x.example/x.png" alt="x">',
    '<img src="file:///etc/passwd" alt="x">',
    '<img src="file://x.example/etc/passwd" alt="x">',
    '<img src="../content/site.yml" alt="x">',
    '<img src="fonts/../../content/site.yml" alt="x">',
    '<img src="fonts/%2e%2e/%2e%2e/content/site.yml" alt="x">',
    '<img src="data:image/png;base64,AAAA" alt="x">',
    '<object data="file:///etc/passwd">x</object>',
    '<link rel="stylesheet" href="https://x.example/x.css">',
    '<link rel="attachment" href="file:///etc/passwd">',
    "<style>@import url(https://x.example/x.css);</style>",
    "<style>p { background: url(http://x.example/x.png) }</style>",
    "<style>@font-face { font-family: y; src: url(https://x.example/y.woff2) } p { font-family: y }</style>",
]


@pytest.mark.parametrize("source", OUTSIDE)
def test_nothing_outside_the_project_is_read(
    overrides: Path, monkeypatch: pytest.MonkeyPatch, source: str, tmp_path: Path
) -> None:
    """No network, and no file but those of overrides/: a complaint, and the document goes on without it."""

    def never(*_: object, **__: object) -> None:
        raise AssertionError("something was asked of the network")

    monkeypatch.setattr(socket.socket, "connect", never)
    monkeypatch.setattr(socket, "getaddrinfo", never)
    opened: list[str] = []
    watching = [True]
    sys.addaudithook(lambda event, values: opened.append(str(values[0])) if watching and event == "open" else None)
    made = typeset(html(f"{source}<p>x</p>"), overrides, (10,))
    watching.clear()
    assert made.complaints, source
    assert not [path for path in opened if path.endswith(("passwd", "site.yml"))], opened
    assert b"root:x:" not in made.pdf


def test_the_same_is_set_to_the_same_bytes(overrides: Path, tmp_path: Path) -> None:
    """Here, and in two processes that order their sets in other ways."""
    text = panel("Bel <a href='tel:112'>112</a>.")
    script = "import sys; from pathlib import Path; from meldwijzer.paper.typeset import typeset;"
    script += "sys.stdout.buffer.write(typeset(sys.argv[1], Path(sys.argv[2]), (12, 10)).pdf)"
    made = [
        subprocess.run(
            [sys.executable, "-c", script, text, str(overrides)],
            env={"PYTHONHASHSEED": seed, "PATH": "/usr/bin:/bin", "TZ": zone},
            capture_output=True,
            check=True,
            cwd=tmp_path,
        ).stdout
        for seed, zone in (("1", "Europe/Brussels"), ("2", "Asia/Tokyo"))
    ]
    assert made[0] == made[1] == typeset(text, overrides, (12, 10)).pdf


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("cannot load library 'libpango-1.0-0': libpango-1.0-0: cannot open shared object file", "libpango-1.0-0"),
        ("cannot load library 'gobject-2.0-0'", "gobject-2.0-0"),
        ("something else", "pango"),
    ],
)
def test_without_pango_it_says_what_is_missing(
    overrides: Path, monkeypatch: pytest.MonkeyPatch, said: str, name: str
) -> None:
    """The name of the library, not a trace of its loading."""

    class Refusing:
        def find_spec(self, full: str, *_: object) -> None:
            if full == "weasyprint":
                raise OSError(said)

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Refusing(), *sys.meta_path])
    monkeypatch.setattr(room, "_library", room._library.__wrapped__)
    with pytest.raises(MissingLibraryError, match=f"^{name}$"):
        typeset(html("x"), overrides, (10,))
