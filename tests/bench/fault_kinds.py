"""The kinds of fault that are planted in built pages, each a small edit. How many and where is for the faults.

Each function edits one page (or a file that belongs to the whole site) and returns by what a report about it is
known; nothing returned means the page and the token. ``KINDS`` is the list, with one line about each.
"""

from collections.abc import Callable
from dataclasses import dataclass

from .built_folder import ADDRESS, Spot


@dataclass(frozen=True)
class Traces:
    """By what a report about a fault is known."""

    files: tuple[str, ...] = ()
    """Where it may stand; empty: in the page."""
    words: tuple[str, ...] = ()
    """What the reported address has in it, if not the token."""


Plant = Callable[[Spot], Traces | None]

_INSIDE = r'(<article.*?<a class="mw-ref" href=")(?:\.\./)+[^"]*'
"""The first link of the article to another page."""
_PHONE = r'(<article.*?<a class="mw-tel" href=")(tel:\d+)("><bdi dir="ltr">)([^<]*)'
"""The first number of the article."""
_GUIDE_LINK = r'(<article.*?<a class="mw-ref" href="\.\./)(bench-\d+)(/#)([a-z]+)'
"""The article's link to a part of another guide."""


@dataclass(frozen=True)
class Kind:
    """A kind of fault."""

    name: str
    what: str
    plant: Plant


def _link_to(target: str) -> Plant:
    """Point the article's first link elsewhere; ``{token}``, ``{up}``, ``{name}`` are filled in."""

    def plant(spot: Spot) -> None:
        spot.change(_INSIDE, lambda m: f"{m[1]}{_filled(target, spot)}")

    return plant


def _added(html: str) -> Plant:
    return lambda spot: spot.add(_filled(html, spot))


def _in_head(html: str) -> Plant:
    return lambda spot: spot.add_to_head(_filled(html, spot))


def _filled(text: str, spot: Spot) -> str:
    values = {"token": spot.token, "up": spot.up, "name": spot.name, "language": spot.language, "other": spot.other}
    for key, value in values.items():
        text = text.replace(f"{{{key}}}", value)
    return text


def _changed(pattern: str, new: str) -> Plant:
    """Change a pattern; ``\\1`` and the like are its groups."""
    return lambda spot: spot.change(pattern, lambda m: m.expand(_filled(new, spot)))


def _anchor_elsewhere(spot: Spot) -> None:
    spot.change(_GUIDE_LINK, lambda m: f"{m[1]}{m[2]}{m[3]}{spot.token}")


def _guide_link(change: Callable[[str, str], tuple[str, str]]) -> Plant:
    """Change the link to a part of another guide: its folder and the part's id."""

    def plant(spot: Spot) -> Traces:
        changed: list[str] = []

        def replaced(match) -> str:
            guide, part = change(match[2], match[4])
            changed.append(f"{guide}{match[3]}{part}" if part != match[4] else guide)
            return f"{match[1]}{guide}{match[3]}{part}"

        spot.change(_GUIDE_LINK, replaced)
        return Traces(words=tuple(changed))

    return plant


def _folder_without_index(spot: Spot) -> None:
    spot.write("nothing\n", f"{spot.language}/{spot.token}/read-me.txt")
    spot.change(_INSIDE, lambda m: f"{m[1]}{spot.up}{spot.language}/{spot.token}/")


def _style_sheet_file(spot: Spot) -> Traces:
    sheet = spot.one("assets/later.*.css")
    spot.write(f'{spot.read(sheet)}\n.{spot.token} {{ background: url("{spot.token}.png"); }}\n', sheet)
    return Traces((sheet,))


def _redirect(spot: Spot) -> Traces:
    page = f"{spot.language}/old-{spot.token}/index.html"
    target = f"../{spot.token}/"
    html = (
        f'<!doctype html>\n<html lang="{spot.language}"><head><meta charset="utf-8"><title>{spot.token}</title>'
        f'<meta http-equiv="refresh" content="0; url={target}"></head>'
        f'<body><p><a href="{target}">{spot.token}</a></p></body></html>\n'
    )
    spot.write(html, page)
    return Traces((page,))


def _page_gone(spot: Spot) -> Traces:
    (spot.folder / spot.page).unlink()
    return Traces(words=(spot.name,))


