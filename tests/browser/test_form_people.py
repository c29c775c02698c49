"""The report form in many hands: by keyboard, on the narrowest screen, with long, right-to-left and wild texts."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect

from meldwijzer.report_form.report import LIMITS, newlines

from . import form
from .form import LANGUAGES, SENT, TYPED, Stage, check, fill, is_shown, open_form, reader, send, view


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until something has the focus; what has it on the way must show that it has."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement?.matches(selector)", selector):
            outline = page.evaluate(
                "() => { const style = getComputedStyle(document.activeElement);"
                " return [style.outlineStyle, style.boxShadow]; }"
            )
            assert outline != ["none", "none"], selector
            return
    raise AssertionError(f"Tab never reaches {selector}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_by_keyboard(browser: Browser, stage: Stage, language: str) -> None:
    """Every question, the check and sending, in the order of the page, with nothing but keys."""
    with reader(browser) as page:
        open_form(page, stage, language, "BE")
        tab_to(page, "input[name=where]")
        page.keyboard.press("Space")
        expect(page.locator("input[name=where][value=web]")).to_be_checked()
        tab_to(page, "[name=addresses]")
        page.keyboard.type("https://one.example/")
        tab_to(page, "[name=words]")
        page.keyboard.type("Ik weet niet meer.")
        tab_to(page, "input[name=child_known]")
        page.keyboard.press("ArrowDown")
        tab_to(page, "details[data-more] summary")
        page.keyboard.press("Enter")
        tab_to(page, "[name=when_text]")
        page.keyboard.type("gisteren")
        tab_to(page, "[data-check=BE]")
        page.keyboard.press("Enter")
        expect(view(page, "check")).to_be_visible()
        assert form.focused(page, "[data-title]")
        tab_to(page, "[data-send]")
        page.keyboard.press("Enter")
        expect(view(page, "done")).to_be_visible()
        (report,) = stage.arrived()
        assert (report["addresses"], report["words"], report["when_text"]) == (
            "https://one.example/", "Ik weet niet meer.", "gisteren",
        )  # fmt: skip
        assert report["child_known"] == "not_known"


def no_wider(page: Page) -> None:
    assert page.evaluate("document.scrollingElement.scrollWidth") <= page.viewport_size["width"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_at_320_pixels(browser: Browser, stage: Stage, language: str, scheme: str) -> None:
    """No view is wider than the screen, also with a word that never ends; at 400 % zoom a wide screen is as narrow."""
    with reader(browser, viewport={"width": 320, "height": 256}, color_scheme=scheme) as page:
        open_form(page, stage, language, "BE")
        no_wider(page)
        check(page)
        expect(page.locator("[data-summary]")).to_be_visible()
        no_wider(page)
        fill(page, {"addresses": f"https://one.example/{'x' * 600}", "words": "w" * 900})
        check(page)
        expect(view(page, "check")).to_be_visible()
        no_wider(page)
        stage.misbehave("broken")
        send(page)
        expect(page.locator("[data-outlet] [data-failed]")).to_be_visible()
        no_wider(page)
        stage.behave()
        page.locator("[data-outlet] [data-again]").click()
        expect(view(page, "done")).to_be_visible()
        no_wider(page)


LONG = {
    "20,000 characters": {"words": ("Ik zag iets. " * 1600)[:20_000]},
    "right to left": {
        "words": "رأيت شيئا يوم أمس.\nלא יודע.",
        "platform": "تطبيق",
        "addresses": "https://مثال.example/صفحة",
    },
    "emoji": {"words": "👩‍👧 🇧🇪 🙂‍↔️ \U0001f3f4\U000e0067\U000e0062\U000e007f", "name_there": "🙂🙂🙂"},
    "50 addresses": {"addresses": "\n".join(f"https://host-{n}.example/page/{n}" for n in range(50))},
    "tags": {"words": "<script>document.title = 'x'</script> & \"quotes\" {{ 7 * 7 }} %00 +%2B"},
}


@pytest.mark.parametrize("kind", LONG)
@pytest.mark.parametrize("script", [True, False])
def test_texts_arrive_whole(browser: Browser, stage: Stage, kind: str, script: bool) -> None:
    typed = LONG[kind]
    with reader(browser, java_script_enabled=script) as page:
        open_form(page, stage, "nl", "BE")
        fill(page, typed, "web" if "addresses" in typed else "elsewhere")
        if script:
            check(page)
            is_shown(page, typed)
            send(page)
            expect(view(page, "done")).to_be_visible()
        else:
            page.locator("form button[value=BE]").click()
            page.wait_for_url(f"**{SENT['nl']}")
        (report,) = stage.arrived()
        assert {name: report[name] for name in typed} == typed


def test_51_addresses_without_a_script(browser: Browser, stage: Stage) -> None:
    """The endpoint says what is wrong, and Back has all of them."""
    typed = {"addresses": "\n".join(f"https://host-{n}.example/" for n in range(51))}
    with reader(browser, java_script_enabled=False) as page:
        open_form(page, stage, "nl", "BE")
        fill(page, typed)
        page.locator("form button[value=BE]").click()
        page.wait_for_url(stage.own)
        page.go_back()
        assert form.field(page, "addresses").input_value() == typed["addresses"]
        assert stage.arrived() == []


DEFANGED = "hxxps://one[.]example/a , https : // two . example / b\n<http://three.example/c>."


@pytest.mark.parametrize("language", LANGUAGES)
def test_defanged_addresses(browser: Browser, stage: Stage, language: str) -> None:
    """Accepted, shown as they were read, and the original is kept."""
    read = "https://one.example/a\nhttps://two.example/b\nhttp://three.example/c"
    with reader(browser) as page:
        open_form(page, stage, language, "NL")
        fill(page, {"addresses": DEFANGED})
        check(page, "NL")
        assert page.locator("[data-read-value]").evaluate("one => one.textContent") == read
        is_shown(page, {"addresses": DEFANGED})
        send(page)
        expect(view(page, "done")).to_be_visible()
        (report,) = stage.arrived()
        assert report["addresses"] == DEFANGED
        assert report["addresses_read"] == read


WILD = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=200).filter(lambda text: text.strip())


@pytest.fixture(scope="module")
def kept_open(browser: Browser) -> Iterator[Page]:
    with reader(browser) as page:
        yield page


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=WILD, others=st.dictionaries(st.sampled_from(["platform", "name_there", "when_text"]), WILD))
@example(words="a\r\nb\rc\n", others={})
@example(words="\x00\x01\x7f\ufffd\u2028\ufeff", others={"platform": "\ufeff\u200b"})
@example(words="\ud83d", others={})
def test_what_is_kept_is_what_was_typed(kept_open: Page, shared: Stage, words: str, others: dict[str, str]) -> None:
    """Character by character, after the normalisation of the contract: line breaks, and halves of signs."""
    shared.reset()
    page = kept_open
    open_form(page, shared, "en", "BE")
    typed = {"words": words, **others}
    page.locator("input[name=where][value=elsewhere]").check()
    set_to: dict[str, str] = page.evaluate(
        """(typed) => Object.fromEntries(Object.entries(typed).map(([name, units]) => {
          const field = document.querySelector(`[data-view=form] [name="${name}"]`);
          field.value = String.fromCharCode(...units);
          return [name, field.value.toWellFormed ? field.value.toWellFormed() : field.value];
        }))""",
        {name: units(text) for name, text in typed.items()},
    )
    check(page)
    send(page)
    expect(view(page, "done")).to_be_visible()
    (report,) = shared.arrived()
    for name, text in typed.items():
        meant = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        assert report[name] == newlines(meant) == newlines(set_to[name]), name
        assert len(report[name]) <= LIMITS[name]


def units(text: str) -> list[int]:
    """Return a text's UTF-16 units, as a script knows them."""
    data = text.encode("utf-16-le", "surrogatepass")
    return [int.from_bytes(data[at : at + 2], "little") for at in range(0, len(data), 2)]


def test_what_is_typed_is_typed(browser: Browser, stage: Stage) -> None:
    """Nothing in the way of typing changes it: no capital of its own, no corrected word, no other field filled."""
    with reader(browser) as page:
        open_form(page, stage, "nl", "BE")
        form.field(page, "addresses").press_sequentially("example.example/aBc")
        assert form.field(page, "addresses").input_value() == "example.example/aBc"
        for name in TYPED:
            field = form.field(page, name)
            assert field.get_attribute("spellcheck") == "false"
            assert field.get_attribute("autocapitalize") == "none"
        assert form.field(page, "email").get_attribute("autocomplete") == "off"
        assert page.locator("[data-report] form").get_attribute("autocomplete") is None
        assert page.locator("[data-report] [autocomplete]").count() == 1
        assert page.locator("[data-report] input[type=file]").count() == 0
