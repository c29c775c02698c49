"""Faults in what is built beside pages: search indexes, sitemap, robots.txt, style sheets, drawings, stray files."""

# ruff: noqa: E501  # a fault is one line, however long

import json
import re
from random import Random

from .base import Edit, Kind, Made, Project, each
from .changing import changed_digit, other_letter

INDEX = r"site/../search/search_index\.json"


def _index_words(project: Project, chance: Random) -> Made:
    for path, text in project.under(INDEX):
        found = list(re.finditer(r'"(?:title|text)":"((?:[^"\\]|\\.){12,})"', text))
        for match in chance.sample(found, 30):
            new = (
                changed_digit(match[1], chance)
                if re.search(r"\d", match[1]) and chance.random() < 0.6
                else other_letter(match[1], chance)
            )
            if re.search(r"\\", match[1]) is None and "<" not in new[:3]:
                yield Edit(path, match.start(1), match.end(1), new)


def _index_entries(project: Project, chance: Random) -> Made:
    for path, text in project.under(INDEX):
        value = json.loads(text)
        docs = value["docs"]
        for number in chance.sample(range(len(docs)), 8):
            kept = {**value, "docs": docs[:number] + docs[number + 1 :]}
            yield Edit(path, 0, -1, json.dumps(kept, ensure_ascii=False, separators=(",", ":")))
        for number in chance.sample(range(len(docs)), 8):
            lost = {**docs[number], "location": other_letter(docs[number]["location"] or "x/", chance)}
            kept = {**value, "docs": [*docs[:number], lost, *docs[number + 1 :]]}
            yield Edit(path, 0, -1, json.dumps(kept, ensure_ascii=False, separators=(",", ":")))
        for tag in ("0800 05 05", "+32 2 475 44 11", "116 000"):
            more = {**docs[1], "tags": [*docs[1].get("tags", []), tag]}
            kept = {**value, "docs": [docs[0], more, *docs[2:]]}
            yield Edit(path, 0, -1, json.dumps(kept, ensure_ascii=False, separators=(",", ":")))


