"""From the bytes of a page to what a reader sees: character set, title, visible text. Nothing is judged here."""

import codecs
import re
import unicodedata
from collections import Counter
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from .answer import Page

_READABLE = re.compile(r"text/|application/(?:[a-z.+-]*\+)?(?:xml|json)\b")
_PLAIN = re.compile(r"text/plain|application/(?:[a-z.+-]*\+)?json\b")
_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{1,40})""", re.I)
_KNOWN = re.compile(r"utf-8|utf-16|ascii|iso8859|cp125|koi8|mac|big5|gb|euc|shift_jis")
"""Names of character sets as Python spells them. Its other text codecs (punycode, idna) can take very long."""
_WESTERN = ("ascii", "iso8859-1", "latin-1")

_TAG = re.compile(r"<[^<>]*>")
_ELEMENT = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})")
_DEEPEST = 1_000
_CLOSE_THEMSELVES = {
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option", "p",
    "param", "source", "td", "th", "tr", "track", "wbr",
}  # fmt: skip
"""Elements that need no end tag."""
_LONGEST_TITLE = 300

_HIDDEN = {"script", "style", "template", "head"}
_INLINE = {
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "em", "font", "i", "kbd", "mark", "q", "s", "samp", "small",
    "span", "strong", "sub", "sup", "time", "u", "var", "wbr", "label",
}  # fmt: skip


def read(body: bytes, content_type: str, *, whole: bool = True, url: str = "") -> Page:
    """Return what a page says.

    Args:
        body: Unpacked; may be cut.
        content_type: As the server gave it, or empty.
        whole: Whether the body is complete.
        url: Its address, to tell other hosts from its own.
    """
    kind = content_type.lower()
    if (kind and not _READABLE.match(kind)) or (
        b"\0" in body[:512] and not body.startswith((b"\xff\xfe", b"\xfe\xff"))
    ):
        return Page("", "", readable=False, whole=whole)
    text = decoded(body, content_type)
    if _PLAIN.match(kind):
        return Page("", _tidy(text), whole=whole)
    if _is_too_deep(text):
        return Page("", _tidy(_TAG.sub("\n", text)), whole=whole)
    tree = LexborHTMLParser(text)
    title = tree.css_first("title")
    own = urlsplit(url).hostname or ""
    seen = [*_visible(tree.root), *_linked(tree)] if tree.root is not None else []
    heading = _tidy(title.text() if title else "").replace("\n", " ")[:_LONGEST_TITLE]
    return Page(heading, _tidy("".join(seen)), _hosts(tree, own), whole=whole)


def _is_too_deep(text: str) -> bool:
    """Tell whether elements may be nested so deeply that a tree takes minutes: it costs the square of the depth."""
    opened: Counter[str] = Counter()
    depth = 0
    for slash, name in _ELEMENT.findall(text):
        name = name.lower()
        if name in _CLOSE_THEMSELVES:
            continue
        if not slash:
            opened[name] += 1
            depth += 1
            if depth > _DEEPEST:
                return True
        elif opened[name]:
            opened[name] -= 1
            depth -= 1
    return False


def decoded(body: bytes, content_type: str) -> str:
    """Return a page's text: by its byte order mark, its server's or its own word, or what fits."""
    for mark, codec in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if body.startswith(mark):
            return body.decode(codec, "replace")
    named = re.search(r"""charset\s*=\s*["']?([\w.:-]{1,40})""", content_type, re.I)
    declared = _DECLARED.search(body[:4096])
    for name in (named[1] if named else "", declared[1].decode("ascii", "replace") if declared else ""):
        if codec := _codec(name):
            return body.decode(codec, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        # A page that was cut may end in the middle of a character.
        return body.decode("utf-8" if error.start > len(body) - 4 else "cp1252", "replace")


def _codec(name: str) -> str:
    try:
        found = codecs.lookup(name).name
    except LookupError:
        return ""
    if not _KNOWN.match(found):
        return ""
    return "cp1252" if found in _WESTERN else found  # what browsers do (WHATWG Encoding)


def _visible(root: LexborNode) -> list[str]:
    """Return the pieces of text in order; a block's edge is a line break, an inline element's is nothing."""
    pieces: list[str] = []
    node: LexborNode | None = root
    # Without recursion: pages can be nested deeper than Python's stack.
    while node is not None:
        tag = node.tag or ""
        if tag == "-text":
            pieces.append(re.sub(r"[ \t\r\n\f]+", " ", node.text_content or ""))
        elif not tag.startswith("-") and tag not in _INLINE:
            pieces.append("\n")
        if node.first_child is not None and tag not in _HIDDEN:
            node = node.first_child
            continue
        while node is not None and node.next is None:
            node = node.parent
            if node is not None and (node.tag or "") not in _INLINE:
                pieces.append("\n")
            if node is None or node.mem_id == root.mem_id:
                return pieces
        node = node.next if node is not None else None
    return pieces


def _linked(tree: LexborHTMLParser) -> list[str]:
    """Return what tel: and mailto: links hold, and descriptions: on some pages a number stands nowhere else."""
    found = []
    for node in tree.css('a[href^="tel:" i], a[href^="mailto:" i], a[href^="sms:" i]'):
        address = (node.attributes.get("href") or "").partition(":")[2]
        found.append(f"\n{unquote(address.partition('?')[0])}\n")
    for node in tree.css("[data-cfemail]"):
        found.append(f"\n{_uncovered(node.attributes.get('data-cfemail') or '')}\n")
    for node in tree.css('meta[name="description"], meta[property="og:site_name"], meta[property="og:title"]'):
        found.append(f"\n{node.attributes.get('content') or ''}\n")
    for node in tree.css("img[alt], [aria-label]"):
        found.append(f"\n{node.attributes.get('alt') or node.attributes.get('aria-label') or ''}\n")
    return found


def _uncovered(coded: str) -> str:
    """Return an e-mail address that Cloudflare hides from programs: each byte is combined with the first."""
    try:
        key, *rest = bytes.fromhex(coded)
    except ValueError:
        return ""
    return bytes(byte ^ key for byte in rest).decode("utf-8", "replace")


def _hosts(tree: LexborHTMLParser, own: str) -> tuple[str, ...]:
    hosts = set()
    for node in tree.css("script[src], iframe[src], frame[src], img[src]"):
        try:
            host = urlsplit(node.attributes.get("src") or "").hostname
        except ValueError:
            continue
        if host and host != own:
            hosts.add(host)
    return tuple(sorted(hosts))


def _tidy(text: str) -> str:
    """Return text in one form: full-width and Arabic-Indic digits as 0–9, hyphens and spaces as - and space."""
    text = unicodedata.normalize("NFKC", text)
    text = re.sub(r"[\u00ad\u200b-\u200f\u2060\ufeff]", "", text)
    text = re.sub(r"[\u2010-\u2015\u2212]", "-", text)
    text = re.sub(r"[^\x00-\x7f\D]", lambda found: str(unicodedata.decimal(found[0])), text)
    lines = (re.sub(r"\s+", " ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