def _part_renamed(spot: Spot) -> Traces:
    spot.change(r'<h2 id="(\w+)">', lambda m: f'<h2 id="{m[1]}-{spot.token}">')
    return Traces(words=(spot.name, spot.token))


def _sitemap_lacks(spot: Spot) -> Traces:
    address = f"{ADDRESS}{spot.page.removesuffix('index.html')}"
    spot.change(rf"  <url>\s*<loc>{address}</loc>.*?</url>\n", "", "sitemap.xml")
    return Traces((spot.page, "sitemap.xml"), (address,))


def _sitemap_dead(spot: Spot) -> Traces:
    entry = f"  <url>\n    <loc>{ADDRESS}{spot.language}/{spot.token}/</loc>\n  </url>\n"
    spot.change(r"(?=</urlset>)", lambda _: entry, "sitemap.xml")
    return Traces(("sitemap.xml",))


def _search_dead(spot: Spot) -> Traces:
    index = f"{spot.language}/search/search_index.json"
    own = "/".join(spot.page.split("/")[1:-1])
    spot.change(rf'"location":"{own}/"', lambda _: f'"location":"{own}-{spot.token}/"', index)
    return Traces((index, spot.page))


def _digit(spot: Spot, group: int) -> None:
    """Change the last digit of the number that is dialled (2) or shown (4)."""

    def slipped(match) -> str:
        parts = ["", *match.groups()]
        last = int(parts[group][-1])
        parts[group] = f"{parts[group][:-1]}{(last + 1) % 10}"
        return "".join(parts[1:])

    spot.change(_PHONE, slipped)


def _other_number(spot: Spot) -> None:
    spot.change(_PHONE, lambda m: f"{m[1]}{'tel:101' if m[2] != 'tel:101' else 'tel:112'}{m[3]}{m[4]}")


