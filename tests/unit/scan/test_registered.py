"""Every registered number is found in any notation, and every single slip of one is told as that."""

from hypothesis import given, settings
from hypothesis import strategies as st

from meldwijzer.contacts import phone as phones
from meldwijzer.model.contact import Phone
from meldwijzer.references import Registry
from meldwijzer.scan.numbers import long_numbers
from meldwijzer.scan.registered import Registered
from meldwijzer.scan.short import short_numbers

from .conftest import COUNTRIES, read_content, read_vocabularies

CONTENT = read_content()
REGISTRY = Registry(CONTENT.organisations)
REGISTERED = Registered(REGISTRY)
WORDS = read_vocabularies(CONTENT)
PHONES = {c.reference: c.fact for c in REGISTRY.contacts.values() if isinstance(c.fact, Phone)}
LONG = sorted(name for name, phone in PHONES.items() if phone.kind != "short")
SHORT = sorted(name for name, phone in PHONES.items() if phone.kind == "short")

SCRIPTS = [0x30, 0x660, 0x966, 0xFF10, 0x1D7CE, 0x6F0]
INVISIBLE = ["\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\u200e", "\ufeff"]
SEPARATORS = ["", " ", "\u00a0", "\u202f", "\u2009", "-", "\u2011", "\u2013", ".", "/", " / ", " - ", "\u00b7"]
PROSE = st.text("abcdefghij ABC éèß ’“”!?\n", max_size=40)
BEFORE = ["", "Tel. ", "Bel ", "(", "“", "appelez le ", "x, ", "| "]
AFTER = ["", ".", ", of chat", ")", "!", " tijdens de week", "\nVolgende", " |", "; en"]


def digits_of(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())


@st.composite
def written(draw: st.DrawFn, name: str) -> str:
    """A number in one of its forms, cut into groups, in some script, with invisible characters between."""
    phone = PHONES[name]
    plus = phones.international(phone) if phones.problem(phone) == "" else phone.number
    national = digits_of(phones.national(phone))
    country = {"BE": "32", "NL": "31"}[phone.country]
    rest = digits_of(plus).removeprefix(country)
    form = draw(st.sampled_from(["national", "plus", "zeros", "bracket"] if plus.startswith("+") else ["national"]))
    head = {"national": "", "plus": f"+{country}", "zeros": f"00{country}", "bracket": f"+{country} (0)"}[form]
    body = national if form == "national" else rest
    cuts = sorted(draw(st.sets(st.integers(2, len(body) - 2), max_size=4)))
    groups = [body[a:b] for a, b in zip([0, *cuts], [*cuts, len(body)], strict=True)]
    separator = draw(st.sampled_from(SEPARATORS))
    if head and form != "bracket":
        groups.insert(0, head)
        head = ""
    text = head + separator.join(groups)
    script = draw(st.sampled_from(SCRIPTS))
    text = "".join(chr(script + int(sign)) if "0" <= sign <= "9" else sign for sign in text)
    if form == "bracket":
        text = text.replace(f"({chr(script)})", "(0)")
    for at in sorted(draw(st.sets(st.integers(1, len(text) - 1), max_size=3)), reverse=True):
        text = text[:at] + draw(st.sampled_from(INVISIBLE)) + text[at:]
    return text


@settings(max_examples=400, deadline=None)
@given(data=st.data(), name=st.sampled_from(LONG), before=PROSE, after=PROSE)
def test_a_registered_number_is_found_in_any_notation(data, name, before, after):
    number = data.draw(written(name))
    start = f"{before} {data.draw(st.sampled_from(BEFORE))}"
    text = f"{start}{number}{data.draw(st.sampled_from(AFTER))} {after}"
    found = list(long_numbers(text, COUNTRIES, REGISTERED, WORDS["all"]))
    assert [text[one.start : one.end] for one in found] == [one.text for one in found]
    match = [one for one in found if digits_of(one.text) == digits_of(number)]
    assert match, (text, found)
    assert name in [contact.reference for contact in REGISTERED.all_exactly(match[0].digits)]
    inside = text[len(start) : len(start) + len(number)]
    assert match[0].text.lstrip("(") in inside
    assert match[0].start >= len(start) - 1
    assert match[0].end == len(start) + len(number.rstrip("".join(INVISIBLE)))


def slips(digits: str) -> list[str]:
    """Every number one digit away, as somebody may mistype it."""
    found = []
    for at in range(len(digits)):
        before, own, after = digits[:at], digits[at], digits[at + 1 :]
        found += [f"{before}{other}{after}" for other in "0123456789" if other != own]
        found.append(before + after)
        found += [f"{before}{own}{more}{after}" for more in "0123456789"]
        if after:
            found.append(f"{before}{after[0]}{own}{after[1:]}")
    return [slip for slip in found if slip != digits]


def test_every_single_slip_of_a_long_number_is_told_as_that():
    for name in LONG:
        phone = PHONES[name]
        national = digits_of(phones.national(phone))
        forms = [national]
        if phone.number.startswith("+"):
            forms.append(digits_of(phone.number))
        for form in forms:
            sign = "+" if form != national else ""
            for slip in slips(form):
                near = {contact.reference for contact in REGISTERED.slips(sign + slip)}
                assert REGISTERED.exactly(sign + slip) is not None or name in near, (name, sign + slip)


def test_slips_in_a_text_are_seen_where_the_number_keeps_its_shape():
    """A slip in any digit but the first, in the notation that its owner prints."""
    missed = []
    for name in LONG:
        shown = phones.national(PHONES[name])
        places = [at for at, sign in enumerate(shown) if sign.isdigit()][1:]
        for at in places:
            for slip in (shown[:at] + str((int(shown[at]) + 3) % 10) + shown[at + 1 :], shown[:at] + shown[at + 1 :]):
                text = f"Bel {slip.strip()} voor advies."
                found = list(long_numbers(text, COUNTRIES, REGISTERED, WORDS["nl"]))
                told = [REGISTERED.exactly(one.digits) or REGISTERED.one_slip(one.digits) for one in found]
                if not any(told):
                    missed.append((name, slip))
    assert missed == []


@settings(max_examples=200, deadline=None)
@given(
    name=st.sampled_from(SHORT),
    script=st.sampled_from(SCRIPTS),
    hidden=st.sampled_from(["", *INVISIBLE]),
    before=PROSE,
    after=PROSE,
    call=st.sampled_from(
        ["nl Bel ", "nl noodnummer: ", "fr appelez le ", "en please call ", "en Dial\u00a0", "fr Tél. : "]
    ),
)
def test_a_registered_short_number_is_found_after_a_word_that_says_to_call(name, script, hidden, before, after, call):
    language, words = call.split(" ", 1)
    number = hidden.join(chr(script + int(sign)) for sign in digits_of(PHONES[name].number))
    start = f"{before}. {words}"
    text = f"{start}{number}. {after}"
    found = list(short_numbers(text, REGISTERED.short, WORDS[language]))
    assert [(one.start, one.text) for one in found] == [(len(start), number)]
    assert name in [contact.reference for contact in REGISTERED.all_exactly(found[0].digits)]


def test_a_current_contact_goes_before_a_retired_one_and_every_owner_is_known():
    owners = [contact.organisation for contact in REGISTERED.all_exactly("116000")]
    assert owners == ["child-focus", "iko"]
    assert REGISTERED.exactly("080095595") is not None
    assert REGISTERED.one_slip("080095595") is None


def test_a_local_part_is_known_without_its_area_code():
    assert REGISTERED.tail("4754411") is REGISTERED.exactly("024754411")
    assert REGISTERED.tail("754411") is None
