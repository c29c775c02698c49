"""The data files read by what others read them with: a JSON Schema validator, vobject, RELAX NG, an HTML parser."""

import json
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import jsonschema_rs
import pytest
import rnc2rng
import vobject
from lxml import etree
from schemathesis.specs.openapi.definitions import OPENAPI_31_VALIDATOR
from selectolax.lexbor import LexborHTMLParser

from meldwijzer.build import Site
from meldwijzer.model.contact import Phone
from meldwijzer.open_data import contacts, feed, files, hsds, json_ld, openapi
from meldwijzer.open_data.directory import Directory
from meldwijzer.reviews.standing import latest_check
from tests.conftest import ROOT

LANGUAGES = ("nl", "fr", "en")
ADDRESS = "https://meldwijzer.example/"
ATOM = {"a": "http://www.w3.org/2005/Atom"}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
RETIRED = ("0800 95 5 95", "080095595", "475 44 03", "4754403", "stopchildporno.be", "clicksafe.be")
"""Numbers and addresses that no data file may give to be used."""


def loaded(file: Path) -> Any:
    return json.loads(file.read_text("utf-8"))


# contacts.json ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def data(built: Path) -> Any:
    """contacts.json as it is published."""
    return loaded(built / contacts.FILE)


def points(data: Any) -> Iterator[Any]:
    return (point for one in data["organisations"] for point in one["contact_points"])


def test_contacts_fit_their_schema(built: Path, data: Any) -> None:
    """The published file is valid against the published schema, and the schema notices what is wrong."""
    schema = loaded(built / contacts.SCHEMA)
    jsonschema_rs.meta.validate(schema)
    assert schema["$schema"].endswith("2020-12/schema")
    assert schema["$id"] == data["$schema"] == f"{ADDRESS}{contacts.SCHEMA}"
    validator = jsonschema_rs.validator_for(schema)
    validator.validate(data)
    for wrong in ({"version": 1}, {"more": ""}, {"operation": "maybe"}, {"retired": [{}]}):
        assert not validator.is_valid({**data, **wrong}), wrong
    assert not validator.is_valid({key: value for key, value in data.items() if key != "licence"})


def test_every_field_of_the_schema_that_needs_words_has_them(built: Path) -> None:
    """Models and the fields of contact points and confirmations say what they mean."""
    definitions = loaded(built / contacts.SCHEMA)["$defs"]
    assert all("description" in one for one in definitions.values())
    told = {"id", "kind", "email"}  # their names say it
    for model in ("ContactPoint", "Confirmation", "Hours"):
        for name, field in definitions[model]["properties"].items():
            referred = {key: value for one in field.get("anyOf", []) for key, value in one.items()}
            assert name in told or "description" in {**field, **referred}, (model, name)


def test_contacts_say_what_the_facts_say(site: Site, data: Any) -> None:
    """A number with its hours, cost, country and confirmation; what takes messages has nothing to dial."""
    known = {one["id"]: one for one in points(data)}
    helpline = known["phone:child-focus.helpline"]
    assert (helpline["tel"], helpline["country"], helpline["cost"]) == ("116000", "BE", "free")
    assert helpline["text"] == {"nl": "116 000", "fr": "116 000", "en": "116 000"}
    assert helpline["hours"] == {
        "notation": "24/7",
        "text": {"nl": "Dag en nacht", "fr": "Jour et nuit", "en": "Day and night"},
    }
    assert helpline["abroad"] == "phone:child-focus.abroad"
    assert helpline["confirmation"] == {
        "date": "2023-03", "checked": "2026-11", "role": "desk-research", "confidence": "H", "expired": False,
        "source": "https://www.betterinternetforkids.eu/sl/sic/belgium",
    }  # fmt: skip
    assert known["link:awel.home"]["confirmation"] is None
    messenger = known["phone:meldpunt.messenger"]
    assert messenger["tel"] is None
    assert messenger["readers"] == ["NL"]
    assert set(messenger["text"]) == set(messenger["names"]) == {"nl", "en"}, "not to readers in Belgium alone"
    assert known["link:1712.home"]["url"]["fr"] == "https://1712.be/fr/over-1712"
    assert known["address:child-focus.office"]["text"]["fr"].startswith("Avenue Houba de Strooper 292")