KINDS: tuple[Kind, ...] = (
    Kind("link", "a link to a page that does not exist", _link_to("../{token}/")),
    Kind("anchor-here", "a link to a missing part of the same page", _link_to("#{token}")),
    Kind("anchor-there", "a link to a missing part of another page", _anchor_elsewhere),
    Kind("anchor-case", "a link to a part, in capitals", _guide_link(lambda guide, part: (guide, part.upper()))),
    Kind("part-renamed", "a heading's id renamed; other pages link to it", _part_renamed),
    Kind("page-gone", "a page deleted; other pages link to it", _page_gone),
    Kind(
        "case", "a link in capitals to a page in small letters",
        _guide_link(lambda guide, part: (guide.upper(), part)),
    ),
    Kind(
        "encoded-twice", "a link whose address was encoded twice",
        _guide_link(lambda guide, part: (guide.replace("-", "%252D"), part)),
    ),
    Kind("no-index", "a link to a folder without a page of its own", _folder_without_index),
    Kind("empty", "a link with nothing in its href", _link_to("")),
    Kind("file", "a link to a document that does not exist", _added('<a href="{token}.pdf">Document</a>')),
    Kind("image", "an image that does not exist", _added('<img src="{token}.png" alt="">')),
    Kind(
        "srcset", "a further size of an image that does not exist",
        _added('<img src="{up}assets/mark.svg" srcset="{up}assets/mark.svg 1x, {token}.svg 2x" alt="">'),
    ),
    Kind(
        "source", "a further format of an image that does not exist",
        _added('<picture><source srcset="{token}.webp"><img src="{up}assets/mark.svg" alt=""></picture>'),
    ),
    Kind("style-sheet", "a style sheet that does not exist", _changed(r"assets/meldwijzer\.css", "assets/{token}.css")),
    Kind("script", "a script that does not exist", _changed(r"assets/meldwijzer\.js", "assets/{token}.js")),
    Kind("icon", "an icon that does not exist", _changed(r'(rel="icon" href="[./]*assets/)mark', r"\1{token}")),
    Kind("frame", "a frame whose page does not exist", _added('<iframe src="{token}.html" title="x"></iframe>')),
    Kind("object", "an object whose file does not exist", _added('<object data="{token}.svg"></object>')),
    Kind("video", "a video whose file does not exist", _added('<video src="{token}.mp4"></video>')),
    Kind("poster", "a video whose picture does not exist", _added('<video poster="{token}.jpg"></video>')),
    Kind("form", "a form sent to a page that does not exist", _added('<form action="{token}/"></form>')),
    Kind("cite", "a quotation whose source does not exist", _added('<q cite="{token}/">Zo.</q>')),
    Kind("css-file", "url() in a style sheet, to a missing file", _style_sheet_file),
    Kind("css-page", "url() in a <style>, to a missing file", _in_head("<style>p{cursor:url({token}.png)}</style>")),
    Kind("css-inline", "url() in a style attribute", _added('<span style="background:url({token}.png)">x</span>')),
    Kind("css-import", "@import of a missing style sheet", _in_head('<style>@import "{token}.css";</style>')),
    Kind("refresh", "a page moves on to nowhere", _in_head('<meta http-equiv="refresh" content="9;url={token}/">')),
    Kind("redirect", "an old address's page that leads nowhere", _redirect),
    Kind(
        "preview-image", "the picture for previews does not exist",
        _changed(r'(property="og:image" content="[^"]*assets/)social', r"\1{token}"),
    ),
    Kind(
        "json-ld", "an address in JSON-LD that does not exist",
        _in_head(
            f'<script type="application/ld+json">{{"@context": "https://schema.org", "@type": "WebPage", '
            f'"url": "{ADDRESS}{{token}}/"}}</script>'
        ),
    ),
    Kind(
        "canonical-dead", "the canonical address does not exist",
        _changed(r'(rel="canonical" href="[^"]*)bench-', r"\1{token}-"),
    ),
    Kind(
        "canonical-other", "the canonical address is another page's",
        _changed(r'rel="canonical" href="[^"]*"', f'rel="canonical" href="{ADDRESS}{{language}}/"')),
    Kind(
        "language-dead", "hreflang to a page that does not exist",
        _changed(r'(hreflang="fr" href="[^"]*)bench-', r"\1{token}-"),
    ),
    Kind(
        "language-other", "hreflang to another page than this one's counterpart",
        _changed(r'(rel="alternate" hreflang="fr" href=")[^"]*', f"\\1{ADDRESS}fr/")),
    Kind("sitemap-lacks", "a page that the sitemap lacks", _sitemap_lacks),
    Kind("sitemap-dead", "an address in the sitemap that does not exist", _sitemap_dead),
    Kind("search-dead", "an address in the search index that does not exist", _search_dead),
    Kind("mail-wrong", "a mailto: that is no address", _added('<a href="mailto:{token}@@example,org">E-mail</a>')),
    Kind("mail-unknown", "a mailto: that is not registered", _added('<a href="mailto:{token}@example.org">E-mail</a>')),
    Kind("tel-slip", "a tel: with another last digit than the number shown", lambda s: _digit(s, 2)),
    Kind("shown-slip", "a number shown with another last digit than its tel:", lambda s: _digit(s, 4)),
    Kind("tel-other", "a tel: of another registered number than is shown", _other_number),
    Kind("tel-empty", "a tel: with no number", _added('<a href="tel:">Telefoon</a>')),
    Kind(
        "tel-none", "a registered number shown without a link",
        _changed(r'(<article.*?)<a class="mw-tel" href="tel:\d+"><bdi dir="ltr">([^<]*)</bdi></a>', r"\1\2")),
    Kind("outside", "a link to a site that is not registered", _added('<a href="https://example.org/{token}">x</a>')),
    Kind(
        "outside-slip", "a registered host with one letter changed",
        _added('<a href="https://www.meldpvnt-kinderporno.nl/{token}">x</a>'),
    ),
    Kind(
        "outside-text", "a link that shows another host than it leads to",
        _changed(r'(<article.*?<a class="mw-ref mw-ref--link" href="https://[^>]*>)[^<]*', r"\1child-focus.be")),
    Kind("local", "a link to the editor's own computer", _added('<a href="http://localhost:8000/{token}/">x</a>')),
    Kind("script-link", "a javascript: link", _added('<a href="javascript:history.back()">x</a>')),
    Kind("scheme", "a misspelt scheme", _added('<a href="htps://example.org/{token}">x</a>')),
    Kind("language-left", "a link to another language, unmarked", _link_to("{up}fr/")),
    Kind("id-twice", "the same id twice", _added('<span id="first">x</span>')),
)  # fmt: skip
