"""Faults in facts: numbers, addresses, accounts, hours, law, giving, the site's own settings."""

# ruff: noqa: E501  # a fault is one line, however long

import re
from collections.abc import Callable, Iterator
from random import Random

from .base import Edit, Kind, Made, Project, each, substitute
from .changing import (
    changed_digit,
    doubled_digit,
    dropped_digit,
    host_changed,
    host_look_alike,
    other_letter,
    swapped_digits,
)

NUMBER = r"^    number: (.*)$"
ORGANISATION = r"content/organisations/.*\.yml"
USED = ("content/nl/", "content/fr/", "content/en/", "content/site.yml", "content/organisations/", "content/giving.yml")
"""Where a name from the facts may be used."""


Changer = Callable[[str, Random], str | None]


def _numbers(change: Changer) -> Callable[[Project, Random], Made]:
    def make(project: Project, chance: Random) -> Made:
        return each(project.facts(), NUMBER, lambda match: change(match[1], chance), 1)

    return make


def _values(pattern: str, change: Changer, path: str = ORGANISATION) -> Callable[[Project, Random], Made]:
    def make(project: Project, chance: Random) -> Made:
        return each(project.under(path), pattern, lambda match: change(match[1], chance), 1)

    return make


def _copied(pattern: str) -> Callable[[Project, Random], Made]:
    """Return what puts another organisation's value into a fact."""

    def make(project: Project, chance: Random) -> Made:
        known = [(path, match) for path, text in project.facts() for match in re.finditer(pattern, text, re.MULTILINE)]
        for path, match in known:
            others = sorted({one[1] for other, one in known if other != path} - {match[1]})
            if others:
                yield substitute(path, match, chance.choice(others), 1)

    return make


def copied_number(project: Project, chance: Random) -> Made:
    """A phone with the number, country and kind of another organisation's."""
    pattern = r"^    number: .*\n(?:    written: .*\n)?    country: .*\n    kind: .*\n"
    known = [(path, one) for path, text in project.facts() for one in re.finditer(pattern, text, re.MULTILINE)]
    for path, match in known:
        others = sorted({one[0] for other, one in known if other != path and one[0] != match[0]})
        yield substitute(path, match, chance.choice(others))


def _replaced(pattern: str, new: str, path: str = ORGANISATION) -> Callable[[Project, Random], Made]:
    """Return what puts ``new`` in the place of a pattern's first group."""
    return lambda project, chance: each(project.under(path), pattern, lambda match: match.expand(new), 1)


def _tail(url: str, chance: Random) -> str | None:
    match = re.search(r"//[^/]+/(.+)", url)
    return None if match is None else url[: match.start(1)] + other_letter(match[1], chance)


def _spoilt(url: str, chance: Random) -> str:
    host = url.split("//", 1)[1]
    return chance.choice(
        [
            f"{url}{'&' if '?' in url else '?'}utm_source=folder",
            f"https://user:pass@{host}",
            re.sub(r"//([^/]+)", r"//\1:8443", url),
            f"http://{host}",
            "javascript:alert(1)",
            f"https://xn--{host}",
            f"https//{host}",
            f"{url} ",
        ]
    ).rstrip()


URL = r"^ +(?:url|nl|fr|en): (https://.*)$"


def deleted_block(project: Project, chance: Random) -> Made:
    """A phone, link, account … that is gone from the facts."""
    for path, text in project.facts():
        for match in re.finditer(r"^  [\w-]+:\n(?:    .*\n)+", text, re.MULTILINE):
            yield substitute(path, match, "")


def renamed_key(project: Project, chance: Random) -> Made:
    """A phone, link, account … that has another name in the facts only."""
    return each(project.facts(), r"^  ([\w-]+):$", lambda match: other_letter(match[1], chance), 1)


def _field_lost(names: str, path: str = ORGANISATION) -> Callable[[Project, Random], Made]:
    return lambda project, chance: each(project.under(path), rf"^ +(?:{names}): .*\n", lambda match: "")


def retired_lost(project: Project, chance: Random) -> Made:
    """What is dead stands among the living again."""
    return each(project.facts(), r"^    retired:\n(?:      .*\n)+", lambda match: "")