def test_contacts_are_all_and_only_what_may_be_used(site: Site, data: Any) -> None:
    """Every contact point in use is there once, retired ones only among the retired, and references lead somewhere."""
    ids = [one["id"] for one in points(data)]
    assert len(ids) == len(set(ids))
    registered = {
        f"phone:{key}.{name}"
        for key, organisation in site.content.organisations.items()
        for name, phone in organisation.phones.items()
        if phone.retired is None
    }
    assert registered == {one for one in ids if one.startswith("phone:")}
    assert not any(one["confirmation"] and one["confirmation"]["confidence"] == "N" for one in points(data))
    retired = {one["id"]: one for one in data["retired"]}
    assert not set(retired) & set(ids)
    assert retired["phone:child-focus.volunteers"]["text"]["en"] == "0800 95 5 95"
    used = json.dumps(data["organisations"], ensure_ascii=False)
    assert not [one for one in RETIRED if one in used.lower()]
    named = [*(one["replaced_by"] for one in data["retired"])]
    for one in data["organisations"]:
        for group in (*one["services"], *one["channels"]):
            named += group["contact_points"]
    for one in data["countries"]:
        named += [*one["emergency"], one["helpline"], one["report"], *one["without_voice"]]
    assert {one for one in named if not one.startswith("page:")} <= set(ids)


def test_every_file_says_that_it_is_an_example(site: Site, built: Path, data: Any) -> None:
    """In each language, or in the language of the file."""
    for tag in LANGUAGES:
        said = site.composer.renderers[tag].views.t("example.text")
        assert said in data["notice"][tag]
        assert said in loaded(built / openapi.FILE)["info"]["description"]
        assert said in (built / "llms.txt").read_text("utf-8")
        assert said in (built / tag / "llms.txt").read_text("utf-8")
        assert said in etree.parse(built / tag / "changes.xml").findtext("a:subtitle", namespaces=ATOM)
        assert all(said in one["alert"] for one in loaded(built / hsds.path_of(tag)))
        for card in (built / "data/v1" / tag).glob("*.vcf"):
            assert said in vobject.readOne(card.read_text("utf-8")).note.value, card
    assert data["operation"] == "example"
    assert data["licence"]["id"] == "CC0-1.0"


def test_a_live_site_says_nothing_of_an_example(site: Site) -> None:
    """Once it is live, no file bears the notice."""
    live = site.content.site.model_copy(update={"operation": "live"})
    directory = Directory(site)
    directory.settings = live
    assert directory.notice("nl") == ""
    assert contacts.data(directory).notice is None
    assert "example" not in json.dumps(list(hsds.services(directory, "en"))).replace("meldwijzer.example", "").lower()


# OpenAPI ---------------------------------------------------------------------------------------------------------


def test_openapi_names_every_file_and_no_other(site: Site, built: Path) -> None:
    """The document is valid OpenAPI 3.1, and its paths with their parameters are exactly the files that there are."""
    document = loaded(built / openapi.FILE)
    OPENAPI_31_VALIDATOR.validate(document)
    there = set()
    for path, operations in document["paths"].items():
        values = {one["name"]: one["schema"]["enum"] for one in operations["get"].get("parameters", [])}
        assert set(re.findall(r"\{(\w+)\}", path)) == set(values), path
        paths = [path]
        for name, enum in values.items():
            paths = [one.replace(f"{{{name}}}", value) for one in paths for value in enum]
        there |= set(paths)
    assert there == {f"/{path}" for path in files.makers(site)} - {f"/{openapi.FILE}"}
    assert all((built / path.lstrip("/")).is_file() for path in there)
    assert document["servers"] == [{"url": ADDRESS.rstrip("/")}]


# HSDS ------------------------------------------------------------------------------------------------------------

HSDS = "https://raw.githubusercontent.com/openreferral/specification/3.0/schema/compiled/"


