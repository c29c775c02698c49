"""Rules about the whole text: the article is what was composed, and the frame around it is the same on all pages."""

from collections import Counter
from collections.abc import Iterable, Iterator

from meldwijzer.addresses import HOME
from meldwijzer.findings import Finding

from .base import BuiltRule, ShownHtml, Spot, found, of_pages
from .compare import Mark, differences
from .page import Page
from .site import BuiltSite
from .tokens import Token, read


def _lines(html: str) -> list[str]:
    """Return the lines with something on them: empty ones mean nothing, and generators make them as they like."""
    return [line for line in html.split("\n") if line and not line.isspace()]


def article(built: BuiltSite, page: Page) -> Iterable[Spot]:
    """The article of a page is, tag by tag and word by word, what was composed for it."""
    if page.address is None:
        return
    if not page.has_article:
        yield Spot(0, "This page has no <article>, in which its text stands.")
        return
    wanted = built.site.page(page.address.language, page.address.id).article.html
    start, end = page.article
    html = page.text[start:end]
    if _lines(html) == _lines(wanted):
        return
    name = "what the page was made from"
    for difference in differences(_marks(read(html)[0], start), _marks(read(wanted)[0], 0), name):
        yield Spot(difference.offset, difference.message, "Build the site anew; if it stays, the generator changes it.")


def _marks(tokens: list[Token], offset: int) -> list[Mark]:
    return [Mark(key, offset + token.start) for token in tokens if (key := _key(token))]


def _key(token: Token) -> tuple[str, ...]:
    if token.kind == "open":
        return ("<", token.value, *(f'{name}="{value}"' for name, value in sorted(token.attributes.items())))
    if token.kind == "text" and (words := " ".join(token.value.split())):
        return ("text", words)
    return ()


def frame(built: BuiltSite) -> Iterator[Finding]:
    """Head, menu, emergency numbers and foot are the same on every page of a language, and lead to the same places."""
    for language in built.content.words:
        pages = [page for page in built.composed.values() if page.language == language and page.has_article]
        if len(pages) < 3:
            continue
        numbers: dict[object, int] = {}
        frames = [_frame(built, page, numbers) for page in pages]
        usual, _ = Counter(frames).most_common(1)[0]
        model = pages[frames.index(usual)]
        for page, own in zip(pages, frames, strict=True):
            if own != usual:
                yield from _unlike(built, page, model)


def _frame(built: BuiltSite, page: Page, numbers: dict[object, int]) -> tuple[tuple[int, ...], tuple[object, ...]]:
    """Return what stands in a page's frame and where it leads; the same marks always have the same number."""
    seen: list[int] = []
    ways: list[object] = []
    folder = page.folder
    for _, piece in (*page.before, *page.after):
        if (number := numbers.get(piece)) is None:
            marks = piece.framed
            number = numbers[piece] = numbers.setdefault(marks, len(numbers) + 1) if marks else 0
        if number:
            seen.append(number)
        ways += [built.way(folder, target)[:2] for target, _ in piece.framed_targets]
    return tuple(seen), tuple(ways)


def _unlike(built: BuiltSite, page: Page, model: Page) -> Iterator[Finding]:
    """Yield where the frame of a page differs from that of another."""
    name = "the other pages of this language"
    fix = "Build the site anew; if it stays, a template makes a difference here."
    told = False
    for difference in differences(_frame_marks(page), _frame_marks(model), "what the other pages have here"):
        told = True
        yield found(built, "built-frame", page.path, difference.offset, difference.message, fix)
    if told:
        return
    for (offset, target, way), (_, _, other) in zip(_targets(built, page), _targets(built, model), strict=False):
        if way != other:
            message = f'"{target}" leads elsewhere than on {name}.'
            yield found(built, "built-frame", page.path, offset, message, fix)
            return


def _frame_marks(page: Page) -> list[Mark]:
    around = (*page.before, *page.after)
    return [Mark(key, offset + start) for offset, piece in around for key, start in piece.framed_marks]


def _targets(built: BuiltSite, page: Page) -> list[tuple[int, str, tuple[str, str]]]:
    return [
        (offset + start, target, built.way(page.folder, target)[:2])
        for offset, piece in (*page.before, *page.after)
        for target, start in piece.framed_targets
    ]


def contents(built: BuiltSite, page: Page) -> Iterable[Spot]:
    """The table of contents leads to every part of its page, in their order, and calls each by its heading."""
    if page.address is None or not page.has_article:
        return
    titles = _titles(page)
    start, links = _contents(page)
    if start < 0:
        if len(titles) > _WITHOUT_CONTENTS and page.address.id != HOME:
            yield Spot(
                page.article[0], f"This page has {len(titles)} parts; the contents that lead to them are missing."
            )
        return
    for at, name, text in links:
        if titles.get(name, text) != text:
            yield Spot(at, f'The contents say "{text}", the heading "{titles[name]}".')
    named = [name for _, name, _ in links]
    missing = [title for name, title in titles.items() if name not in named]
    for title in missing:
        yield Spot(start, f'The contents leave out the part "{title}".')
    if not missing and named != list(titles):
        at = next(at for at, name in enumerate(named) if name not in list(titles)[at : at + 1])
        yield Spot(links[at][0], f'In the contents "{links[at][2]}" stands at another place than on the page.')


_WITHOUT_CONTENTS = 2
"""So many parts a page may have without a table of contents, as overrides/main.html has it."""


def _contents(page: Page) -> tuple[int, list[tuple[int, str, str]]]:
    """Return where the table of contents begins (-1 without one), and its links: where, to which id, their text."""
    for offset, piece in page.before:
        for nav in piece.marked if "mw-toc" in piece.source else ():
            if nav.name == "nav" and "mw-toc" in nav.get("class").split():
                return offset + nav.opening.start, [
                    (
                        offset + link.element.opening.start,
                        link.target.removeprefix("#"),
                        " ".join(piece.text(link.element).split()),
                    )
                    for link in piece.links
                    if nav.first <= link.element.first <= nav.last
                ]
    return -1, []


def _titles(page: Page) -> dict[str, str]:
    """Return the headings of a page's parts by their ids, in order."""
    return {
        heading.get("id"): " ".join(piece.text(heading).split())
        for _, piece in page.main
        for level, heading in piece.headings
        if level == 2 and heading.get("id")
    }


RULES = (
    BuiltRule(
        "built-words",
        "a paragraph or a digit lost between the text and the page is lost for every reader",
        of_pages("built-words", article),
        ShownHtml("fr/menace/index.html", "Ne payez pas, et parlez", "Payez, et parlez"),
    ),
    BuiltRule(
        "built-frame",
        "help has to stand in the same place on every page",
        frame,
        ShownHtml("en/law/index.html", 'class="mw-footer"', 'class="mw-footer" hidden'),
    ),
    BuiltRule(
        "built-contents",
        "readers choose by the contents what they read",
        of_pages("built-contents", contents),
        ShownHtml("en/law/index.html", '<li><a href="#eu">', '<li><a href="#nl">'),
    ),
)
