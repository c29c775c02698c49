"""HTML written closely: without the blank lines and indents that templates leave. No word and no tag is changed."""

import re

_KEPT = re.compile(r"(<(?:pre|textarea)\b[^>]*>.*?</(?:pre|textarea)>)", re.DOTALL)


def closely(html: str) -> str:
    """Return a page with one line break for any stretch of space with line breaks; where space counts it stays."""
    parts = _KEPT.split(html)
    parts[::2] = map(_without_indents, parts[::2])
    return "".join(parts).strip() + "\n"


def _without_indents(html: str) -> str:
    first, *others = html.split("\n")
    if not others:
        return html
    inner = [stripped for line in others[:-1] if (stripped := line.strip())]
    return "\n".join([first.rstrip(), *inner, others[-1].lstrip()])