def _index_broken(project: Project, chance: Random) -> Made:
    for path, text in project.under(INDEX):
        yield Edit(path, 0, -1, text[: len(text) // 2])
        yield Edit(path, 0, -1, '{"docs": []}')
        yield Edit(path, 0, -1, None)
        yield Edit(
            path,
            0,
            -1,
            project.texts[path.replace("/nl/", "/fr/") if "/nl/" in path else "site/nl/search/search_index.json"],
        )


def _sitemap(project: Project, chance: Random) -> Made:
    files = project.under(r"site/sitemap\.xml")
    yield from each(files, r"<loc>([^<]+)</loc>", lambda match: other_letter(match[1], chance), 1)
    yield from each(files, r'hreflang="(nl|fr|en)"', lambda match: "de", 1)
    yield from each(files, r'href="(https[^"]+)"', lambda match: other_letter(match[1], chance), 1)
    yield from each(files, r"<url>[\s\S]*?</url>", lambda match: "")
    yield from each(files, r"^ *<xhtml:link .*\n", lambda match: "")


def _robots(project: Project, chance: Random) -> Made:
    text = project.texts["site/robots.txt"]
    for new in (text.replace("Disallow: /", "Disallow:"), text.replace("sitemap.xml", "sitemap.html"), "", text.replace("Disallow: /", "Allow: /"),
                text.replace("Disallow: /", "Disallow: /nl/"), text.replace("User-agent: *", "User-agent: nobody"), text + "Allow: /fr/\n",
                text.replace("https://meldwijzer.example", "https://example.org")):  # fmt: skip
        yield Edit("site/robots.txt", 0, -1, new)
    yield Edit("site/robots.txt", 0, -1, None)


def _styles(project: Project, chance: Random) -> Made:
    bad = ("\n.x{background:url(https://example.org/x.png)}", '\n@import "https://example.org/x.css";', '\n.x::after{content:"0800 05 05"}',
           "\n.x{background:url(missing.png)}", "\n.mw-emergency{display:none}", "\n.mw-banner{visibility:hidden}", '\n.x::before{content:"Bel ons"}',
           '\n.x::after{content:"\\30 800 2000"}', "\n.mw-tel{font-size:0}", "\n.mw-banner { opacity: 0 }")  # fmt: skip
    for path, text in project.under(r"site/.*\.css"):
        yield from (Edit(path, len(text), len(text), one) for one in bad)


def _drawings(project: Project, chance: Random) -> Made:
    bad = ('<text x="0" y="9">0800 05 05</text>', '<image href="https://example.org/x.png"/>', "<script>1</script>", '<a href="https://example.org/"><text>x</text></a>',
           "<title>Bel 0800 05 05</title>", "<desc>02 475 44 99</desc>", '<text><tspan>08</tspan><tspan>00 2000</tspan></text>')  # fmt: skip
    for path, text in project.under(r"site/.*\.svg"):
        spot = text.rfind("</svg>")
        yield from (Edit(path, spot, spot, one) for one in bad)


def _strays(project: Project, chance: Random) -> Made:
    page = next(text for path, text in project.pages() if path == "site/nl/melden/index.html")
    made = {
        "site/nl/oud/index.html": page, "site/nl/melden/oud.html": page, "site/numbers.txt": "Bel 0800 05 05\n", "site/data.json": '{"tel": "+32 2 475 44 10"}',
        "site/kaart.vcf": "BEGIN:VCARD\nVERSION:4.0\nFN:Child Focus\nTEL:+3224754410\nEND:VCARD\n", "site/folder.pdf": "%PDF-1.4 x", "site/numbers.docx": "x",
        "site/leaflet.csv": "Child Focus,116001\n", "site/feed.xml": "<a>0800 05 05</a>", "site/assets/x.svg": '<svg xmlns="http://www.w3.org/2000/svg"><text>116 001</text></svg>',
        "site/x.js": 'document.title="0800 05 05";fetch("https://example.org/")', "site/hours.ics": "BEGIN:VCALENDAR\nSUMMARY:Bel 0800 05 05\nEND:VCALENDAR\n",
        "site/nl/index.htm": page, "site/.well-known/x.html": page, "site/x": "0800 05 05", "site/data.jsonld": '{"@type": "Organization", "telephone": "+32 2 475 44 10"}',
        "site/manifest.webmanifest": '{"name": "0800 05 05"}',
    }  # fmt: skip
    for path, text in made.items():
        yield Edit(path, 0, -1, text)


def _scripts(project: Project, chance: Random) -> Made:
    bad = ('\nfetch("https://example.org/");', '\ndocument.body.textContent = "0800 05 05";', '\nlocation.href = "https://example.org/";', '\ndocument.cookie = "a=b";',
           '\nlocation = "tel:080005" + "05";')  # fmt: skip
    for path, text in project.under(r"site/assets/(?:scripts/.*|meldwijzer\..*)\.js"):
        yield from (Edit(path, len(text), len(text), one) for one in bad)
        yield Edit(path, 0, -1, None)


def _assets_gone(project: Project, chance: Random) -> Made:
    later = (path for path, _ in project.under(r"site/assets/later\..*\.css"))
    for path in (
        *later,
        "site/assets/mark.svg",
        "site/sitemap.xml",
        "site/404.html",
        "site/index.html",
        "site/fr/404.html",
    ):
        if path in project.texts:
            yield Edit(path, 0, -1, None)


_G = "built files"
KINDS = (
    Kind("search index: words changed", _G, _index_words, whole=True),
    Kind("search index: an entry lost, moved or a number added", _G, _index_entries),
    Kind("search index: broken", _G, _index_broken),
    Kind("sitemap: an address or language wrong or lost", _G, _sitemap, whole=True),
    Kind("robots.txt: changed", _G, _robots),
    Kind("style sheet: addresses, words, hidden numbers", _G, _styles),
    Kind("drawing: words, numbers, addresses", _G, _drawings),
    Kind("script: addresses, numbers", _G, _scripts, elsewhere=("site/",)),
    Kind("file: stray", _G, _strays),
    Kind("file: gone", _G, _assets_gone, elsewhere=("site/",)),
)  # fmt: skip
