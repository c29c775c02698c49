"""What HTML says of its elements: which are never closed, interrupt a line, may stand where. No reading.

Source: the HTML standard's chapter on parsing; where it lets a browser repair something, that is not listed as allowed.
"""

VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
})  # fmt: skip
"""Elements without an end tag."""
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "label",
    "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
})  # fmt: skip
"""Elements that don't interrupt a line of text."""
CONTAINERS = frozenset({
    "html", "body", "div", "section", "article", "main", "ul", "ol", "dl", "header", "footer", "aside", "details",
    "dialog", "blockquote",
})  # fmt: skip
"""Elements inside of which a page may be cut into pieces."""

RAW = frozenset({"script", "style", "iframe"})
"""Elements in which there are no tags, and no text that is read on the page."""
RAW_TEXT = frozenset({"title", "textarea"})
"""Elements in which there are no tags, but text."""
DRAWN = frozenset({
    "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "desc", "defs",
    "use", "symbol", "stop", "mask",
})  # fmt: skip
"""Elements of drawings; any other inside of one ends it, or is read in another way than outside."""
REFUSED = frozenset({
    "applet", "bgsound", "big", "center", "dir", "frame", "frameset", "image", "isindex", "keygen", "listing",
    "marquee", "math", "menuitem", "nextid", "nobr", "noembed", "noframes", "noscript", "plaintext", "rb", "rtc",
    "strike", "tt", "xmp",
})  # fmt: skip
"""Elements that are out of use, or that each browser treats in its own way."""

_CLOSING_P = frozenset({
    "address", "article", "aside", "blockquote", "details", "dialog", "div", "dl", "fieldset", "figcaption", "figure",
    "footer", "header", "hgroup", "hr", "main", "menu", "nav", "ol", "p", "pre", "search", "section", "summary",
    "table", "ul",
})  # fmt: skip

NEVER_INSIDE = {
    **dict.fromkeys(_CLOSING_P, frozenset({"p"})),
    **dict.fromkeys(HEADINGS, frozenset({"p"}) | HEADINGS),
    **{name: frozenset({name}) for name in ("a", "button", "option", "select")},
    "form": frozenset({"form", "p"}),
    "li": frozenset({"li", "p"}),
    "dt": frozenset({"dt", "dd", "p"}),
    "dd": frozenset({"dt", "dd", "p"}),
}
"""By element: inside which others a browser would close something or move it."""
FENCES = {"li": frozenset({"ul", "ol", "menu"}), "dt": frozenset({"dl"}), "dd": frozenset({"dl"})}
"""By element: what has to stand between two of its kind."""
PARENTS = {
    "tr": frozenset({"thead", "tbody", "tfoot"}),
    "td": frozenset({"tr"}),
    "th": frozenset({"tr"}),
    **dict.fromkeys(("thead", "tbody", "tfoot", "caption", "colgroup"), frozenset({"table"})),
    "col": frozenset({"colgroup"}),
    "li": frozenset({"ul", "ol", "menu"}),
    "option": frozenset({"select", "optgroup", "datalist"}),
    "optgroup": frozenset({"select"}),
}
"""By element: what it has to stand in directly."""
ONLY_ELEMENTS = {
    "table": frozenset({"caption", "colgroup", "thead", "tbody", "tfoot"}),
    **dict.fromkeys(("thead", "tbody", "tfoot"), frozenset({"tr"})),
    "tr": frozenset({"td", "th"}),
    "colgroup": frozenset({"col"}),
    "select": frozenset({"option", "optgroup"}),
    "optgroup": frozenset({"option"}),
    "head": frozenset({"base", "link", "meta", "script", "style", "title"}),
}
"""By element: what may stand directly inside; no text of its own."""
