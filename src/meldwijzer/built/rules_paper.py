"""Rules about paper: what the published PDFs say, dial, lead to and leave out, read back by libraries of others."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from meldwijzer.addresses import short_addresses
from meldwijzer.contacts import web
from meldwijzer.findings import Finding, Place, Severity
from meldwijzer.model.contact import Link, Phone
from meldwijzer.paper import Document, documents
from meldwijzer.paper.desk import PaperDesk
from meldwijzer.references import Contact

from .base import BuiltRule, ShownHtml, ShownPaper
from .numbers import UNREGISTERED, what_is
from .paper_page import PaperFile, PaperLink, PaperPage, squeezed
from .paper_wanted import CODES, apart, dialled, words
from .registry import Known
from .rules_data import missing
from .site import BuiltSite
from .text import HOST

_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){2,7}(?:\s?[A-Z0-9]{1,3})?\b")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_DOTTED = re.compile(r"\S*\w[.@]\w\S*")
_REGISTER = "Register it in content/organisations/, or take it out."
_OUT = "Take it out of this document."
_AGAIN = "Build the site anew; where it stays so, look at the document's template in overrides/print/."
_NEAR = 48
"""So many characters of a line are quoted, so that somebody finds the place."""
_COUNTED = ("123456789", "abcdefgh")
"""What a style sheet puts on paper by itself: numbers of steps, letters of quotations; and a page's number."""
_SHEET = 4
_OF_ONE_COUNTRY = ("leaflet", "poster", "card")
"""Kinds with no text that speaks of both countries."""


def _every(built: BuiltSite) -> Iterator[tuple[Document, PaperFile]]:
    """Yield every document that can be read."""
    for document in documents(built.content):
        found = built.papers.get(document.path)
        if found is not None and not found.wrong:
            yield document, found


def _found(code: str, document: Document, page: int, message: str, fix: str = _AGAIN) -> Finding:
    where = f"Page {page}: " if page else ""
    return Finding(code, Severity.ERROR, Place(f"site/{document.path}"), f"{where}{message}", fix)