def file_gone(project: Project, chance: Random) -> Made:
    """A file of an organisation that is gone."""
    for path, _ in project.facts():
        yield Edit(path, 0, -1, None)


def entry_gone(project: Project, chance: Random) -> Made:
    """An entry of law, of reporting, of the questions or of giving that is gone from the facts."""
    for path, text in project.under(r"content/(law|reporting|faq|giving)\.yml"):
        for match in re.finditer(r"^  [\w-]+:\n(?:    .*\n)+", text, re.MULTILINE):
            if not match[0].startswith("  statements"):
                yield substitute(path, match, "")


def item_gone(project: Project, chance: Random) -> Made:
    """One name fewer in a list of contacts of a service or a channel."""
    pattern = r"^    (?:phones|links|accounts|addresses|emails): \[(.+)\]$"
    return each(project.facts(), pattern, lambda match: ", ".join(match[1].split(", ")[1:]), 1)


def unknown_name(project: Project, chance: Random) -> Made:
    """A name in a list of facts that means nothing."""
    files = project.under(ORGANISATION, r"content/(law|reporting|faq|giving|site)\.yml")
    pattern = (
        r"^ +(?:phones|links|accounts|addresses|emails|related|emergency|steps|limbs|situations|audience): \[(.+)\]$"
    )

    def worse(match: re.Match[str]) -> str:
        names = match[1].split(", ")
        spot = chance.randrange(len(names))
        return ", ".join([*names[:spot], other_letter(names[spot], chance), *names[spot + 1 :]])

    return each(files, pattern, worse, 1)


def _misspelt_key(project: Project, chance: Random) -> Made:
    files = project.under(ORGANISATION, r"content/(law|reporting|giving|site)\.yml")
    return each(
        files,
        r"^ +(number|country|kind|hours|url|iban|status|source|article|helpline|emergency|situations|serves): ",
        lambda match: other_letter(match[1], chance),
        1,
    )


def doubled_key(project: Project, chance: Random) -> Made:
    """A key that stands twice with two values: the last would win."""
    return each(
        project.facts(), r"^    (?:number|url|hours|iban): .*\n", lambda match: match[0] + match[0].replace("1", "2")
    )


def _site_lists(project: Project, chance: Random) -> Iterator[Edit]:
    text = project.texts["content/site.yml"]
    for match in re.finditer(r"^    (?:emergency|without_voice): \[(.+)\]$", text, re.MULTILINE):
        names = match[1].split(", ")
        for spot in range(len(names)):
            yield substitute("content/site.yml", match, ", ".join(names[:spot] + names[spot + 1 :]), 1)


def _site_numbers(project: Project, chance: Random) -> Iterator[Edit]:
    """Another organisation's number for a country's helpline or emergency."""
    text = project.texts["content/site.yml"]
    known = sorted(set(re.findall(r"<(phone:[\w.-]+)>", project.texts["content/en/pages.yml"])))
    for match in re.finditer(r"phone:[\w.-]+", text):
        for other in chance.sample([one for one in known if one != match[0]], 4):
            yield substitute("content/site.yml", match, other)


def _site_settings(project: Project, chance: Random) -> Made:
    changes = [
        (r"operation: (example)", "live"), (r"operation: (example)", "exemple"), (r"address: (https)", "http"),
        (r"address: https://meldwijzer\.example(/)", ""), (r"default_language: (nl)", "de"),
        (r"locale: (fr_BE)", "fr"), (r"readers: \[(BE)\]", "BF"), (r"real_form: link:(child-focus\.report)", "child-focus.rapport"),
        (r"elsewhere: (link:inhope\.hotlines)", "link:inhope.hotline"), (r"  BE:$()", " https://collect.example/form"),
        (r"real_form: (link:meldpunt\.report)", "link:child-focus.stopchildporno"),
    ]  # fmt: skip
    text = project.texts["content/site.yml"]
    for pattern, new in changes:
        match = list(re.finditer(pattern, text, re.MULTILINE))[-1]
        yield substitute("content/site.yml", match, new, 1)


