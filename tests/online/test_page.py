"""What a reader sees of a page, from hostile bytes too."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meldwijzer.online.page import read


def text(html: str) -> str:
    return read(html.encode(), "text/html; charset=utf-8").text


@pytest.mark.parametrize(
    ("html", "seen"),
    [
        ("<p>0800 <b>2</b>0<i>00</i></p>", "0800 2000"),
        ("<p>one</p><p>two</p>", "one\ntwo"),
        ("<table><tr><td>02<td>475 44 11</table>", "02\n475 44 11"),
        ("116<br>000", "116\n000"),
        ("<p>08&shy;00&nbsp;20&#8203;00</p>", "0800 2000"),
        ("<p>٠٨٠٠ ２０００ ‑ x</p>", "0800 2000 - x"),
        ("<script>var n = '0800'</script><style>p{}</style><template>no</template>yes", "yes"),
        ("<!-- 0800 -->yes", "yes"),
        ('<a href="tel:+32%202%20475">call</a>', "call\n+32 2 475"),
        ('<a href="mailto:a@help.test?subject=x">mail</a>', "mail\na@help.test"),
        ('<a href="/cdn-cgi/l/email-protection" data-cfemail="422302">x</a>', "x\na@"),
        ('<img src=x alt="0800 2000">', "0800 2000"),
        ("", ""),
        ("<p>a<p>b<div>c<div>d</div>e</div>f", "a\nb\nc\nd\ne\nf"),
        ("<head><title>T</title></head><body>b</body>", "b"),
    ],
)
def test_what_is_seen(html: str, seen: str) -> None:
    assert text(html) == seen


def test_title_and_hosts() -> None:
    html = '<title> A &amp;\n b </title><script src="//park.test/x.js"></script><img src="/own.png"><iframe src="http://[x">'
    page = read(html.encode(), "text/html", url="https://help.test/")
    assert (page.title, page.hosts) == ("A & b", ("park.test",))


@pytest.mark.parametrize(
    "html",
    ["<div>" * 200_000, "<div></b>" * 100_000, "<b>" * 200_000, "<table>" * 50_000, "<p" * 300_000, "&#" * 300_000,
     "<a href=tel:1>" * 100_000, "<div>" * 990 + "<p>1</p>" * 100_000, "<ul><li>" * 100_000, "<" * 1_000_000],
)  # fmt: skip
def test_pages_made_to_be_slow(html: str) -> None:
    began = time.process_time()
    text(html)
    assert time.process_time() - began < 3


def test_a_page_nested_too_deeply_is_still_read() -> None:
    assert text("<div>" * 5000 + "0800 2000") == "0800 2000"


@given(
    st.binary(max_size=300), st.sampled_from(["", "text/html", "text/html; charset=utf-16", "text/html; charset=idna"])
)
def test_any_bytes(body: bytes, kind: str) -> None:
    page = read(body, kind)
    page.text.encode()
    page.title.encode()


@given(st.text(alphabet="<>/abp=\"' 0", max_size=200))
def test_any_tags(html: str) -> None:
    assert "<b>" not in text(html)