def _near(page: PaperPage, at: int) -> str:
    """Return the line of a page on which a character stands, as far as it helps to find it."""
    start = page.text.rfind("\n", 0, at) + 1
    line = page.text[start:].partition("\n")[0]
    begin = max(0, min(at - start - _NEAR // 2, len(line) - _NEAR))
    return f'"{line[begin : begin + _NEAR].strip()}"'


def whole(built: BuiltSite) -> Iterator[Finding]:
    """Every document is there, can be opened and has its pages."""
    for document in documents(built.content):
        found = built.papers.get(document.path)
        if found is None:
            yield _found("built-paper", document, 0, "This document was not made.")
        elif found.wrong:
            yield _found("built-paper", document, 0, f"This document {found.wrong}.", "Build the site anew.")
        else:
            sides, pages = built.composed_papers[document].sides, len(found.pages)
            if pages != sides if sides else pages % _SHEET or not pages:
                wanted = f"{sides}" if sides else f"a multiple of {_SHEET}"
                yield _found("built-paper", document, 0, f"This document has {pages} pages; it should have {wanted}.")


def numbers(built: BuiltSite) -> Iterator[Finding]:
    """Every number is registered and current, dials what it shows, and stands on one line as its readers write it."""
    for document, found in _every(built):
        known = built.registrations.known(document.language)
        for number, page in enumerate(found.pages, 1):
            for link in page.links:
                if link.target.lower().startswith("tel:") and (wrong := _misdialled(built, known, link)):
                    yield _found("built-paper-number", document, number, *wrong)
            for candidate in built.registrations.candidates(_masked(built, document.language, page), document.language):
                text = " ".join(candidate.text.split())
                near = _near(page, candidate.start)
                message = f'"{text}", in {near}, {_loose(built, known, text, candidate.digits, candidate.text)}.'
                yield _found("built-paper-number", document, number, message, UNREGISTERED)


def _misdialled(built: BuiltSite, known: Known, link: PaperLink) -> tuple[str, str] | None:
    if link.target not in known.numbers:
        return f"{link.target} is {what_is(built, link.target)}.", UNREGISTERED
    if link.text in {" ".join(text.split()) for text in known.numbers[link.target]}:
        return None
    right = " or ".join(f'"{text}"' for text in sorted(known.numbers[link.target]))
    return f'{link.target} is dialled, but readers see "{link.text}".', f"The registry says {right}, on one line."


def _loose(built: BuiltSite, known: Known, text: str, digits: str, written: str) -> str:
    """Say what is wrong with a number that no link dials, after the number."""
    registered = built.registrations.registered
    contact = registered.exactly(digits) or registered.tail(digits)
    if contact is not None and contact.fact.retired is not None:
        return f"is {contact.reference}, which is retired"
    if contact is not None and "\n" in written:
        return f"is {contact.reference}, and is split over two lines"
    if contact is not None:
        return f"is {contact.reference}, and nothing dials it here"
    if (contact := registered.one_slip(digits)) is not None:
        return f"differs from {contact.name} in one digit"
    return "looks like a telephone number and is not registered"


def _masked(built: BuiltSite, language: str, page: PaperPage) -> str:
    """Return a page's text without the numbers that a link dials, those that ring nowhere, and accounts."""
    text = _IBAN.sub(lambda match: "☎" * len(match[0]), built.registrations.unnamed(page.text, language))
    shown = Counter(link.text for link in page.links if link.target.lower().startswith("tel:") and link.text)
    shown.update({" ".join(one.split()): len(text) for one in built.registrations.known(language).unlinked})
    for one in sorted(shown, key=len, reverse=True):
        number = re.compile(rf"(?<!\d)(?<!\d ){re.escape(one)}(?!\d)")
        text = number.sub("☎" * len(one), text, count=shown[one])
    return text


def addresses(built: BuiltSite) -> Iterator[Finding]:
    """Every address and account on it is registered, or an own page that is there; words show where a link leads."""
    code = "built-paper-address"
    written = {tag: _Written(built, tag) for tag in built.content.words}
    for document, found in _every(built):
        known = built.registrations.known(document.language)
        for number, page in enumerate(found.pages, 1):
            for link in page.links:
                if not link.target.lower().startswith("tel:") and (wrong := _misled(built, known, link)):
                    yield _found(code, document, number, *wrong)
            for wrong in written[document.language].wrong(page.text):
                yield _found(code, document, number, *wrong)


def _misled(built: BuiltSite, known: Known, link: PaperLink) -> tuple[str, str] | None:
    if built.own(link.target) is not None:
        if way := missing(built, link.target):
            return f"{link.target} {way.wrong}.", way.fix or _AGAIN
    elif link.target not in (known.mails if link.target.startswith("mailto:") else known.addresses):
        return f'A link leads to "{link.target[:80]}", which is not registered for this language.', _REGISTER
    shown = _addresses_in(link.text)
    if shown and not any(_loosely(_typed(link.target)).startswith(_loosely(one)) for one in shown):
        return f'Readers see "{shown[0]}", and are led to {link.target}.', _AGAIN
    return None


def _typed(target: str) -> str:
    """Return an address as people type it."""
    return target.partition("://")[2].removeprefix("www.") or target.removeprefix("mailto:")


def _loosely(address: str) -> str:
    """Return an address without hyphens: where a line ends behind one, nobody can tell whether it is of the word."""
    return address.replace("-", "").rstrip("/")


def _addresses_in(text: str) -> list[str]:
    """Return what looks like an address of the web or of mail, also where a line ends behind a slash of it."""
    found = []
    for part in _DOTTED.findall(re.sub(r"(?<=/)\n", "", text)):
        mails = _MAIL.findall(part)
        found += mails or [one.rstrip(".,;:)").removeprefix("https://") for one in HOST.findall(part)]
    return found


class _Written:
    """What may stand in words on paper of one language."""

    def __init__(self, built: BuiltSite, language: str) -> None:
        known = built.registrations.known(language)
        self._accounts = {" ".join(one.split()) for one in known.accounts}
        self._home = _typed(built.home).rstrip("/")
        self._hosts = {_loosely(web.written(one)) for one in known.addresses}
        self._hosts |= {_loosely(_typed(one)) for one in known.mails}
        pages = (one.path for one in built.site.addresses())
        self._own = {_loosely(f"{self._home}{path}") for path in (*pages, *built.redirects.values())}
        self._names = "\n".join(_names(built, language))

    def wrong(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield what is wrong with accounts and addresses in a text, and what to do."""
        for match in _IBAN.finditer(text):
            one = " ".join(match[0].split())
            if one not in self._accounts:
                fix = "Only accounts of content/organisations/ may stand there."
                yield f'"{one}" looks like an account, and no such account is registered.', fix
            elif "\n" in match[0]:
                yield f"The account {one} is split over two lines.", _AGAIN
        for one in _addresses_in(text):
            if one == self._home or one.startswith(f"{self._home}/"):
                if _loosely(one) not in self._own | {self._home}:
                    yield f'"{one}" stands here, and there is no such page.', _AGAIN
            elif _loosely(one) not in self._hosts and one not in self._names:
                yield f'"{one}" stands here, and is no registered address.', _REGISTER


def _names(built: BuiltSite, language: str) -> Iterator[str]:
    """Yield all names of organisations and services: some look like an address."""
    for views in built.registrations.views(language):
        for key, said in views.words.organisations.organisations.items():
            yield from (views.organisation_name(key), built.content.organisations[key].name, *said.contacts.values())
            yield from (service.name for service in said.services.values())


def complete(built: BuiltSite) -> Iterator[Finding]:
    """What was composed for it is on it, and nothing else; and what the content demands of each kind is."""
    code = "built-paper-lost"
    for document, found in _every(built):
        wanted, desk = built.composed_papers[document], PaperDesk(built.site, document)
        links = Counter(link.target for page in found.pages for link in page.links)
        for target, count in wanted.dialled.items():
            if links[target] < count:
                yield _found(code, document, 0, f"{target} belongs on it {count} times, and is on it {links[target]}.")
        for target in sorted(wanted.addresses - links.keys()):
            yield _found(code, document, 0, f"A link to {target} belongs on it, and is not there.")
        for reference, target in dict.fromkeys(dialled(desk)):
            if not links[target]:
                yield _found(code, document, 0, f"{reference} belongs on it, and nothing on it dials {target}.")
        notices = _notices(built, document)
        for one in apart(desk):
            if one not in wanted.texts:
                yield _found(code, document, 0, f'"{one}" has to stand on it by itself.')
        text = "".join(_own_text(page, number, document, notices) for number, page in enumerate(found.pages, 1))
        for one in words(desk):
            if squeezed(one) not in text:
                yield _found(code, document, 0, f"{_quoted(one)} belongs on it, and is not there.")
        for one in sorted(wanted.texts, key=len, reverse=True):
            if (short := squeezed(one)) in text:
                text = text.replace(short, "\0", 1)
            else:
                yield _found(code, document, 0, f"{_quoted(one)} was composed for it, and is not on it.")
        for number, page in enumerate(found.pages, 1):
            for line in page.outside:
                yield _found(code, document, number, f"{_quoted(line)} lies beyond the edge of the paper.")
        for rest in text.split("\0"):
            if not re.fullmatch(r"\d{0,2}", rest) and not any(one.startswith(rest) for one in _COUNTED):
                yield _found(
                    code, document, 0, f'"{rest[:_NEAR]}" (without spaces) is on it, and nothing put it there.'
                )


def _quoted(text: str) -> str:
    return f'"{text}"' if len(text) <= 2 * _NEAR else f'"{text[: 2 * _NEAR]}…"'


def _own_text(page: PaperPage, number: int, document: Document, notices: Sequence[str]) -> str:
    """Return a page's text without what stands on every page, and only its letters and digits."""
    text = squeezed(page.text)
    for notice in notices:
        text = text.replace(notice, "", 1)
    return text.removesuffix(str(number)) if document.kind == "booklet" else text


def _notices(built: BuiltSite, document: Document) -> tuple[str, ...]:
    """Return what a document says on every page while the site is an example."""
    desk = PaperDesk(built.site, document)
    if built.content.site.operation != "example":
        return ()
    found = [f"{desk.t('example.label')}. {desk.t('example.text')}"]
    for country, settings in built.content.site.countries.items():
        if document.country not in ("", country):
            continue
        form = desk.contact(settings.real_form)
        organisation = built.content.organisations[form.organisation].name
        name = desk.views.country_name(country)
        found.append(f"{desk.t('example.form', organisation=organisation, country=name)}: {form.text}")
    return tuple(squeezed(one) for one in found)


def codes(built: BuiltSite) -> Iterator[Finding]:
    """Every QR code can be read and leads to an own page, as a link in its place does; none is missing."""
    code = "built-paper-code"
    for document, found in _every(built):
        short = short_addresses(built.content, document.language)
        wanted = {f"{built.home.rstrip('/')}{short[page]}" for page in CODES[document.kind]}
        for number, page in enumerate(found.pages, 1):
            for said in page.codes:
                if built.own(said) is None:
                    yield _found(code, document, number, f'A QR code says "{said[:80]}": that is no page of this site.')
                elif way := missing(built, said):
                    yield _found(code, document, number, f"A QR code leads to {said}, which {way.wrong}.")
                elif said not in wanted:
                    yield _found(code, document, number, f"A QR code leads to {said}, and should not be there.")
                elif said not in {link.target for link in page.links}:
                    yield _found(code, document, number, f"A QR code leads to {said}, and no link beside it does.")
        read = {said for page in found.pages for said in page.codes}
        for target in sorted((wanted | built.composed_papers[document].codes) - read):
            message = f"It should have a QR code that leads to {target}, and none can be read."
            yield _found(code, document, 0, message)


def example(built: BuiltSite) -> Iterator[Finding]:
    """Every page says that it is an example while the site is one, and where to report; none does afterwards."""
    for document, found in _every(built):
        is_example = built.content.site.operation == "example"
        said = squeezed(PaperDesk(built.site, document).t("example.text"))
        notices = _notices(built, document)
        for number, page in enumerate(found.pages, 1):
            text = squeezed(page.text)
            if not is_example and said in text:
                yield _found("built-paper-example", document, number, "This page says that the site is an example.")
            elif document.kind == "booklet" and not text.removesuffix(str(number)):
                continue
            elif any(notice not in text for notice in notices):
                message = "This page does not say, or not in full, that it is an example and where the real forms are."
                yield _found("built-paper-example", document, number, message)


def readable(built: BuiltSite) -> Iterator[Finding]:
    """It says its language and title, and is tagged on every page: only then can it be read aloud."""
    code = "built-paper-tags"
    for document, found in _every(built):
        if found.language != document.language:
            message = f'It says that its language is "{found.language}"; it is "{document.language}".'
            yield _found(code, document, 0, message)
        desk = PaperDesk(built.site, document)
        title = desk.page.title + (f" – {desk.views.country_name(document.country)}" if document.country else "")
        if squeezed(found.title) != squeezed(title):
            yield _found(code, document, 0, f'It says that its title is "{found.title}"; it is "{title}".')
        if not found.marked or not all(page.tagged for page in found.pages if page.text.strip()):
            message = "It is not tagged, so nobody can have it read aloud in the right order."
            yield _found(code, document, 0, message)


def countries(built: BuiltSite) -> Iterator[Finding]:
    """What is for readers of one country is on no paper of another, and numbers of another country say so."""
    code = "built-paper-country"
    for document, found in _every(built):
        if not document.country:
            continue
        links = _closed_links(built, document)
        for number, page in enumerate(found.pages, 1):
            for candidate in built.registrations.candidates(page.text, document.language):
                owners = built.registrations.registered.all_exactly(candidate.digits)
                if owners and all(_is_closed(one, document.country) for one in owners):
                    message = f'"{candidate.text}" is {owners[0].reference}, and not for readers in {document.country}.'
                    yield _found(code, document, number, message, _OUT)
            for link in page.links:
                if link.target in links:
                    message = f"{links[link.target]} is on it, and not for readers in {document.country}."
                    yield _found(code, document, number, message, _OUT)
            for link in page.links:
                if not (name := _elsewhere(built, document, link)):
                    continue
                if document.kind in _OF_ONE_COUNTRY:
                    message = f"{link.target} is a number of another country ({name})."
                    yield _found(code, document, number, message, "Show the number of this country.")
                elif not _says(page, link.text, name):
                    message = f"{link.target} is a number of another country, and ({name}) does not stand behind it."
                    yield _found(code, document, number, message, "Show the number of this country, or say the other.")


def _is_closed(contact: Contact, country: str) -> bool:
    """Tell whether a contact is only for readers of other countries."""
    return bool(contact.fact.readers) and country not in contact.fact.readers


def _closed_links(built: BuiltSite, document: Document) -> Mapping[str, str]:
    """Return the references of links that are only for readers of other countries, by their address."""
    closed, others = {}, set()
    for one in built.registrations.registry.contacts.values():
        if isinstance(one.fact, Link):
            address = web.for_language(one.fact, document.language)
            if _is_closed(one, document.country):
                closed[address] = one.reference
            else:
                others.add(address)
    return {address: reference for address, reference in closed.items() if address not in others}


def _elsewhere(built: BuiltSite, document: Document, link: PaperLink) -> str:
    """Return the country, in words, of a number that belongs to nobody in the document's; else an empty text."""
    if not link.target.startswith("tel:"):
        return ""
    digits = re.sub(r"[^\d+]", "", link.target)
    owners = [
        one.fact.country for one in built.registrations.registered.all_exactly(digits) if isinstance(one.fact, Phone)
    ]
    if not owners or {document.country, "EU"} & set(owners):
        return ""
    return next(iter(built.registrations.views(document.language))).country_name(owners[0])


def _says(page: PaperPage, text: str, name: str) -> bool:
    pattern = rf"(?<!\d)(?<!\d ){re.escape(text)}(?!\d)"
    behind = [squeezed(page.text[match.end() :][:_NEAR]) for match in re.finditer(pattern, page.text)]
    return all(one.startswith(squeezed(name)) for one in behind)


_CARD = "print/nl/card-be.pdf"
RULES = (
    BuiltRule(
        "built-paper",
        "a leaflet that is not there, or that nobody can open, helps nobody",
        whole,
        ShownHtml("print/nl/leaflet-be.pdf", "", "", ""),
    ),
    BuiltRule(
        "built-paper-number",
        "a wrong number on paper hangs on a wall for years",
        numbers,
        ShownPaper(_CARD, ">116 000<", ">116 006<"),
    ),
    BuiltRule(
        "built-paper-address",
        "who types an address from a leaflet cannot see where it leads",
        addresses,
        ShownPaper(_CARD, "/nl/q/bronnen/", "/nl/q/bron/"),
    ),
    BuiltRule(
        "built-paper-lost",
        "a line that has no room on paper is left out without an error",
        complete,
        ShownPaper(_CARD, 'class="number"', 'class="number" hidden'),
    ),
    BuiltRule(
        "built-paper-code",
        "nobody reads a QR code before following it",
        codes,
        ShownPaper(_CARD, "<svg", '<svg style="display: none"'),
    ),
    BuiltRule(
        "built-paper-example",
        "a leaflet travels without the site that says it is an example",
        example,
        ShownPaper(_CARD, 'class="example"', 'class="example" hidden'),
    ),
    BuiltRule(
        "built-paper-tags",
        "a screen reader needs to know the language and the order",
        readable,
        ShownPaper(_CARD, 'lang="nl"', 'lang="fr"'),
    ),
    BuiltRule(
        "built-paper-country",
        "a reader in one country calls a number of another in vain",
        countries,
        ShownPaper(
            _CARD,
            '<a class="tel" href="tel:116000"><bdi dir="ltr">116 000</bdi></a>',
            '<a class="tel" href="tel:08002000"><bdi dir="ltr">0800-2000</bdi></a>',
        ),
    ),
)
