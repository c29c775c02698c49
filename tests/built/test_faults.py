"""Faults in built files, one at a time: each is found in its file, on its line; what changes nothing is let pass."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from meldwijzer.build import Site
from meldwijzer.outputs import redirects, static_hosts

from .conftest import Folder

HELP, LAW, HOME, THREAT = "fr/aide/index.html", "en/law/index.html", "nl/index.html", "fr/menace/index.html"
REPORT, SEARCH = "nl/melden/index.html", "fr/search/search_index.json"
ORIGIN = "https://meldwijzer.example"
END = "</article>"
FAULTS = [
    # what is dialled and what is seen
    (REPORT, 'href="tel:116000"', 'href="tel:116001"', "differs from child-focus.helpline in one digit"),
    (HELP, 'href="tel:080032123"', 'href="tel:102"', 'but readers see "0800 32 123"'),
    ("en/help/index.html", ">0800-2000<", ">0800-2001<", 'tel:08002000 is dialled, but readers see "'),
    (HELP, 'href="tel:+3224754499"', 'href="tel:+32 2 475 44 99"', "not in the form that dials it"),
    (HELP, 'href="tel:103"', 'href="tel:"', "tel: is no number"),
    (HELP, 'href="tel:103"', 'href="tel:103" aria-label="102"', 'aria-label says "102"'),
    (HELP, 'href="tel:103"', 'href="TEL:103"', "TEL:103"),
    (HELP, 'href="tel:103"', 'href="sms:103"', '"sms:103" is no address'),
    (HELP, END, '<p><a href="https://wa.me/32475441100">WhatsApp</a></p>' + END, "is not registered"),
    (HELP, END, '<p><bdi class="mw-tel">0800 12 345</bdi></p>' + END, "without ringing"),
    # numbers where nothing dials them
    (HELP, END, "<p>Appelez le 116 000.</p>" + END, "stands outside a contact element"),
    (HELP, END, "<p>Appelez le 0800 <b>95</b> 5 95</p>" + END, '"0800 95 5 95"'),
    (HELP, END, "<p>+32 2 475 44 98</p>" + END, "differs from child-focus.abroad in one digit"),
    (HELP, END, "<p>+32&nbsp;2&shy; 475 44&#32;99</p>" + END, "stands outside a contact element"),
    (HELP, END, "<p>＋３２ ２ ４７５ ４４ ９９</p>" + END, "stands outside a contact element"),
    (HELP, END, "<p>٠٨٠٠ ٣٢ ١٢٣</p>" + END, "stands outside a contact element"),
    (HELP, END, "<table><tbody><tr><td>0800</td><td>32 123</td></tr></tbody></table>" + END, "outside a contact"),
    (HELP, END, "\n<p>0800</p>\n<p>32 123</p>\n" + END, "outside a contact"),
    (HELP, "<h1", '<h1 title="0800 32 123"', "In title:"),
    (HELP, 'name="description" content="', 'name="description" content="+32 2 475 44 99 ', "In content:"),
    # links
    ("en/index.html", 'href="report/"', 'href="repot/"', '"repot/" does not exist'),
    ("en/index.html", 'href="report/"', 'href="report"', "without a slash at its end"),
    ("en/index.html", 'href="report/"', 'href="report//"', "two slashes in a row"),
    ("en/index.html", 'href="report/"', 'href="../../report/"', "above the root"),
    ("en/index.html", 'href="report/"', 'href="/en/report/"', "begins at the root"),
    ("en/index.html", 'href="report/"', 'href="re%port/"', "followed by no character's number"),
    ("en/index.html", 'href="report/"', 'href="report/index.html"', "names the file instead of its folder"),
    ("en/index.html", 'href="report/"', 'href=""', "points nowhere"),
    ("en/index.html", 'href="report/"', 'href="//report/"', "does not say whether it is https"),
    ("en/index.html", 'href="report/"', 'href="javascript:x()"', "is no address that this site may use"),
    ("en/index.html", 'href="report/"', 'href="../nl/melden/"', "does not say so"),
    ("en/index.html", 'href="report/"', 'href="../nl/melden/" hreflang="fr"', 'is marked as "fr"'),
    ("en/index.html", "assets/mark.svg", "assets/Mark.svg", "does not exist, but assets/mark.svg does"),
    ("en/questions/index.html", 'href="#what-is-it"', 'href="#what-was-it"', 'has the id "what-was-it"'),
    ("nl/index.html", "https://meldpunt-kinderporno.nl/", "http://meldpunt-kinderporno.nl/", "is not registered"),
    (HOME, END, '<img alt="" srcset="../assets/no.png 2x">' + END, "../assets/no.png"),
    (HOME, END, '<p><a href="mailto:x@elsewhere.example">x</a></p>' + END, "x@elsewhere.example is not"),
    # words
    (THREAT, "<strong>Ne payez pas.</strong>", "", "is missing here"),
    (THREAT, "Ne répondez plus.", "Répondez.", 'Readers see "Répondez.'),
    (THREAT, "<h2 id=\"after\">", "<h2 id=\"after\"><span>x</span>", "stands here"),
    (THREAT, 'class="mw-emergency"', 'class="mw-emergency" hidden', "the other pages have here"),
    (THREAT, '<a href="../aide/">Aide</a>', '<a href="../loi/">Aide</a>', "leads elsewhere than on"),
    (THREAT, '<a href="#after">Et ensuite</a>', '<a href="#after">Avant</a>', 'The contents say "Avant"'),
    (THREAT, '<li><a href="#after">Et ensuite</a></li>', "", 'The contents leave out the part "Et ensuite"'),
    (THREAT, '<li><a href="#after">', '<li><a href="#top">Haut</a></li><li><a href="#after">', '"Haut" stands at'),
    (THREAT, '<nav class="mw-toc"', '<nav class="mw-tok"', "contents that lead to them are missing"),
    # head
    (LAW, '<html lang="en"', '<html lang="fr"', '<html lang> should be "en"'),
    (LAW, f'rel="canonical" href="{ORIGIN}/en/law/"', f'rel="canonical" href="{ORIGIN}/en/"', "canonical says"),
    (LAW, '<link rel="alternate" hreflang="en"', '<link rel="alternate" hreflang="de"', "alternate en is missing"),
    (LAW, 'name="description" content="', 'name="description" content="x', "description says"),
    (LAW, "/assets/social.png", "/assets/social.jpg", "does not exist"),
    (LAW, 'name="robots" content="noindex"', 'name="robots" content="all"', "leave it out of their lists"),
    (LAW, "<title>", '<meta name="robots" content="index"><title>', 'robots stands twice in the head of this page: "'),
    (LAW, "<title>", '<meta property="og:locale" content="nl_BE"><title>', "og:locale stands twice"),
    (LAW, "<title>", '<meta property="og:url" content="x"><title>', "og:url stands twice"),
    ("en/404.html", "<title>", '<meta name="referrer" content="origin"><title>', "referrer stands twice"),
    # HTML
    (LAW, 'id="eu-directive"', 'id="nl-252"', 'The id "nl-252" stands twice'),
    (LAW, 'for="mw-search-words"', 'for="mw-search-word"', 'for names "mw-search-word"'),
    (LAW, "<article", "<aside", "no <article>"),
    (LAW, "</h2>", "</h3>", "</h3> stands where <h2> is not closed yet"),
    (LAW, "<footer", '<footer style="display:none"', "has style= in the page itself"),
    (LAW, END, "<script>x()</script>" + END, "A script stands in the page itself"),
    (LAW, END, '<iframe src="https://elsewhere.example/"></iframe>' + END, "<iframe>"),
    (LAW, END, '<form action="https://elsewhere.example/"></form>' + END, "<form> asks https://elsewhere.example/"),
    ("fr/loi/index.html", 'href="tel:112"', 'data-was="tel:112"', "In data-was:"),
    # other files
    ("sitemap.xml", f"<loc>{ORIGIN}/en/law/</loc>", f"<loc>{ORIGIN}/en/lax/</loc>", "none of the pages"),
    ("robots.txt", "/sitemap.xml", "/site.xml", "does not name"),
    ("assets/mark.svg", "</svg>", "<text>0800 32 124</text></svg>", "in one digit"),
    ("data/v1/contacts.json", '"notation": "24/7"', '"notation": "Mo-Fr 09:00-17:00"', "hours of phone:"),
    ("data/v1/contacts.json", '"id": "phone:awel.helpline"', '"id": "phone:child-focus.fax"', "no contact point in"),
    ("data/v1/contacts.json", "https://childfocus.be/\"", "https://childfocus.org/\"", "is not registered"),
    ("data/v1/contacts.json", '"nl": "0800 95 5 95"', '"nl": "0800 95 5 96"', "never written so"),
    ("data/v1/hsds/en/services.json", '"number": "103"', '"number": "102"', "is no number of ecoute-enfants"),
    ("data/v1/hsds/en/services.json", '"opens_at": "13:00"', '"opens_at": "13:30"', "hours here are not those of seos"),
    ("data/v1/fr/seos.vcf", "contact@seos.be", "contact@seos.example", 'EMAIL "contact@seos.example" is none'),
    ("data/v1/en/113.vcf", ":08000113", ":08000112", 'TEL "08000112" is none of 113'),
    ("nl/changes.xml", "https://www.betterinternetforkids.eu/", "https://other.example/", "not registered"),
    ("en/llms.txt", "0800-2000", "0800-2001", "in one digit"),
    ("llms.txt", "/nl/melden/", "/nl/meld/", "does not exist"),
    (HELP, '"telephone":"+3224754499"', '"telephone":"+3224754411"', "The hours of phone:child-focus.office"),
    (HELP, '"telephone":"103"', '"telephone":"102"', "is no number of ecoute-enfants"),
    (HELP, '"opens":"10:00"', '"opens":"09:00"', "The hours of phone:"),
    (HELP, '"contactOption":"TollFree"', '"contactOption":"HearingImpairedSupported"', "contactOption of phone:"),
    (HELP, '"areaServed":"NL"', '"areaServed":"BE"', "areaServed of phone:"),
    (SEARCH, '"menace/#after"', '"menace/#afte"', "no such id"),
    (SEARCH, "0800 32 123", "0800 32 124", "The index says"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "old", "new", "message"), FAULTS, ids=lambda value: str(value)[-28:])
def test_a_fault_is_found(folder: Folder, path: str, old: str, new: str, message: str) -> None:
    """Each fault in a built file is found, in that file and on that line."""
    line = folder.read(path)[: folder.read(path).index(old)].count("\n") + 1
    folder.replace(path, old, new)
    found = [one for one in folder.findings() if one.place.path == f"site/{path}"]
    matching = [one for one in found if message in one.message]
    assert matching, [str(one) for one in found]
    near = abs(matching[0].place.line - line)
    assert near <= 3 or matching[0].place.line == 1 or "missing" in message or "wa.me" in new, str(matching[0])


HARMLESS = [
    (THREAT, "<h1 id=", "<h1   id="),
    (THREAT, END, "<!-- made on Monday -->\n" + END),
    (THREAT, "Ne payez pas, et parlez", "Ne payez pas, et\nparlez"),
    (THREAT, "</ol>\n", "</ol>\n\n\n"),
    ("en/threatened/index.html", "threatening me with", "threatening me  with\n"),
    ("robots.txt", "User-agent: *", "# Nobody.\nUser-agent: *"),
    ("sitemap.xml", "<loc>", "<loc> "),
]


@pytest.mark.parametrize(("path", "old", "new"), HARMLESS)
def test_what_changes_nothing_is_let_pass(folder: Folder, path: str, old: str, new: str) -> None:
    """Space, comments and the like alarm nobody."""
    folder.replace(path, old, new)
    assert [str(one) for one in folder.findings()] == []


def test_every_digit_of_an_article_counts(folder: Folder) -> None:
    """Wherever one digit changes in what readers see, it is found."""
    text = folder.read(HELP)
    start, end = text.index("<article"), text.index(END)
    places = [m.start() for m in re.finditer(r"\d(?=[^<>]*<)", text) if start < m.start() < end][::40]
    assert len(places) > 10
    for at in places:
        folder.write(HELP, f"{text[:at]}{(int(text[at]) + 1) % 10}{text[at + 1 :]}")
        line = text[:at].count("\n") + 1
        found = [one for one in folder.findings() if one.place.path == f"site/{HELP}"]
        assert any(abs(one.place.line - line) <= 2 for one in found), text[at - 30 : at + 10]


def test_one_mistake_is_told_once(folder: Folder) -> None:
    """A wrong number is told by the rule that says most of it, not as a difference in words as well."""
    folder.replace("en/help/index.html", ">0800-2000<", ">0800-2001<")
    told = [one for one in folder.findings() if one.place.path == "site/en/help/index.html"]
    assert [one.rule for one in told] == ["built-number"]


def test_a_page_that_is_missing_is_found(folder: Folder) -> None:
    """A page that the generator left out is reported."""
    (folder.root / "nl/wet/index.html").unlink()
    assert any(one.message == "This page was not built." for one in folder.findings())


def test_an_exemption_excuses_a_built_file(folder: Folder, site: Site) -> None:
    """What content/exemptions.yml excuses under site/ is not told; an exemption of nothing is."""
    entry = {"rule": "built-alt", "place": "site/nl/index.html", "reason": "a test needs one"}
    exemptions = type(site.content.exemptions).model_validate({"exemptions": [entry]})
    folder.site = replace(site, content=replace(site.content, exemptions=exemptions))
    assert [one.rule for one in folder.findings()] == ["exemption"]
    folder.replace(HOME, 'mark.svg" alt=""', 'mark.svg"')
    assert [one.rule for one in folder.findings() if one.rule in ("exemption", "built-alt")] == []


def test_redirects_lead_to_their_page(folder: Folder, site: Site) -> None:
    """An old address leads on; where it leads elsewhere, or is linked, that is found."""
    old = {"/nl/meld/": "page:report", "/nl/vroeger/": "page:report#after"}
    published = site.content.published.model_copy(update={"redirects": old})
    folder.site = replace(site, content=replace(site.content, published=published))
    for path, text in redirects.files(folder.site).items():
        folder.write(path, text)
    folder.write("_redirects", static_hosts.files(folder.site, [])["_redirects"])
    assert [str(one) for one in folder.findings()] == []
    folder.replace("nl/meld/index.html", "../melden/", "../vroeger/", 9)
    assert {one.rule for one in folder.findings()} >= {"built-redirect"}
    folder.replace("nl/index.html", 'href="melden/"', 'href="meld/"')
    assert any("leads on to another address" in one.message for one in folder.findings())


def test_short_addresses_lead_to_their_question(folder: Folder) -> None:
    """One that leads to another place, or that is not there, is found; pages link what it stands for."""
    folder.replace("nl/q/anoniem/index.html", "#do-i-give-my-name", "#hear-back", 9)
    (folder.root / "fr/q/loi/index.html").unlink()
    folder.replace("nl/index.html", 'href="melden/"', 'href="q/melden/"')
    told = {(one.rule, one.place.path) for one in folder.findings()}
    assert told >= {
        ("built-redirect", "site/nl/q/anoniem/index.html"),
        ("built-missing", "site/fr/q/loi/index.html"),
        ("built-link", "site/nl/index.html"),
    }


def test_it_runs_on_a_folder_that_somebody_else_built(built: Path, site: Site, tmp_path: Path) -> None:
    """Only the folder counts: what is not there is told, nothing is written."""
    empty = tmp_path / "empty"
    empty.mkdir()
    told = Folder(empty, site).findings()
    assert {one.rule for one in told} == {"built-missing", "built-paper", "built-picture"}
    assert list(empty.iterdir()) == []
    assert json.dumps([str(one) for one in told])
