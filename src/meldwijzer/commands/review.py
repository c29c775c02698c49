"""`meldwijzer review`: who confirmed what, what can't wait, what is due. What is written is for reviews.writing."""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from difflib import get_close_matches
from fnmatch import fnmatchcase
from typing import Any

from pydantic import ValidationError

from meldwijzer.content import Content, load
from meldwijzer.findings import either
from meldwijzer.model.ledger import Correction, Outage, Review
from meldwijzer.reviews import AT_MOST_DAYS, Standing, standings, writing
from meldwijzer.reviews.due import day, due
from meldwijzer.reviews.subjects import written
from meldwijzer.reviews.translations import Kept, Translated, translated

from .check import report

ROLES = ("organisation", "lawyer", "editor", "desk-research", "translator")
REASONS = ("out-of-order", "changed-hours", "site-down")

_HELP = """Examples:
  meldwijzer review                                        asks everything
  meldwijzer review 'phone:child-focus.*' --source https://childfocus.be/ --by "An Editor" --role editor
  meldwijzer review --due --within 30
  meldwijzer review --translation fr faq --by "A Reader"
  meldwijzer review --urgent phone:child-focus.office --by "An Editor" --reason "moved today" --until 2026-12-01
  meldwijzer review --outage phone:child-focus.helpline --reason out-of-order --by "An Editor" \\
                    --instead phone:child-focus.abroad --until 2026-12-01
  meldwijzer review --seal
"""


