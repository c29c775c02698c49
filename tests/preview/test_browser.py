"""What an editor sees in the browser."""

from collections.abc import Callable

from playwright.sync_api import Browser, Locator, Page, expect

from meldwijzer.findings import Severity

from .conftest import PAGE, Preview, Project, finding

Start = Callable[..., Preview]


def _region(page: Page) -> Locator:
    return page.get_by_role("region", name="Findings")


def test_a_save_reloads_the_page_where_it_was(project: Project, preview: Preview, page: Page) -> None:
    """After a save the page shows the new text, at the place where its reader was."""
    page.goto(preview.url)
    page.evaluate("scrollTo(0, 1200)")
    project.write("content/site/index.html", PAGE.format("Second"))
    expect(page.locator("h1")).to_have_text("Second")
    page.wait_for_function("scrollY === 1200")


def test_an_error_comes_and_goes(project: Project, preview: Preview, page: Page) -> None:
    """An error appears beside the last good page without a reload, changes in place, and goes when mended."""
    page.goto(preview.url)
    page.evaluate("window.mine = 'still here'")
    project.behave("bad", finding())
    expect(_region(page)).to_contain_text("1 error: you see the last good page")
    expect(_region(page)).to_contain_text("content/nl/faq.yml:12:5")
    expect(page.get_by_role("status")).to_have_text("1 error: you see the last good page")
    project.behave("bad", finding("Another one."))
    expect(_region(page)).to_contain_text("Another one.")
    expect(_region(page)).not_to_contain_text("The number is missing.")
    expect(page.locator("h1")).to_have_text("First")
    assert page.evaluate("window.mine") == "still here"
    project.behave("good")
    expect(_region(page)).to_have_count(0)
    expect(page.locator("h1")).to_have_text("First")


def test_an_error_at_the_very_start(project: Project, start: Start, page: Page) -> None:
    """A first build with an error shows a full page; once mended, the site appears by itself."""
    project.write("content/pause", "1")
    project.behave("bad", finding())
    page.goto(start().url + "/nl/")
    expect(page.locator("h1")).to_have_text("Building the site…")
    expect(page.locator("h1")).to_have_text("The site can't be built yet")
    expect(_region(page)).to_contain_text("content/nl/faq.yml:12:5")
    project.write("content/pause", "0")
    project.write("content/site/nl/index.html", PAGE.format("Eerste"))
    project.behave("good")
    expect(page.locator("h1")).to_have_text("Eerste")


def test_without_javascript(project: Project, start: Start, browser: Browser) -> None:
    """Without JavaScript the panel stands in the page; warnings unfold, errors fold away."""
    project.behave("good", finding("Odd.", Severity.WARNING), finding())
    preview = start().built(1)
    page = browser.new_page(java_script_enabled=False)
    page.goto(preview.url)
    expect(page.get_by_text("The number is missing.")).to_be_visible()
    expect(page.get_by_text("Odd.")).to_be_hidden()
    page.get_by_text("1 warning").click()
    expect(page.get_by_text("Odd.")).to_be_visible()
    page.get_by_text("1 error:").click()
    expect(page.get_by_text("The number is missing.")).to_be_hidden()
    page.close()


def test_the_first_page_comes_without_javascript(project: Project, start: Start, browser: Browser) -> None:
    """Without JavaScript, who waits for the very first build sees it when it is done."""
    project.write("content/pause", "1")
    page = browser.new_page(java_script_enabled=False)
    page.goto(start().url)
    expect(page.locator("h1")).to_have_text("Building the site…")
    expect(page.locator("h1")).to_have_text("First", timeout=8000)
    page.close()


def test_a_restarted_server_is_found_again(project: Project, preview: Preview, start: Start, page: Page) -> None:
    """A page finds its server again after a restart and shows what changed meanwhile."""
    page.goto(preview.url)
    preview.end()
    project.write("content/site/index.html", PAGE.format("Second"))
    start(int(preview.url.rsplit(":", 1)[1]))
    expect(page.locator("h1")).to_have_text("Second", timeout=15_000)


def test_a_page_is_not_reloaded_for_nothing(preview: Preview, page: Page) -> None:
    """A page that is up to date stays as it is."""
    loads: list[str] = []
    page.on("load", lambda _: loads.append("load"))
    page.goto(preview.url)
    page.wait_for_timeout(700)
    assert loads == ["load"]


def test_styles_of_the_page_do_not_reach_the_panel(project: Project, start: Start, page: Page) -> None:
    """Whatever the page's own styles, the panel is readable and narrow, and hides nothing."""
    project.write(
        "content/site/index.html",
        "<!doctype html><html lang=ar dir=rtl><style>* {color: white; background: white} h2 {display: none}"
        "</style><body>" + "<p>x" * 200 + "<a href=#>the end</a></body></html>",
    )
    project.behave("bad", finding("x" * 300))
    preview = start().built(1)
    project.behave("good", finding("x" * 300), finding("y", path="content/" + "long" * 30))
    preview.built(2)
    page.goto(preview.url)
    expect(page.get_by_role("heading", name="2 errors")).to_be_visible()
    colours = page.evaluate(
        "getComputedStyle(document.querySelector('.mw-file')).color + "
        "getComputedStyle(document.querySelector('.mw-panel')).backgroundColor"
    )
    assert colours == "rgb(29, 29, 27)rgb(255, 255, 255)"
    assert page.evaluate("document.querySelector('.mw-panel').scrollWidth") <= 360
    page.evaluate("document.querySelector('a').scrollIntoView({block: 'end'})")
    link = page.get_by_role("link", name="the end").bounding_box()
    panel = _region(page).bounding_box()
    assert link is not None
    assert panel is not None
    assert link["y"] + link["height"] <= panel["y"]
    assert panel["height"] <= 640 * 0.46


def test_paper_has_no_panel(project: Project, start: Start, page: Page) -> None:
    """The panel is never printed."""
    project.behave("good", finding())
    page.goto(start().built(1).url)
    expect(_region(page)).to_be_visible()
    page.emulate_media(media="print")
    expect(_region(page)).to_be_hidden()


def test_colours_have_contrast(project: Project, start: Start, page: Page) -> None:
    """All text of the panel has a contrast of 4.5 to 1 or better, in light and in dark."""
    findings = [finding("one", severity) for severity in Severity]
    project.behave("good", *findings)
    page.goto(start().built(1).url)
    page.get_by_text("1 warning, 1 notice").click()
    page.emulate_media(color_scheme="light")
    assert page.evaluate(CONTRAST) >= 4.5
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(CONTRAST) >= 4.5


CONTRAST = """() => {
  const numbers = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = (text) => {
    const linear = (v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    const [r, g, b] = numbers(text).map((v) => linear(v / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const paper = (node) => {
    const own = getComputedStyle(node).backgroundColor;
    return (numbers(own)[3] ?? 1) === 0 ? paper(node.parentElement) : own;
  };
  let worst = 21;
  for (const node of document.querySelectorAll("#meldwijzer-preview .mw-panel *")) {
    if (![...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim())) continue;
    const [a, b] = [light(getComputedStyle(node).color), light(paper(node))].sort((x, y) => y - x);
    worst = Math.min(worst, (a + 0.05) / (b + 0.05));
  }
  return worst;
}"""
