"""From what an address gave to findings about it. Pure: no clock, no network, no files."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from meldwijzer.findings import Finding, Severity

from .answer import PERMANENT, Answer
from .expect import Use
from .likeness import is_home, is_parked, names_any, only_asks, same_site

RULES = {
    "online-gone": "A link whose page is gone leaves a reader who needs help with nothing.",
    "online-moved": "A page that moved may be reached for now; one day it will not.",
    "online-certificate": "A browser that warns of a site's certificate turns readers away.",
    "online-different": "A domain that changed hands can show anything to a frightened reader.",
    "online-unavailable": "A page that could not be looked at today is neither right nor wrong.",
    "online-by-hand": "Some sites do not want to be looked at by programs.",
    "online-unsafe": "An address that leads into a private network is wrong, or a trap.",
    "online-number": "A number that is right everywhere here may be wrong all the same: its owner knows.",
}
"""The codes of the findings of this room, and why each of them matters."""

_REASONS = {
    "name-trouble": "its name could not be looked up",
    "timeout": "its server took too long",
    "broken": "its server broke off, or its answer made no sense",
    "busy": "its server asks visitors to come back later",
    "robots-unknown": "its rules for programs (robots.txt) could not be read",
    "insecure": "no encrypted connection to it could be made",
}
_LONGEST = 160


def judge(uses: Sequence[Use], answers: Mapping[str, Answer], now: datetime, certificate_days: int) -> list[Finding]:
    """Return what is wrong with the content's addresses; those without an answer yet are left out."""
    looked = [(use, answers[use.url]) for use in uses if use.url in answers]
    if is_offline(answers):
        return [] if not looked else [_offline(looked[0][0])]
    found = [finding for use, answer in looked for finding in _one(use, answer)]
    return [*found, *_certificates(looked, now, certificate_days)]


def is_offline(answers: Mapping[str, Answer]) -> bool:
    """Tell whether nothing at all could be reached: then it is this computer, not dozens of sites at once."""
    lost = {"no-name", "name-trouble", "refused", "timeout", "broken"}
    return len(answers) > 2 and all(a.status is None and not a.hops and a.failure in lost for a in answers.values())


def shown(url: str) -> str:
    """Return an address as it can stand in a message."""
    return f'"{url}"' if len(url) <= _LONGEST else f'"{url[:_LONGEST]}…"'


def _offline(use: Use) -> Finding:
    message = "Not one of the sites could be reached: this computer seems to have no connection to the internet."
    return Finding("online-unavailable", Severity.WARNING, use.place, message, "Connect it and try again.")


def _one(use: Use, answer: Answer) -> Iterator[Finding]:
    if use.retired:
        if use.retired == "gone" and answer.page is not None and not is_parked(answer.page, answer.final_url):
            message = f"{shown(use.url)} is noted here as gone, and shows a page again."
            yield Finding("online-different", Severity.NOTICE, use.place, message, "Look by hand who is behind it.")
    elif answer.failure is not None:
        yield _failed(use, answer)
    elif answer.page is None:
        yield _refused(use, answer)
    else:
        yield from _there(use, answer)


def _failed(use: Use, answer: Answer) -> Finding:
    url, detail = shown(use.url), answer.detail
    leads = f"{url} leads to {shown(answer.hops[-1].to)}" if answer.hops else url

    def wrong(rule: str, message: str, fix: str, severity: Severity = Severity.ERROR) -> Finding:
        return Finding(rule, severity, use.place, message, fix)

    match answer.failure:
        case "no-name":
            return _gone(use, f"{leads}: there is no site of that name.")
        case "refused":
            return _gone(use, f"{leads}: nothing answers there any more.")
        case "certificate":
            message = f"The certificate of {leads} is wrong: {detail}. Browsers warn visitors away."
            return wrong("online-certificate", message, "Tell its owner; use another address until it is mended.")
        case "loop" | "too-many":
            cookies = any(hop.sets_cookie for hop in answer.hops)
            message = f"{url} leads round in a circle" + (" for those who refuse cookies." if cookies else ".")
            severity = Severity.WARNING if cookies else Severity.ERROR
            return wrong("online-gone", message, "Open it in a browser; write the address where it ends.", severity)
        case "bad-redirect":
            return wrong("online-gone", f"{leads}, but {detail}.", _elsewhere(use))
        case "unsafe":
            return wrong("online-unsafe", f"{leads}; {detail}.", "Take it out until its owner has explained this.")
        case "robots":
            return _by_hand(use, f"{url} does not want to be looked at by programs (robots.txt).")
    return _unavailable(use, _REASONS.get(answer.failure or "", "its answer made no sense"))


