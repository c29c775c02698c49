"""What is read from HTML without a complaint is what a browser's parser makes of it."""

import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from meldwijzer.built.elements import VOID
from meldwijzer.built.piece import Pieces
from meldwijzer.built.tokens import Token, balance, read

FRAME = "<!doctype html><html><head><title>x</title></head><body>{}</body></html>"


def as_read(html: str) -> list[tuple[str, ...]] | None:
    """Return elements with their depth and attributes, and texts, as they are read here; ``None`` with a complaint."""
    tokens, problems = read(html)
    made = balance(tokens)
    if problems or made.problems or made.unopened or made.left_open:
        return None
    found: list[tuple[str, ...]] = []
    depth = 0
    for token in tokens:
        if token.kind == "open":
            found.append((str(depth), token.value, *(f"{k}={v}" for k, v in sorted(token.attributes.items()))))
            depth += token.value not in VOID
        elif token.kind == "close":
            depth -= 1
        elif token.kind in ("text", "raw") and token.value.strip():
            if found and found[-1][1] == "-text" and found[-1][0] == str(depth):
                found[-1] = (str(depth), "-text", found[-1][2] + token.value.strip())
            else:
                found.append((str(depth), "-text", token.value.strip()))
    return found


def as_browser(html: str) -> list[tuple[str, ...]]:
    """Return the same from a browser's parser."""
    found: list[tuple[str, ...]] = []

    def walk(node: object, depth: int) -> None:
        child = node.child
        while child is not None:
            if child.tag == "-text":
                if child.text(deep=False).strip() or (child.text_content or "").strip():
                    text = (child.text_content or "").strip()
                    if found and found[-1][1] == "-text" and found[-1][0] == str(depth):
                        found[-1] = (str(depth), "-text", found[-1][2] + text)
                    else:
                        found.append((str(depth), "-text", text))
            elif not child.tag.startswith(("-", "_", "!")):
                attributes = sorted((k, v or "") for k, v in child.attributes.items())
                found.append((str(depth), child.tag, *(f"{k}={v}" for k, v in attributes)))
                walk(child, depth + 1)
            child = child.next

    root = LexborHTMLParser(html).root
    found.append(("0", "html", *(f"{k}={v or ''}" for k, v in sorted(root.attributes.items()))))
    walk(root, 1)
    return found


TAGS = [
    "p", "div", "ul", "li", "a", "b", "span", "h2", "h3", "table", "tbody", "tr", "td", "dl", "dt", "dd", "button",
    "form", "select", "option", "svg", "path", "title", "textarea", "script", "style", "details", "summary", "em",
    "nav", "article", "label", "bdi", "section", "blockquote", "figure", "caption", "ol", "P", "iframe", "main",
]  # fmt: skip
TEXTS = ["0800", "word", "&amp;", "&nbsp;", "&shy;", "&#48;", "&copy", "&bogus;", "&", "<", ">", " ", "\n", "é"]
ODD = ["<br>", "<img alt='x'>", "<br/>", "<p/>", "<!--x-->", "<!-->", "<!--\t-->", "<!x>", "<?x>", "</>", "</p\tx>"]
ODD += ["<body>", "<html>", "<head>", "</body>", "<plaintext>", "<b>", "<p>", "<a>", "</div>", "<hr>", "</table>"]
INSIDE = ["", " class='a>b'", ' href="x\'y"', " href=x&amp;y", ' title="a&b=2"', " id=x id=y", "\nhidden", " A=1"]
OPEN_TAGS = st.tuples(st.sampled_from(TAGS), st.sampled_from(INSIDE))


def element(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Elements that are closed, with anything inside."""
    return st.builds(lambda tag, parts: f"<{tag[0]}{tag[1]}>{''.join(parts)}</{tag[0]}>", OPEN_TAGS, st.lists(inside))


WILD = st.lists(
    st.recursive(st.one_of(st.sampled_from(TEXTS), st.sampled_from(ODD)), element, max_leaves=12), max_size=5
).map("".join)
SOUND = st.lists(st.recursive(st.sampled_from(TEXTS[:6]), element, max_leaves=12), max_size=5).map("".join)


@settings(max_examples=1500, deadline=None)
@given(st.one_of(WILD, SOUND))
def test_wild_html_is_read_as_a_browser_does_or_refused(html: str) -> None:
    """No text that is read without a complaint means anything else to a browser."""
    page = FRAME.format(html)
    mine = as_read(page)
    if mine is not None:
        assert mine == as_browser(page), page


@settings(max_examples=600, deadline=None)
@given(st.lists(st.tuples(st.one_of(WILD, SOUND), st.sampled_from(["", " ", "\n"])), max_size=6))
@example([("\n<", "")])
def test_pieces_say_what_the_whole_says(parts: list[tuple[str, str]]) -> None:
    """Cutting a text changes none of its tokens and loses none of its characters."""
    html = FRAME.format("".join(part + gap for part, gap in parts))
    whole, problems = read(html)
    pieces = Pieces().cut(html, 0)
    assert "\n".join(piece.source for _, piece in pieces) == html
    if problems:
        assert any(piece.problems for _, piece in pieces)
        return

    def seen(offset: int, token: Token) -> tuple[str, str, int]:
        """Return a token with where it begins; a line break before a text may belong to it or stand between pieces."""
        start = offset + token.start
        return (token.kind, token.value.strip(), start + (token.kind == "text" and html[start] == "\n"))

    cut = [seen(offset, token) for offset, piece in pieces for token in piece.tokens if not is_space(token)]
    assert cut == [seen(0, token) for token in whole if not is_space(token)]


def is_space(token: Token) -> bool:
    return token.kind == "text" and token.value.isspace()


def test_the_real_pages_are_read_as_a_browser_does(built: Path) -> None:
    """Every page of the site is read without a complaint, and as a browser reads it."""
    pages = sorted(built.rglob("*.html"))
    assert len(pages) > 50
    for page in pages:
        # What a template holds is a document of its own for a browser, and a part of the page for us.
        html = re.sub(r"<(/?)template\b", r"<\1section", page.read_text("utf-8"))
        assert as_read(html) == as_browser(html), page


@pytest.mark.parametrize(
    "html",
    [
        "<p>x", "<p>x</b></p>", "<p><div></div></p>", "<a><a></a></a>", "<table><tr></tr></table>", "<ul>x<li></ul>",
        "<p a=1 a=2>x</p>", "<p/>x", "x &amp y", "<title>x", "<script>x", "<li><li></li></li>", "<h2><h3></h3></h2>",
        "<table>x</table>", "<p><b></p></b>", "<p class='x>y</p>", "<form><div><form></form></div></form>",
    ],
)  # fmt: skip
def test_what_a_browser_repairs_is_refused(html: str) -> None:
    """A text that needs repair is never read silently."""
    assert as_read(FRAME.format(html)) is None
