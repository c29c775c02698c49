"""Everything the content holds is shown where it belongs: who looks on while pages are composed, and what is missing.

Demands are made from facts and words, never from templates: they know nothing of tags, classes or the order of things.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from meldwijzer.findings import Finding, Place, Severity

from . import shown_changes, shown_contacts, shown_form, shown_frame, shown_texts
from .contact_views import ContactView
from .demands import Demand, Part, Parts, unmet
from .fragment import Fragment
from .render import Desk
from .sound import Problem, problems

Table = Mapping[str, Callable[[Desk, Mapping[str, Any], Parts], Iterator[Demand]]]

DEMANDS: Table = {
    "account": shown_texts.account,
    "account-link": shown_contacts.other_link,
    "address-link": shown_contacts.other_link,
    "age-tools": shown_texts.age_tools,
    "banner": shown_frame.banner,
    "before": shown_texts.before,
    "before-short": shown_form.before_short,
    "by-situation": shown_texts.by_situation,
    "changes": shown_changes.changes,
    "channel": shown_contacts.channel,
    "contact": shown_contacts.contact,
    "country-choice": shown_frame.country_choice,
    "data-files": shown_changes.data_files,
    "data-licence": shown_changes.data_licence,
    "email-link": shown_contacts.other_link,
    "emergency-bar": shown_frame.emergency_bar,
    "entrance": shown_frame.entrance,
    "first-aid": shown_frame.first_aid,
    "footer": shown_frame.footer,
    "form-views": shown_form.form_views,
    "guide-list": shown_frame.guide_list,
    "header": shown_frame.header,
    "help-filter": shown_frame.help_filter,
    "law-entry": shown_texts.law_entry,
    "link-link": shown_contacts.other_link,
    "not-sure": shown_texts.not_sure,
    "notices": shown_frame.notices,
    "now": shown_contacts.now,
    "old-contacts": shown_contacts.old_contacts,
    "organisation": shown_contacts.organisation,
    "phone-link": shown_contacts.phone_link,
    "position": shown_texts.position,
    "question": shown_texts.question,
    "real-forms": shown_frame.real_forms,
    "report-form": shown_form.report_form,
    "search-dialog": shown_frame.search_dialog,
    "service": shown_contacts.service,
    "service-list": shown_texts.service_list,
    "situations": shown_texts.situations,
    "sources": shown_contacts.sources,
    "tax": shown_texts.tax,
    "timeline": shown_texts.timeline,
    "trouble": shown_texts.trouble,
    "unconfirmed": shown_changes.unconfirmed,
    "ways": shown_texts.ways,
}
"""By component; what has no facts of its own has no demands, but is looked at all the same."""

_PATH = "overrides/components/{}/{}.html"
_TAG = re.compile(r"<([a-z][\w-]*)((?:\{\{.*?\}\}|\{%.*?%\}|[^<>])*?)>", re.DOTALL | re.IGNORECASE)
_FIX = "Show it again: content/ has it."


class Onlooker:
    """Looks at every component while pages are composed, and keeps what is wrong with it, once for each template."""

    def __init__(self, templates: Mapping[str, str]) -> None:
        self.templates = templates
        self.findings: list[Finding] = []
        self.page = Parts()
        """What was made for the page that is being composed."""
        self._open: list[Parts] = []
        self._seen: set[tuple[str, ...]] = set()
        self._told: set[tuple[str, int, str]] = set()

    def turn(self) -> None:
        """Begin a page."""
        self.page, self._open = Parts(), []

    def begin(self) -> None:
        """Something is about to be made."""
        self._open.append(Parts())

    def end(self, desk: Desk, name: str, values: Mapping[str, Any], html: str) -> None:
        """It is made: look at it, unless the same was seen in the same state."""
        parts = self._open.pop()
        around = self._open[-1] if self._open else self.page
        # Links in running text stay a part of what is around them: their words and addresses are looked for there.
        if not name.endswith("-link") or name == "prose":
            around.made.append(Part(name, values, html))
        if name == "prose":
            return
        key = (name, desk.language, html, *map(_state, values.values()))
        if name in ("header", "entrance", "head"):
            key = (*key, desk.page.path)
        if key in self._seen:
            return
        self._seen.add(key)
        fragment = Fragment(parts.marked(html))
        for problem in problems(desk, fragment, in_prose=name == "page-link"):
            line = _tag_line(self._template(name), problem)
            self._tell(desk, name, line, problem.message, problem.fix)
        if (demands := DEMANDS.get(name)) is not None:
            for demand, message, hints in unmet(fragment, demands(desk, values, parts)):
                fix = _FIX if not demand.absent else "Say only what content/ says."
                self._tell(desk, name, _line(self._template(name), hints), message, fix)

    def _template(self, name: str) -> str:
        return self.templates.get(_PATH.format(name, name), "")

    def _tell(self, desk: Desk, name: str, line: int, message: str, fix: str) -> None:
        path = _PATH.format(name, name)
        kind = re.sub(r'"[^"]*"|/\S*', '""', message)
        if (path, line, kind) not in self._told:
            self._told.add((path, line, kind))
            message = f"On {desk.page.path}: {message}"
            self.findings.append(Finding("template", Severity.ERROR, Place(path, line), message, fix))


def _state(value: object) -> str:
    """Return what tells one value that is handed over from another."""
    if isinstance(value, ContactView):
        return value.reference
    return str(getattr(value, "anchor", None) or (value if isinstance(value, str | bool) else ""))


def _line(template: str, hints: tuple[str, ...]) -> int:
    """Return the first line that has the first hint which stands in a template."""
    rows = template.split("\n")
    for hint in hints:
        for number, row in enumerate(rows, 1):
            if hint.removeprefix(">") in row and not row.startswith("{#"):
                return number + hint.startswith(">")
    return 1


def _tag_line(template: str, problem: Problem) -> int:
    """Return the line of the tag that an element with a problem was most probably made by."""
    element, best, line = problem.element, -1, 1
    for tag in _TAG.finditer(template):
        if tag[1].lower() != element.name:
            continue
        given = element.attributes.get("class", "")
        behind = tag[0] + template[tag.end() : tag.end() + 4]
        same = f'class="{given}"' in tag[2] if given else "class=" not in tag[2]
        lacks = bool(problem.lacks) and f"{problem.lacks}=" not in tag[2]
        likely = same + 2 * lacks + 2 * (bool(problem.has) and problem.has in behind)
        if likely > best:
            best, line = likely, template[: tag.start()].count("\n") + 1
    return line