@cache
def _hsds(name: str) -> Any:
    """Return a schema of HSDS 3.0: from HSDS_SCHEMAS, a checkout beside this one, or where it is published.

    Both are compiled: what they refer to stands in them.
    """
    folders = [Path(os.environ["HSDS_SCHEMAS"])] if os.environ.get("HSDS_SCHEMAS") else []
    folders += ROOT.parent.glob("*/data/hsds-3.0")
    for folder in folders:
        if (folder / name).is_file():
            return loaded(folder / name)
    try:
        with urlopen(f"{HSDS}{name}", timeout=10) as answer:
            return json.load(answer)
    except (URLError, TimeoutError, OSError) as error:
        pytest.skip(f"NOT TESTED: the schemas of HSDS 3.0 are neither in HSDS_SCHEMAS nor at {HSDS} ({error}).")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("schema", ["service_with_definitions.json", "service.json"])
def test_services_fit_hsds(built: Path, language: str, schema: str) -> None:
    """Each service is valid, with formats, and the schema notices a service that is not."""
    validator = jsonschema_rs.validator_for(_hsds(schema), validate_formats=True)
    services = loaded(built / hsds.path_of(language))
    assert len(services) > 20
    for one in services:
        validator.validate(one)
    assert not validator.is_valid({**services[0], "status": "open"})
    assert not validator.is_valid({**services[0], "phones": [{"number": "1"}]})
    assert not validator.is_valid({**services[0], "id": "1"})


def test_every_field_is_one_of_hsds(built: Path) -> None:
    """The schema lets unknown fields pass; none is there."""
    whole = _hsds("service_with_definitions.json")
    names = {"phones": "phone", "schedules": "schedule", "service_areas": "service_area", "languages": "language",
             "cost_options": "cost_option", "contacts": "contact", "organization": "organization"}  # fmt: skip
    for language in LANGUAGES:
        for one in loaded(built / hsds.path_of(language)):
            assert set(one) <= set(whole["properties"])
            for field, name in names.items():
                inner = one.get(field, [])
                for each in inner if isinstance(inner, list) else [inner]:
                    assert set(each) <= set(whole["definitions"][name]["properties"]), (field, each)


def test_services_have_the_same_ids_in_every_language(built: Path) -> None:
    """An id stays, and so do those of what stands in a service; none is given twice in a file for different things."""
    found = [{one["id"] for one in loaded(built / hsds.path_of(tag))} for tag in LANGUAGES]
    assert found[0] == found[1] == found[2]
    for tag in LANGUAGES:
        every = [
            each["id"]
            for one in loaded(built / hsds.path_of(tag))
            for field in ("phones", "schedules", "service_areas", "languages", "cost_options", "contacts")
            for each in one.get(field, [])
        ]
        assert len(every) == len(set(every))


def test_services_say_numbers_hours_and_dates_as_they_are(site: Site, built: Path) -> None:
    """Of one service each kind of field; a month in the ledger makes no day."""
    services = {one["id"]: one for one in loaded(built / hsds.path_of("en"))}
    one = services[hsds.identifier("service", "child-focus.helpline")]
    assert [phone["number"] for phone in one["phones"]] == ["116000", "+3224754499"]
    assert one["status"] == "active"
    assert one["cost_options"][0]["amount"] == 0
    assert [area["extent"] for area in one["service_areas"]] == ["BE"]
    assert one["organization"]["id"] == one["organization_id"]
    assert "assured_date" not in one
    seos = services[hsds.identifier("service", "seos.helpline")]
    assert [(s["byday"], s["opens_at"], s["closes_at"]) for s in seos["schedules"]] == [
        ("MO", "09:30", "12:30"), ("TU", "13:00", "16:00"), ("TH", "20:00", "23:00")
    ]  # fmt: skip
    assert seos["languages"][0]["code"] == "fr"
    directory = Directory(site)
    used = directory.contacts("child-focus")[:1]
    assert hsds.assured(directory, used) is None