def _day_and_night(*, closes: bool) -> Callable[[Project, Random], Made]:
    def make(project: Project, chance: Random) -> Made:
        for path, text in project.facts():
            limited = re.search(r"hours: (?!\"?24/7)", text) is not None
            if "day_and_night" not in text and "24/7" not in text and limited == closes:
                for match in re.finditer(r"^    situations: .*\n", text, re.MULTILINE):
                    yield Edit(path, match.end(), match.end(), '    day_and_night: "yes"\n')

    return make


def _hours(project: Project, chance: Random) -> Made:
    def other(match: re.Match[str]) -> str:
        if "24/7" in match[1]:
            return chance.choice(["Mo-Fr 09:00-17:00", "Mo-Su 08:00-22:00"])
        return chance.choice(['"24/7"', re.sub(r"\d\d:00", "06:00", match[1], count=1)])

    return each(project.facts(), r"^ +hours: (.*)$", other, 1)


def _bad_hours(project: Project, chance: Random) -> Made:
    bad = [
        "Mo-Fr 09:00-25:00",
        "Mo-Fr 17:00-9",
        "Mon-Fri 9-17",
        "Ma-Vr 09:00-17:00",
        '"24 7"',
        "Mo-Fr 19:00-09:61",
        "always",
    ]
    return each(project.facts(), r"^ +hours: (.*)$", lambda match: chance.choice(bad), 1)


def _iban(change: Changer) -> Callable[[Project, Random], Made]:
    def make(project: Project, chance: Random) -> Made:
        for path, text in project.facts():
            for match in re.finditer(r"^    iban: (.*)$", text, re.MULTILINE):
                made = {change(match[1], chance) for _ in range(40)} - {None, match[1]}
                yield from (substitute(path, match, new, 1) for new in sorted(made) if new is not None)

    return make


def _country(code: str, chance: Random) -> str:
    return {"BE": "NL", "NL": "BE"}.get(code, "BE")


def _phone_country(project: Project, chance: Random) -> Made:
    return each(
        project.facts(),
        r"^    number: .*\n(?:    written: .*\n)?    country: (\w+)$",
        lambda m: _country(m[1], chance),
        1,
    )


def _dates(project: Project, chance: Random) -> Made:
    return each(
        project.under(r"content/law\.yml"),
        r"^    valid_(?:from|until): (.*)$",
        lambda match: match[1].replace("-0", "-1", 1) if "-0" in match[1] else match[1].replace("20", "19", 1),
        1,
    )


def _backwards(project: Project, chance: Random) -> Made:
    yield from each(project.under(r"content/law\.yml"), r"^    valid_until: (.*)$", lambda match: "1999-01-01", 1)
    bad = ["2026-02-30", "1 mei 2024", "2024-13-01", "20240701"]
    yield from each(project.under(r"content/law\.yml"), r"^    valid_from: (.*)$", lambda match: chance.choice(bad), 1)


def _figures(change: Changer) -> Callable[[Project, Random], Made]:
    return _values(r"^    (?:minimum|rate|income_year): (\d+)$", change, r"content/giving\.yml")


