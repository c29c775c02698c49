"""Faults in built pages: what a generator, a plugin or somebody by hand could do to the HTML."""

# ruff: noqa: E501  # a fault is one line, however long

import itertools
import re
from collections.abc import Callable
from random import Random

from .base import Edit, Kind, Made, Project
from .changing import changed_digit, dropped_digit, host_changed, host_look_alike, other_letter, swapped_digits
from .literals import NOTATIONS

Change = Callable[[str, Random], str | None]
TEL_TEXT = r'<bdi dir="ltr"(?: class="[^"]*")?>([\d +-]+)</bdi>'
BODY = r"<p>[^<>\n]{40,}</p>"


def _some(pattern: str, change: Change, group: int = 1, limit: int = 4) -> Callable[[Project, Random], Made]:
    """Return what changes a few places of each page."""

    def make(project: Project, chance: Random) -> Made:
        compiled = re.compile(pattern)
        for path, text in project.pages():
            found = list(compiled.finditer(text))
            for match in chance.sample(found, min(limit, len(found))):
                if (new := change(match[group], chance)) is not None and new != match[group]:
                    yield Edit(path, match.start(group), match.end(group), new)

    return make


def _add(*made: str, at: str = "</article>") -> Callable[[Project, Random], Made]:
    """Return what puts one of these before a tag."""

    def make(project: Project, chance: Random) -> Made:
        for path, text in project.pages():
            if (spot := text.rfind(at)) >= 0:
                yield Edit(path, spot, spot, f"{chance.choice(made)}\n")

    return make


def _split(text: str, chance: Random) -> str:
    spots = [i for i in range(1, len(text)) if text[i - 1].isdigit() and text[i].isdigit()] or [1]
    spot = chance.choice(spots)
    mark = chance.choice(
        ['</bdi><b>9</b><bdi dir="ltr">', "<wbr>9", "&#57;", "\N{SOFT HYPHEN}9", "<span>9</span>", "<!-- -->9"]
    )
    return text[:spot] + mark + text[spot:]


def _look_alike(text: str, chance: Random) -> str | None:
    pairs = {"0": "O", "1": "l", "a": "а", "e": "е", "o": "о", "2": "２", "8": "８", "6": "б"}
    spots = [i for i, character in enumerate(text) if character in pairs]
    if not spots:
        return None
    spot = chance.choice(spots)
    return text[:spot] + pairs[text[spot]] + text[spot + 1 :]


def _dialled(project: Project, chance: Random) -> Made:
    for path, text in project.pages():
        known = sorted(set(re.findall(r'href="(tel:[^"]+)"', text)))
        found = list(re.finditer(r'href="(tel:[^"]+)"', text))
        for match in chance.sample(found, min(4, len(found))):
            others = [one for one in known if one != match[1]]
            if others:
                yield Edit(path, match.start(1), match.end(1), chance.choice(others))


def _shown(project: Project, chance: Random) -> Made:
    for path, text in project.pages():
        known = sorted(set(re.findall(TEL_TEXT, text)))
        found = list(re.finditer(TEL_TEXT, text))
        for match in chance.sample(found, min(4, len(found))):
            others = [one for one in known if one != match[1]]
            if others:
                yield Edit(path, match.start(1), match.end(1), chance.choice(others))


def _swapped(pattern: str) -> Callable[[Project, Random], Made]:
    """Return what swaps two elements that follow each other."""

    def make(project: Project, chance: Random) -> Made:
        for path, text in project.pages():
            found = list(re.finditer(pattern, text))
            pairs = [(one, two) for one, two in itertools.pairwise(found) if one[0] != two[0]]
            for one, two in chance.sample(pairs, min(2, len(pairs))):
                yield Edit(path, one.start(), two.end(), f"{two[0]}{text[one.end() : two.start()]}{one[0]}")

    return make


def _number_word(text: str, chance: Random) -> str:
    words = text.split(" ")
    spot = chance.randint(1, len(words))
    return " ".join([*words[:spot], chance.choice(NOTATIONS[:34]).replace("**", ""), *words[spot:]])


def _gone(text: str, chance: Random) -> str:
    return ""


def _word_changed(text: str, chance: Random) -> str:
    words = text.split(" ")
    spot = chance.randrange(len(words))
    return " ".join([*words[:spot], *words[spot + 1 :]]) if chance.random() < 0.5 else " ".join([*words, words[spot]])


def _language(text: str, chance: Random) -> str:
    return chance.choice([tag for tag in ("nl", "fr", "en", "de") if tag != text])


def _other_page(project: Project, chance: Random) -> Made:
    """A link that leads to another page of the site, or to the same in another language."""
    for path, text in project.pages():
        known = sorted(set(re.findall(r'<a (?:class="[^"]*" )?href="(\.[^"#]*)"', text)))
        found = list(re.finditer(r'<a (?:class="[^"]*" )?href="(\.[^"#]*)(?:#[^"]*)?"', text))
        for match in chance.sample(found, min(4, len(found))):
            others = [one for one in known if one != match[1]]
            if others:
                yield Edit(path, match.start(1), match.end(1), chance.choice(others))