class Refused(Exception):
    """What was asked can't be done; says why and what to write instead."""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add this command's arguments."""
    parser = commands.add_parser(
        "review", help="record who confirmed what", epilog=_HELP, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("subjects", nargs="*", metavar="SUBJECT", help="what was confirmed; * stands for anything")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--due", action="store_true", help="list what somebody should look at")
    what.add_argument(
        "--seal", action="store_true", help="record new lines and texts; numbers name edited or lost lines"
    )
    what.add_argument("--gone", action="store_true", help="take subjects that are gone for good out of the ledger")
    what.add_argument("--urgent", action="store_true", help="publish a changed value before its review")
    what.add_argument("--outage", action="store_true", help="tell readers that a contact point doesn't work")
    what.add_argument("--translation", metavar="LANGUAGE", help="texts of this language were read by a second person")
    parser.add_argument("--by", help="who confirmed it; readers never see a name")
    parser.add_argument("--role", choices=ROLES, help="as what")
    parser.add_argument("--source", help="the address of what confirms it")
    parser.add_argument("--source-date", help="the date that the source bears")
    parser.add_argument("--date", help="when somebody looked (default: today)")
    parser.add_argument("--confidence", choices=("H", "M", "L"), help="default: H of the organisation itself, else M")
    parser.add_argument("--reason", help=f"with --urgent in words; with --outage {either(REASONS)}")
    parser.add_argument("--until", help="the last day, as 2026-12-01")
    parser.add_argument("--instead", help="with --outage: what readers use meanwhile")
    parser.add_argument("--delivered", action="store_true", help="with --translation: newly translated, not read yet")
    parser.add_argument("--within", type=int, default=0, metavar="DAYS", help="with --due: also what expires so soon")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="with --due")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Do what was asked; 1 where it was refused."""
    content, findings = load(chosen.root)
    if content is None or content.left_out:
        return report(findings)
    try:
        print(_chosen(chosen)(chosen, content))
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 1
    except (EOFError, KeyboardInterrupt):
        print("\nNothing was recorded.", file=sys.stderr)
        return 1
    return 0


Action = Callable[[argparse.Namespace, Content], str]


def _chosen(chosen: argparse.Namespace) -> Action:
    actions: Sequence[tuple[object, Action]] = (
        (chosen.due, _due), (chosen.seal, _seal), (chosen.gone, _forget), (chosen.urgent, _urgent),
        (chosen.outage, _outage), (chosen.translation, _translation), (chosen.subjects, _review),
    )  # fmt: skip
    return next((action for wanted, action in actions if wanted), _ask)


def _due(chosen: argparse.Namespace, content: Content) -> str:
    found = due(content, chosen.within)
    if chosen.format == "json":
        rows = [
            {"what": one.what, "subject": one.subject, "about": one.about, "rank": one.rank, "path": one.place.path,
             "line": one.place.line} for one in found
        ]  # fmt: skip
        return json.dumps(rows, ensure_ascii=False, indent=2)
    lines = [f"{one.place}: {one.what}: {one.subject}: {one.about}" for one in found]
    return "\n".join([*lines, "", f"{len(found)} due." if found else "Nothing is due."])


def _seal(chosen: argparse.Namespace, content: Content) -> str:
    for number in chosen.subjects:
        if not number.isdigit():
            raise Refused(f'"{number}" is not the number of a line.')
    done = writing.seal(chosen.root, content, frozenset(map(int, chosen.subjects)))
    said = f"Recorded: {done.seals} lines of the ledger, {done.facts} facts, {done.texts} texts."
    if done.refused:
        numbers = sorted({one.number for one in done.refused if one.number})
        named = f" To accept them as they are, name them: meldwijzer review --seal {' '.join(map(str, numbers))}"
        raise Refused(f"{said}\n{len(done.refused)} lines were edited, moved or lost.{named if numbers else ''}")
    return said


def _forget(chosen: argparse.Namespace, content: Content) -> str:
    known = {one.subject.name for one in standings(content)}
    gone = [name for name in chosen.subjects if name in known]
    if gone:
        raise Refused(f"{gone[0]} is still there.")
    lines = {*content.baseline.facts, *(review.of for review in content.reviews.reviews)}
    for name in chosen.subjects:
        if name not in lines:
            raise Refused(f"Nothing is recorded of {name}.")
    if not chosen.subjects:
        raise Refused("Name what is gone, as phone:child-focus.fax.")
    numbers = writing.forget(chosen.root, content, chosen.subjects)
    return f"Taken out: {', '.join(chosen.subjects)} ({len(numbers)} lines of the ledger)."


def _review(chosen: argparse.Namespace, content: Content) -> str:
    found = matching(content, chosen.subjects)
    reviews = [_line(one, chosen, content) for one in found]
    writing.add_reviews(chosen.root, content, reviews)
    return "\n".join(f"{review.of}: {review.value}" for review in reviews) + f"\n{_count(reviews)} recorded."


def _count(found: Sequence[object]) -> str:
    return "1 line" if len(found) == 1 else f"{len(found)} lines"


def matching(content: Content, wanted: Iterable[str]) -> list[Standing]:
    """Return the subjects that names or patterns mean.

    Raises:
        Refused: One of them means nothing.
    """
    known = {one.subject.name: one for one in standings(content)}
    found: dict[str, Standing] = {}
    for name in wanted:
        names = [one for one in known if fnmatchcase(one, name)]
        if not names:
            near = get_close_matches(name, known, n=3, cutoff=0.5)
            meant = f" Did you mean {either(near)}?" if near else ""
            raise Refused(f'There is no "{name}" to confirm.{meant}')
        found.update((one, known[one]) for one in names)
    return list(found.values())


def _line(one: Standing, chosen: argparse.Namespace, content: Content) -> Review:
    """Return a line of the ledger about a subject as it stands now.

    Raises:
        Refused: Something is missing or can't be.
    """
    for field in ("source", "by", "role"):
        if not (getattr(chosen, field) or "").strip():
            raise Refused(f"Who confirmed it, and where? Add --{field}.")
    checked = _day(chosen.date or content.today.isoformat(), content, "--date")
    details = written(one.subject.details) if one.subject.details or one.known_details else None
    values: Mapping[str, Any] = {
        "of": one.subject.name, "value": one.subject.value, "details": details,
        "date": chosen.source_date, "confidence": chosen.confidence or ("H" if chosen.role == "organisation" else "M"),
        "role": chosen.role, "by": chosen.by.strip(), "source": chosen.source.strip(), "checked": checked,
    }  # fmt: skip
    try:
        return Review(**values)
    except ValidationError as error:
        raise Refused(
            f'"{error.errors()[0]["input"]}" is not a date; write it as 2024, 2024-07 or 2024-07-01.'
        ) from error


def _day(text: str, content: Content, name: str, *, future: bool = False) -> str:
    found = day(text)
    if found is None:
        raise Refused(f'{name}: "{text}" is not a day; write it as 2026-12-01.')
    if not future and found > content.today:
        raise Refused(f"{name}: {text} is in the future.")
    return text


def _until(chosen: argparse.Namespace, content: Content) -> str:
    if not chosen.until:
        raise Refused("Until when? Add --until, as 2026-12-01.")
    last = _day(chosen.until, content, "--until", future=True)
    if last < content.today.isoformat():
        raise Refused(f"--until: {last} is over.")
    return last


def _named(chosen: argparse.Namespace) -> str:
    if not (chosen.by or "").strip():
        raise Refused("Who answers for it? Add --by.")
    return str(chosen.by.strip())


def _urgent(chosen: argparse.Namespace, content: Content) -> str:
    found = matching(content, chosen.subjects)
    until, by = _until(chosen, content), _named(chosen)
    if date.fromisoformat(until) > content.today + timedelta(days=AT_MOST_DAYS):
        raise Refused(f"A correction counts at most {AT_MOST_DAYS} days without a review. Write an earlier day.")
    if len((chosen.reason or "").strip()) < 10:
        raise Refused("Why can't it wait? Add --reason, in a few words.")
    if not found:
        raise Refused("Name what was corrected, as phone:child-focus.office.")
    for one in found:
        if not one.changes:
            raise Refused(f"{one.subject.name} has not changed. Write the new value into {one.subject.path} first.")
    for one in found:
        today = content.today.isoformat()
        value = one.subject.value
        notice = Correction(of=one.subject.name, value=value, by=by, reason=chosen.reason, date=today, until=until)
        writing.add_notice(chosen.root, notice)
    names = ", ".join(one.subject.name for one in found)
    return f"{names}: may be published until {until}; the review is due."


def _outage(chosen: argparse.Namespace, content: Content) -> str:
    until, by = _until(chosen, content), _named(chosen)
    if chosen.reason not in REASONS:
        raise Refused(f"Add --reason: {either(REASONS)}.")
    if not chosen.instead:
        raise Refused("What do readers use meanwhile? Add --instead, as phone:child-focus.abroad or page:help.")
    if not chosen.subjects:
        raise Refused("Name what doesn't work, as phone:child-focus.helpline.")
    taken = {one.id for one in content.notices.outages}
    for one in matching(content, chosen.subjects):
        name = one.subject.name.replace(":", "-").replace(".", "-")
        number = next(n for n in range(1, 1000) if f"{name}-{n}" not in taken)
        fields: Mapping[str, Any] = {
            "id": f"{name}-{number}", "contact": one.subject.name, "reason": chosen.reason, "instead": chosen.instead,
            "by": by, "date": content.today.isoformat(), "until": until,
        }  # fmt: skip
        try:
            notice = Outage(**fields)
        except ValidationError as error:
            wrong = error.errors()[0]["input"]
            raise Refused(f'"{wrong}" is not a contact point; write it as phone:child-focus.helpline.') from error
        writing.add_notice(chosen.root, notice)
    return f"Readers are told until {until}."


def _translation(chosen: argparse.Namespace, content: Content) -> str:
    language, by = chosen.translation, _named(chosen)
    texts = [one for one in translated(content) if one.language == language]
    if not texts:
        raise Refused(f'There is no translation into "{language}".')
    wanted = chosen.subjects or [""]
    found = [one for one in texts if any(_is_meant(one, name) for name in wanted)]
    for name in wanted:
        if not any(_is_meant(one, name) for one in texts):
            near = get_close_matches(name, [one.entry.name for one in texts], n=1)
            raise Refused(f'There is no text "{name}".' + (f' Did you mean "{near[0]}"?' if near else ""))
    today = _day(chosen.date or content.today.isoformat(), content, "--date")
    kept = {(language, one.entry.name): _kept(one, f"{by}, {today}", delivered=chosen.delivered) for one in found}
    writing.record_texts(chosen.root, content, kept)
    state = "delivered" if chosen.delivered else "reviewed"
    return f"{len(found)} {'text' if len(found) == 1 else 'texts'} in {language} recorded as {state}."


def _is_meant(one: Translated, name: str) -> bool:
    return f"{one.entry.name}/".startswith(f"{name.rstrip('/')}/") or not name


def _kept(one: Translated, who: str, *, delivered: bool) -> Kept:
    source, text = one.source.digest, one.entry.digest
    if delivered or one.kept is None:
        return Kept("delivered", source, text, delivered=who)
    deliverer = one.kept.delivered
    if deliverer and _person(deliverer) == _person(who):
        raise Refused(f"{one.entry.name}: whoever translated a text can't be the one to review it.")
    return Kept("reviewed", source, text, deliverer, who)


def _person(who: str) -> str:
    """Return the name in ``A Reader, 2026-12-01``, however it is spaced and capitalised."""
    return " ".join(who.rpartition(",")[0].casefold().split())


def _ask(chosen: argparse.Namespace, content: Content) -> str:
    """Ask for everything, one question after the other."""
    (one,) = _asked("What was confirmed?", lambda name: _only(matching(content, [name])))
    subject = one.subject
    print(f"{content.tree(subject.path).place_of(subject.way)}: {subject.value}")
    if subject.details:
        print(f"Details: {written(subject.details)}")
    last = one.review
    print(f"Last confirmed: {last.checked}, {last.role}, {last.source}" if last else "Nobody has confirmed it yet.")
    for change in one.changes:
        print(f'Changed since: was "{change.before or "-"}", is "{change.now or "-"}".')
    chosen.source = _asked("Address of the source?", _something)
    chosen.by = _asked("Who confirmed it? (readers never see this)", _something)
    chosen.role = _asked(f"As what? {either(ROLES)}", _role)
    chosen.date = _asked(
        f"When did they look? (enter: {content.today})", lambda text: _day(text or str(content.today), content, "date")
    )
    review = _line(one, chosen, content)
    writing.add_reviews(chosen.root, content, [review])
    return f"{review.of}: recorded."


def _asked(question: str, accept: Callable[[str], Any]) -> Any:
    """Ask until the answer is accepted."""
    while True:
        try:
            return accept(input(f"{question} ").strip())
        except Refused as refused:
            print(refused)


def _only(found: Sequence[Standing]) -> Sequence[Standing]:
    if len(found) != 1:
        raise Refused(f"That means {len(found)} subjects; name one.")
    return found


def _something(text: str) -> str:
    if not text:
        raise Refused("Something must be written here.")
    return text


def _role(text: str) -> str:
    if text not in ROLES:
        raise Refused(f"Write {either(ROLES)}.")
    return text
