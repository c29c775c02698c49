"""The findings panel and what is put into pages."""

import pytest

from meldwijzer.findings import Finding, Severity
from meldwijzer.preview.panel import by_file, injected, page, panel
from meldwijzer.preview.state import State

from .conftest import finding


def test_a_finding_is_shown_whole() -> None:
    """An error stands in the panel with its place, severity, message, fix and rule."""
    html = panel(State(1, ok=False, findings=(finding(),)))
    for text in ("content/nl/faq.yml:12:5", "error", "The number is missing.", "Write it.", "a-rule"):
        assert text in html


def test_findings_are_grouped_by_file() -> None:
    """Findings stand by file and line, each file's name once."""
    findings = [finding(line=9), finding(path="content/en/faq.yml"), finding(line=2)]
    groups = [(path, [f.place.line for f in group]) for path, group in by_file(findings)]
    assert groups == [("content/en/faq.yml", [12]), ("content/nl/faq.yml", [2, 9])]
    assert panel(State(1, False, findings=tuple(findings))).count("<h3") == 2


@pytest.mark.parametrize(
    "it",
    [finding("<script>1</script>"), finding(fix="<script>1</script>"), finding(path="<script>1</script>")],
)
def test_findings_are_escaped(it: Finding) -> None:
    """Markup in a finding is shown as text."""
    html = panel(State(1, ok=False, findings=(it,)))
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_other_text_is_escaped() -> None:
    """Markup in the builder's own words is shown as text, after a bad build and after a good one."""
    for ok in (True, False):
        html = panel(State(1, ok, text="<img src=x>"))
        assert "<img" not in html
        assert "&lt;img" in html


def test_a_missing_address_is_escaped() -> None:
    """Markup in an address is shown as text."""
    assert "<b>" not in page(State(1), missing="/<b>")


def test_the_region_is_named_and_in_english() -> None:
    """The panel is a region called Findings whose language is English, whatever the page's."""
    html = panel(State(1, ok=False, findings=(finding(),)))
    assert 'role="region" aria-label="Findings" lang="en"' in html


def test_warnings_and_notices_are_folded() -> None:
    """Warnings and notices are counted on a closed chip."""
    findings = (
        finding(severity=Severity.WARNING),
        finding("b", Severity.WARNING),
        finding(severity=Severity.NOTICE),
    )
    html = panel(State(1, findings=findings))
    assert '<details class="mw-chip">' in html
    assert "<summary>2 warnings, 1 notice</summary>" in html


def test_nothing_is_shown_when_nothing_is_wrong() -> None:
    """A clean build has no panel."""
    assert panel(State(1)) == ""


@pytest.mark.parametrize(
    ("state", "heading"),
    [
        (State(1, False, None, (finding(),)), "1 error: there is no good page to show yet"),
        (State(1, True, None, (finding(),)), "1 error: the site can't be published like this"),
        (State(1, False, None, ()), "The build stopped: there is no good page to show yet"),
        (State(1), ""),
    ],
)
def test_the_heading_says_what_the_reader_sees(state: State, heading: str) -> None:
    """The heading tells how many errors there are and what is shown meanwhile."""
    assert state.heading == heading


def test_the_addition_stands_before_the_end_of_the_body() -> None:
    """The addition goes before the last closing body tag, in any case, or at the very end."""
    html = injected(b"<p>one</p><!-- </body> --><p>two</p></BODY></html>", State(1)).decode()
    assert html.index("two") < html.index("meldwijzer-preview") < html.index("</BODY>")
    assert injected(b"<p>one", State(1)).decode().startswith("<p>one<link")


def test_nothing_is_inline() -> None:
    """Neither scripts nor styles are inline, so that a page's content security policy need not change."""
    html = page(State(1, False, findings=(finding(),)))
    assert "<style" not in html
    assert "style=" not in html
    assert html.count("<script") == html.count("<script src=")