def _truncated(project: Project, chance: Random) -> Made:
    for path, text in project.pages():
        yield Edit(path, chance.randrange(len(text) // 3, len(text) - 20), len(text), "")


def _encoding(project: Project, chance: Random) -> Made:
    for path, text in project.pages():
        if re.search(r"[à-ÿ]", text):
            yield Edit(path, 0, -1, text.encode("cp1252", errors="replace"))
        yield Edit(path, 0, -1, text.encode("utf-16"))


def _missing(project: Project, chance: Random) -> Made:
    for path, _ in project.pages():
        yield Edit(path, 0, -1, None)


def _stale(project: Project, chance: Random) -> Made:
    """Another page's whole HTML in the place of this one's."""
    pages = [(path, text) for path, text in project.pages() if path.count("/") > 2]
    for path, _text in pages:
        other = chance.choice([one for name, one in pages if name != path])
        yield Edit(path, 0, -1, other)


_HIDE = (" hidden", ' style="display:none"', ' aria-hidden="true"', " inert")


def _hidden(project: Project, chance: Random) -> Made:
    for path, text in project.pages():
        found = list(
            re.finditer(r'<(?:a class="mw-tel"|nav class="mw-emergency"|aside class="mw-banner"|p|ul)()(?=[ >])', text)
        )
        for match in chance.sample(found, min(3, len(found))):
            yield Edit(path, match.end(), match.end(), chance.choice(_HIDE))


_ATTR = r' (?:aria-label|alt|title|placeholder)="([^"]{3,})"'
_G = "pages"
KINDS = (
    Kind("page: a digit of a number's text changed", _G, _some(TEL_TEXT, changed_digit)),
    Kind("page: a digit of a number's text dropped", _G, _some(TEL_TEXT, dropped_digit)),
    Kind("page: two digits of a number's text swapped", _G, _some(TEL_TEXT, swapped_digits)),
    Kind("page: a digit of a tel: changed", _G, _some(r'href="tel:([^"]+)"', changed_digit)),
    Kind("page: a digit of a tel: dropped or swapped", _G, _some(r'href="tel:([^"]+)"', lambda t, c: swapped_digits(t, c) or dropped_digit(t, c))),
    Kind("page: the tel: of another number", _G, _dialled),
    Kind("page: the text of another number", _G, _shown),
    Kind("page: tel: written in another way", _G, _some(r'href="(tel:[^"]+)"', lambda t, c: c.choice(["sms:" + t[4:], "callto:" + t[4:], t.replace("tel:", "tel: "), t.replace("tel:", "tel://"), "#", t + ",1", t + ";ext=1"]))),
    Kind("page: a digit added by tags or hidden characters", _G, _some(TEL_TEXT, _split)),
    Kind("page: look-alike characters", _G, _some(r"(?:<bdi dir=\"ltr\"[^>]*>|>)([\d -]{3,}|[a-z-]+\.(?:be|nl))<", _look_alike)),
    Kind("page: a number in a sentence", _G, _some(r">([^<>\n]{40,})<", _number_word)),
    Kind("page: a number in an attribute", _G, _some(_ATTR, lambda t, c: f"{t} {c.choice(NOTATIONS[:20])}".replace("**", ""))),
    Kind("page: words of an attribute changed", _G, _some(_ATTR, other_letter)),
    Kind("page: a figure in a sentence changed", _G, _some(r">([^<>\n]*\d[^<>\n]*)<", changed_digit)),
    Kind("page: an account's digits changed", _G, _some(r'mw-iban">([^<]+)<', lambda t, c: swapped_digits(t, c) or changed_digit(t, c))),
    Kind("page: a letter of an outside host changed", _G, _some(r'<a [^>]*href="(https://[^"]+)"', host_changed)),
    Kind("page: a look-alike outside host", _G, _some(r'<a [^>]*href="(https://[^"]+)"', host_look_alike)),
    Kind("page: an outside link made unsafe", _G, _some(r'<a [^>]*href="(https)://', lambda t, c: c.choice(["http", "javascript", "data", "ftp", "HTTPS"]))),
    Kind("page: the words of an outside link changed", _G, _some(r'<a [^>]*href="https://[^>]*>([^<>]{4,})<', other_letter)),
    Kind("page: a word lost or written twice", _G, _some(r">([^<>\n]{40,})<", _word_changed)),
    Kind("page: a paragraph lost", _G, _some(BODY, _gone, 0)),
    Kind("page: two paragraphs swapped", _G, _swapped(BODY)),
    Kind("page: two items of a list swapped", _G, _swapped(r"<li>(?:(?!</?li).)*</li>")),
    Kind("page: a link lost, its words kept", _G, _some(r"<a [^>]*>((?:(?!</a>).)*)</a>", _gone, 0)),
    Kind("page: an element lost", _G, _some(r"<(li|dt|dd|h2|h3|summary|th|td)(?: [^>]*)?>(?:(?!</?\1\b).)*</\1>", _gone, 0), whole=True),
    Kind("page: an id renamed", _G, _some(r' id="([a-z][^"]*)"', other_letter)),
    Kind("page: an id lost", _G, _some(r' id="[a-z][^"]*"', _gone, 0)),
    Kind("page: an anchor that leads nowhere", _G, _some(r'href="[^":]*#([^"]+)"', other_letter)),
    Kind("page: a link to another page", _G, _other_page),
    Kind("page: a link that leads nowhere", _G, _some(r'<a [^>]*href="(?:\.\./)+([a-z][^"#]+)"', other_letter)),
    Kind("page: canonical or another language's address", _G, _some(r'<link rel="(?:canonical|alternate)"[^>]* href="([^"]+)"', other_letter)),
    Kind("page: hreflang of another language", _G, _some(r'hreflang="([a-z]{2})"', _language)),
    Kind("page: canonical, hreflang or robots lost", _G, _some(r'<(?:link rel="(?:canonical|alternate)"|meta name="(?:robots|description)"|meta property="og:url")[^>]*>\n?', _gone, 0), whole=True),
    Kind("page: lang changed or lost", _G, _some(r'<html lang="(..)"', _language)),
    Kind("page: lang of a part lost", _G, _some(r'<(?!html)\w+ [^>]*( lang="..")', _gone)),
    Kind("page: title changed", _G, _some(r"<title>([^<]+)</title>", other_letter)),
    Kind("page: description changed", _G, _some(r'<meta (?:name|property)="(?:og:)?(?:description|title)" content="([^"]+)"', other_letter)),
    Kind("page: robots let in", _G, _some(r'<meta name="robots" content="(noindex)">', lambda t, c: c.choice(["index", "all", "noindeks"]))),
    Kind("page: the example's banner lost or changed", _G, _some(r'<aside class="mw-banner"[\s\S]*?</aside>', lambda t, c: "" if c.random() < 0.6 else re.sub(r"<strong>.*?</strong>", "", t), 0), whole=True),
    Kind("page: emergency numbers lost", _G, _some(r'<nav class="mw-emergency"[\s\S]*?</nav>', _gone, 0), whole=True),
    Kind("page: one emergency number lost", _G, _some(r'<li(?: [^>]*)?><a href="tel:[^"]+"><span>[^<]*</span> <bdi dir="ltr">[^<]*</bdi></a></li>', _gone, 0), whole=True),
    Kind("page: something fetched from elsewhere", _G, _add('<img alt="" src="https://example.org/x.png">', '<script src="https://example.org/x.js"></script>', '<iframe src="https://example.org/"></iframe>', '<link rel="stylesheet" href="//example.org/x.css">', '<video src="https://example.org/x.mp4"></video>', '<div style="background:url(https://example.org/x.png)"></div>', '<object data="https://example.org/x"></object>', '<script>fetch("https://example.org/")</script>', '<img alt="" srcset="https://example.org/x.png 2x" src="../../assets/mark.svg">', '<style>@import "https://example.org/x.css";</style>')),
    Kind("page: a link that nobody registered", _G, _add('<p><a href="https://example.org/">Hulp</a></p>', '<p><a href="mailto:x@example.org">Mail</a></p>', '<p><a href="tel:+3225551234">Bel</a></p>', '<p><a href="https://childfocus.be.example.org/">childfocus.be</a></p>', '<p><a href="https://childfocus.be@example.org/">childfocus.be</a></p>')),
    Kind("page: a form, a redirection, a script in a tag", _G, _add('<form action="https://example.org/post" method="post"><input name="x"></form>', '<form action="/post"><input type="file"></form>', '<p onclick="alert(1)">Hallo</p>', '<button formaction="https://example.org/">x</button>', '<meta http-equiv="refresh" content="0; url=https://example.org/">')),
    Kind("page: meta refresh or base in the head", _G, _add('<meta http-equiv="refresh" content="0; url=https://example.org/">', '<base href="https://example.org/">', '<meta http-equiv="refresh" content="5; url=../">', '<meta name="robots" content="index">', '<link rel="canonical" href="https://example.org/">', "<script>location='https://example.org/'</script>", at="</head>")),
    Kind("page: words added", _G, _add("<p>Bel ons dag en nacht, gratis.</p>", "<p>0800 05 05</p>", "<p>Nul achthonderd</p>", "<p>Dit is nieuw.</p>", "<table><tr><td>08</td><td>00</td><td>2000</td></tr></table>", "<p>child<b>focus</b>.org</p>")),
    Kind("page: a number hidden from some readers", _G, _hidden),
    Kind("page: an end tag lost", _G, _some(r"</(?:div|p|ul|section|a|span|nav|details|dl|li|h2|h3)>", _gone, 0)),
    Kind("page: an attribute's quotation mark lost", _G, _some(r'<a [^>]*href="[^"]*(")', _gone)),
    Kind("page: cut off", _G, _truncated, whole=True),
    Kind("page: in another encoding", _G, _encoding),
    Kind("page: missing", _G, _missing, elsewhere=("site/",)),
    Kind("page: another page in its place", _G, _stale),
)  # fmt: skip