def _refused(use: Use, answer: Answer) -> Finding:
    """Say what an answer without a page means."""
    status = answer.status or 0
    if status in (404, 410):
        return _gone(use, f"{shown(use.url)} is gone: its server knows no such page ({status}).")
    if status in (401, 402, 403, 407, 451, 999):
        return _by_hand(use, f"{shown(use.url)} shows its page to no program like this one ({status}).")
    if status == 429:
        return _unavailable(use, _REASONS["busy"])
    return _unavailable(use, f"its server answered with an error ({status})")


def _there(use: Use, answer: Answer) -> Iterator[Finding]:
    """Say what is strange about a page that is there."""
    page, end = answer.page, answer.final_url
    assert page is not None
    if is_parked(page, end):
        message = f"{shown(use.url)} is no longer its owner's: its name is for sale, or parked."
        yield Finding("online-different", Severity.ERROR, use.place, message, _elsewhere(use))
        return
    away = bool(answer.hops) and not same_site(use.url, end)
    strange = bool(use.names) and not names_any(page, use.names)
    if away and strange:
        message = f"{shown(use.url)} now leads to another site, {shown(end)}, which does not name {use.names[0]}."
        yield Finding("online-different", Severity.ERROR, use.place, message, _elsewhere(use))
    elif strange:
        message = f"The page {shown(end)} does not name {use.names[0]} any more."
        yield _look("online-different", use, message, "Look by hand whose page it is now.")
    elif answer.hops and not is_home(use.url) and is_home(end) and not only_asks(use.url, end):
        message = f"{shown(use.url)} now leads to a home page, {shown(end)}: the page itself may be gone."
        yield _look("online-different", use, message, _elsewhere(use))
    elif answer.hops:
        yield _moved(use, answer, away=away)


def _moved(use: Use, answer: Answer, *, away: bool) -> Finding:
    """Report redirects: those for good give the new address, those of today only a notice."""
    new = use.url
    for hop in answer.hops:
        if hop.status not in PERMANENT:
            break
        new = hop.to.partition("#")[0]
    if new != use.url and not only_asks(use.url, new):
        whose = " It is another site: look first whether it is still the same owner's." if away else ""
        message = f"{shown(use.url)} has moved for good.{whose}"
        return _look("online-moved", use, message, f"Write {shown(new)} instead.")
    if away:
        message = f"{shown(use.url)} now leads to another site, {shown(answer.final_url)}."
        return _look("online-different", use, message, "Look by hand whether it is still the same owner's.")
    message = f"{shown(use.url)} sends visitors on to {shown(answer.final_url)}."
    return Finding("online-moved", Severity.NOTICE, use.place, message, "Nothing need be done.")


def _certificates(looked: Sequence[tuple[Use, Answer]], now: datetime, days: int) -> Iterator[Finding]:
    """Report each host's certificate once, at the first place that names an address there."""
    told: set[str] = set()
    for use, answer in looked:
        for certificate in () if use.retired else answer.certificates:
            if certificate.host not in told and certificate.expires - now < timedelta(days=days):
                told.add(certificate.host)
                day = certificate.expires.date().isoformat()
                message = f"The certificate of {certificate.host} ends on {day}; from then on browsers warn visitors."
                yield _look("online-certificate", use, message, "Tell its owner if it is not renewed in time.")


def _gone(use: Use, message: str) -> Finding:
    """Report a dead page: an error where readers meet it, a warning where only the ledger names it."""
    severity = Severity.WARNING if use.kind == "review" else Severity.ERROR
    return Finding("online-gone", severity, use.place, message, _elsewhere(use))


def _unavailable(use: Use, reason: str) -> Finding:
    message = f"{shown(use.url)} could not be looked at today: {reason}."
    return _look("online-unavailable", use, message, "Try again tomorrow; if it stays so, look by hand.")


def _by_hand(use: Use, message: str) -> Finding:
    return Finding("online-by-hand", Severity.NOTICE, use.place, message, "Look by hand whether it is still right.")


def _look(rule: str, use: Use, message: str, fix: str) -> Finding:
    return Finding(rule, Severity.WARNING, use.place, message, fix)


def _elsewhere(use: Use) -> str:
    """Say what to do about an address that is lost."""
    match use.kind:
        case "link":
            return "Find its new address and write that, or note this one as retired."
        case "statement":
            return "Find another source for this sentence."
    return f'Find another source and confirm "{use.about}" again.'