_G = "facts"
KINDS = (
    Kind("phone: a digit changed", _G, _numbers(changed_digit), registered=True),
    Kind("phone: a digit dropped", _G, _numbers(dropped_digit), registered=True),
    Kind("phone: a digit written twice", _G, _numbers(doubled_digit), registered=True),
    Kind("phone: two digits swapped", _G, _numbers(swapped_digits), registered=True),
    Kind("phone: the number of another organisation", _G, copied_number),
    Kind("phone: written unlike the number", _G, _values(r"^    written: (.*)$", changed_digit), entry=True),
    Kind("phone: another kind", _G, _values(
        r"^    kind: (free|geographic|mobile|short|premium)$",
        lambda kind, chance: chance.choice([k for k in ("free", "geographic", "mobile", "premium") if k != kind]),
    ), entry=True),
    Kind("phone: another country", _G, _phone_country, entry=True, elsewhere=("content/site.yml",)),
    Kind("phone: other languages", _G, _replaced(r"^    languages: \[(nl)\]$", "fr"), registered=True),
    Kind("phone: who may read it is lost", _G, _field_lost("readers|modes|abroad"), registered=True, entry=True),
    Kind("phone: free or paid", _G, _values(r"^ +cost: (\w+)$", lambda cost, _: {"free": "premium"}.get(cost, "free")), registered=True),
    Kind("hours: others", _G, _hours, registered=True),
    Kind("hours: impossible", _G, _bad_hours),
    Kind("hours: day and night said of a line that closes", _G, _day_and_night(closes=True), entry=True),
    Kind("hours: day and night said of what nobody knows", _G, _day_and_night(closes=False), entry=True),
    Kind("hours: day and night no longer said", _G, _replaced(r'^    day_and_night: ("yes")$', '"no"'), registered=True, elsewhere=USED),
    Kind("link: a letter of its host changed", _G, _values(URL, host_changed), registered=True),
    Kind("link: a letter of its path changed", _G, _values(URL, _tail), registered=True),
    Kind("link: a host that looks the same", _G, _values(URL, host_look_alike), registered=True),
    Kind("link: not an address to trust", _G, _values(URL, _spoilt)),
    Kind("link: the address of another organisation", _G, _copied(r"^    url: (https://.*)$")),
    Kind("link: other languages", _G, _replaced(r"^    languages: \[(nl|fr|en)\]$", "de"), registered=True),
    Kind("email: a letter changed", _G, _values(r"^    address: (.*)@", other_letter), registered=True),
    Kind("email: no address", _G, _replaced(r"^    address: .*(@)", " at ")),
    Kind("account: two digits swapped", _G, _iban(swapped_digits)),
    Kind("account: a digit changed", _G, _iban(changed_digit)),
    Kind("account: a digit dropped", _G, _iban(dropped_digit)),
    Kind("address: a digit changed", _G, _values(r'^    (?:number|postcode): "(\d+)"$', changed_digit), registered=True, entry=True),
    Kind("retired: alive again", _G, retired_lost, registered=True, entry=True, whole=True),
    Kind("retired: replaced by nothing", _G, _values(r"^ +replaced_by: (?:\w+:)?(.*)$", other_letter)),
    Kind("facts: a contact deleted", _G, deleted_block, whole=True, elsewhere=USED),
    Kind("facts: a contact renamed in one place", _G, renamed_key, elsewhere=USED),
    Kind("facts: an organisation deleted", _G, file_gone, elsewhere=("content/",)),
    Kind("facts: an entry deleted", _G, entry_gone, whole=True, elsewhere=("content/",)),
    Kind("facts: a contact fewer in a list", _G, item_gone, registered=True),
    Kind("facts: a name that means nothing", _G, unknown_name, elsewhere=("content/nl/", "content/fr/", "content/en/")),
    Kind("facts: a key misspelt", _G, _misspelt_key, whole=True),
    Kind("facts: a key twice", _G, doubled_key),
    Kind("facts: an organisation's name misspelt", _G, _values(r"^name: (.*)$", other_letter), registered=True),
    Kind("service: another country", _G, _values(r"^    (?:serves: \[|country: )(BE|NL)\]?$", _country), registered=True),
    Kind("law: another article", _G, _values(r'^    (?:article|aliases): .*?(\d+)', changed_digit, r"content/law\.yml"), registered=True),
    Kind("law: another date", _G, _dates, registered=True),
    Kind("law: a date that cannot be", _G, _backwards),
    Kind("law: another status", _G, _values(r"^    status: (.*)$", lambda s, _: "ended" if s != "ended" else "in-force", r"content/law\.yml"), registered=True),
    Kind("giving: another amount or year", _G, _figures(changed_digit), registered=True),
    Kind("site: an emergency number fewer", _G, _site_lists, elsewhere=("site/",), registered=True),
    Kind("site: another helpline", _G, _site_numbers, registered=True),
    Kind("site: a setting that cannot be", _G, _site_settings, whole=True, elsewhere=("content/",)),
)  # fmt: skip