def test_a_whole_date_in_the_ledger_is_the_assured_date(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The oldest of a service's contact points counts, and only where each has its day."""
    directory = Directory(site)
    used = directory.contacts("child-focus")[:2]
    known = contacts.confirmation(directory, used[0].reference)
    assert known is not None
    dates = {used[0].reference: "2026-11-05", used[1].reference: "2026-10-01"}
    monkeypatch.setattr(hsds, "confirmation", lambda _, name: known.model_copy(update={"checked": dates[name]}))
    assert hsds.assured(directory, used) == "2026-10-01"
    dates[used[1].reference] = "2026-10"
    assert hsds.assured(directory, used) is None


# vCard -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_cards_are_read_by_an_address_book(site: Site, built: Path, language: str) -> None:
    """Every organisation's card has its name, numbers, address and notes, as vobject reads them."""
    views = site.composer.renderers[language].views
    cards = {file.stem: file for file in (built / "data/v1" / language).glob("*.vcf")}
    assert set(cards) == {key for key, _ in views.cards()}
    for key, file in cards.items():
        raw = file.read_bytes()
        assert raw.endswith(b"END:VCARD\r\n")
        assert all(len(line) <= 75 for line in raw.split(b"\r\n")), key
        (card,) = vobject.readComponents(raw.decode())
        card.validate(raiseException=True)
        assert card.version.value == "3.0"
        assert card.fn.value == views.organisation_name(key)
        wanted = {
            views.view(f"phone:{key}.{name}").href.removeprefix("tel:")
            for name, phone in site.content.organisations[key].phones.items()
            if isinstance(phone, Phone) and phone.retired is None
        }
        assert {line.value for line in card.contents.get("tel", [])} == wanted - {""}
        assert card.uid.value == f"urn:uuid:{hsds.identifier('organization', key)}"
    office = vobject.readOne(cards["child-focus"].read_text("utf-8"))
    assert office.adr.value.code == "1020"
    assert office.adr.value.street.endswith("292")
    assert "116 000" in office.note.value
    labels = {line.group: line.value for line in office.contents["x-ablabel"]}
    assert labels[office.tel.group] == views.view("phone:child-focus.helpline").label
    assert not [one for one in RETIRED if one in cards["child-focus"].read_text("utf-8").lower()]


# Atom ------------------------------------------------------------------------------------------------------------


@cache
def _atom() -> etree.RelaxNG:
    grammar = rnc2rng.dumps(rnc2rng.loads((Path(__file__).parent / "atom.rnc").read_text("utf-8")))
    # An empty namespace has no prefix in XML; the names that mean it say so themselves.
    return etree.RelaxNG(etree.fromstring(grammar.replace(' xmlns:local=""', "").encode()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_feeds_are_atom(built: Path, language: str) -> None:
    """Valid by the grammar of RFC 4287, and by what its Schematron rules ask; ids stand once."""
    tree = etree.parse(built / language / "changes.xml")
    assert _atom().validate(tree), _atom().error_log
    feed_ = tree.getroot()
    assert feed_.findtext("a:author/a:name", namespaces=ATOM)
    (own,) = feed_.xpath("a:link[@rel='self']/@href", namespaces=ATOM)
    assert own == f"{ADDRESS}{language}/changes.xml"
    entries = feed_.findall("a:entry", ATOM)
    assert all(one.xpath("a:link[@rel='alternate']/@href", namespaces=ATOM) for one in entries)
    ids = [one.findtext("a:id", namespaces=ATOM) for one in entries]
    assert len(ids) == len(set(ids)) > 100
    tag = re.compile(r"tag:meldwijzer\.example,2026:" + language + r"/changes:[a-z]+:[a-z]+:[a-z0-9.-]+:[0-9a-f]{8}")
    assert all(tag.fullmatch(str(one)) for one in ids)
    dates = [str(one.findtext("a:updated", namespaces=ATOM)) for one in entries]
    assert feed_.findtext("a:updated", namespaces=ATOM) == max(dates)
    text = (built / language / "changes.xml").read_text("utf-8")
    assert not [one for one in RETIRED if f">{one}" in text]


@pytest.mark.parametrize(("old", "new"), [("<id>", "<idd>"), ("T00:00:00Z", ""), ("<title>", "<titel>")])
def test_the_grammar_notices_what_is_wrong(built: Path, old: str, new: str) -> None:
    text = (built / "nl/changes.xml").read_text("utf-8")
    for one, other in ((old, new), (old.replace("<", "</"), new.replace("<", "</"))):
        text = text.replace(one, other)
    assert not _atom().validate(etree.fromstring(text.encode()))


def test_a_partial_date_is_its_first_instant() -> None:
    assert feed.instant("2026") == "2026-01-01T00:00:00Z"
    assert feed.instant("2026-11") == "2026-11-01T00:00:00Z"
    assert feed.instant("2026-11-05") == "2026-11-05T00:00:00Z"


def test_pages_for_those_who_follow_name_their_feed(built: Path) -> None:
    for page in ("nl/index.html", "fr/sources/index.html", "en/changes/index.html"):
        link = LexborHTMLParser((built / page).read_text("utf-8")).css_first('link[type="application/atom+xml"]')
        assert link.attributes["href"] == f"{ADDRESS}{page[:2]}/changes.xml"


# JSON-LD ---------------------------------------------------------------------------------------------------------


def graph(built: Path, path: str) -> list[Any]:
    """Return what a page says to machines."""
    tree = LexborHTMLParser((built / path).read_text("utf-8"))
    (script,) = tree.css('script[type="application/ld+json"]')
    assert tree.body
    assert tree.css("body > *")[-1].attributes.get("type") == "application/ld+json", "it stands last"
    said = json.loads(script.text())
    assert said["@context"] == "https://schema.org"
    nodes = said["@graph"]
    assert isinstance(nodes, list)
    return nodes


def of_type(nodes: list[Any], kind: str) -> list[Any]:
    return [one for one in nodes if one["@type"] == kind]


def test_every_page_says_whose_it_is_and_where_it_stands(site: Site, built: Path) -> None:
    """A site, its notice, and the way to the page, in full addresses of pages that are there."""
    for page in site.composed.values():
        address = page.address
        if address.id == "not-found":
            assert "ld+json" not in (built / address.file).read_text("utf-8")
            continue
        nodes = graph(built, address.file)
        (whole,) = of_type(nodes, "WebSite")
        assert whole["url"] == ADDRESS
        assert page.desk.t("example.text") in whole["disambiguatingDescription"]
        steps = of_type(nodes, "BreadcrumbList")
        assert len(steps) == (address.id != "home")
        for step in steps:
            items = step["itemListElement"]
            assert [one["position"] for one in items] == list(range(1, len(items) + 1))
            assert items[0]["item"] == f"{ADDRESS}{address.language}/"
            assert items[-1]["item"] == f"{ADDRESS.rstrip('/')}{address.path}"
            assert len(items) == (3 if address.id.startswith("guide-") else 2)


def test_contact_points_are_those_of_the_page(site: Site, built: Path) -> None:
    """Type, number, country, cost and hours of the helpline, as schema.org has them; no message number."""
    nodes = graph(built, "nl/hulp/index.html")
    (focus,) = [one for one in nodes if one.get("@id", "").endswith("#child-focus")]
    assert focus["@type"] == "NGO"
    first, abroad = focus["contactPoint"]
    assert (first["telephone"], first["areaServed"], first["contactOption"]) == ("116000", "BE", "TollFree")
    assert first["hoursAvailable"] == [
        {"@type": "OpeningHoursSpecification", "dayOfWeek": list(WEEKDAYS), "opens": "00:00", "closes": "23:59"}
    ]
    assert abroad["telephone"] == "+3224754499"
    assert "contactOption" not in abroad
    (emergency,) = [one for one in nodes if one.get("@id", "").endswith("#emergency")]
    assert emergency["@type"] == "GovernmentOrganization"
    assert emergency["contactPoint"][0]["areaServed"] == ["BE", "NL"]
    for path in ("nl/hulp/index.html", "nl/melden/index.html", "fr/aide/index.html", "fr/signaler/index.html"):
        said = json.dumps(graph(built, path))
        assert not [one for one in RETIRED if one in said.lower()]
        assert "31642834635" not in said
        tree = LexborHTMLParser((built / path).read_text("utf-8"))
        dialled = {str(one.attributes["href"]) for one in tree.css('a[href^="tel:"]')}
        assert {f"tel:{one}" for one in re.findall(r'"telephone": "([^"]+)"', said)} <= dialled


def test_hours_after_midnight_and_on_holidays() -> None:
    """What ends at midnight closes at 00:00, before it opens; closed on holidays is said."""
    (evening,) = json_ld.opening("Mo-Su 17:00-24:00")
    assert (evening["opens"], evening["closes"]) == ("17:00", "00:00")
    office, holidays = json_ld.opening("Mo-Fr 09:00-17:00; PH off")
    assert office["dayOfWeek"] == list(WEEKDAYS[:5])
    assert holidays["dayOfWeek"] == ["PublicHolidays"]


def test_questions_say_what_readers_read(site: Site, built: Path) -> None:
    """Each question once, its answer in plain words without any tag."""
    for language, path in (("nl", "nl/vragen"), ("fr", "fr/questions"), ("en", "en/questions")):
        (page,) = of_type(graph(built, f"{path}/index.html"), "FAQPage")
        asked = {one["name"]: one["acceptedAnswer"]["text"] for one in page["mainEntity"]}
        assert set(asked) == {one.question for one in site.content.words[language].faq.questions.values()}
        shown = LexborHTMLParser((built / path / "index.html").read_text("utf-8")).css_first("article").text()
        letters = "".join(shown.split())
        for text in asked.values():
            assert not re.search(r"<|\]\(|\*\*", text)
            assert "".join(text.split())[:40] in letters or ":" in text[:14]


def test_giving_names_who_receives(built: Path) -> None:
    names = [one["recipient"]["name"] for one in of_type(graph(built, "en/support-us/index.html"), "DonateAction")]
    assert len(names) == 2
    assert "BE19" not in json.dumps(graph(built, "en/support-us/index.html"))


def test_nothing_in_the_block_can_end_it(site: Site) -> None:
    """Whatever an editor writes, no tag and no comment begins in it."""
    desk = site.page("nl", "help").desk
    said = str(json_ld.Markup("</script><!--<script>&").translate(json_ld._ESCAPED))
    assert not set("<>&") & set(said)
    assert json.loads(f'"{said}"') == "</script><!--<script>&"
    assert not set("<>&") & set(desk.data())


# llms.txt --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["llms.txt", *(f"{tag}/llms.txt" for tag in LANGUAGES)])
def test_llms_have_the_form_that_readers_of_it_expect(built: Path, path: str) -> None:
    """One title, a quotation, words without headings, then parts that are lists of links (llmstxt.org)."""
    text = (built / path).read_text("utf-8")
    assert re.match(r"# Meldwijzer\n\n> \S", text)
    assert len(re.findall(r"^# ", text, re.MULTILINE)) == 1
    assert not re.search(r"^#{3,} ", text, re.MULTILINE)
    first, *parts = re.split(r"^## .+\n", text, flags=re.MULTILINE)
    assert "116 000" in first
    assert "0800-2000" in first
    assert re.search(r"^- .+: 112\b", first, re.MULTILINE)
    assert parts
    for part in parts:
        for line in filter(None, part.split("\n")):
            link = re.fullmatch(r"- \[[^\]]+\]\((https://[^)]+)\): .+", line)
            assert link, line
            file = link[1].removeprefix(ADDRESS)
            assert (built / (f"{file}index.html" if file.endswith("/") or not file else file)).is_file(), link[1]
    assert not [one for one in RETIRED if one in text.lower()]


# all of them -----------------------------------------------------------------------------------------------------


def test_the_day_of_the_build_stands_nowhere(site: Site) -> None:
    """A site that was built yesterday is read back today: what it says of its age is when a fact was looked up."""
    made = {path: make() for path, make in files.makers(site).items()}
    assert json.loads(made[contacts.FILE])["as_of"] == latest_check(site.content)
    assert [path for path, text in made.items() if site.content.today.isoformat() in text] == []
