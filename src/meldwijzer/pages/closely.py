"""HTML written closely: without the blank lines and indents that templates leave. No word and no tag is changed."""

import re

_INDENT = re.compile(r"\s*\n\s*")
_KEPT = re.compile(r"(<(?:pre|textarea)\b[^>]*>.*?</(?:pre|textarea)>)", re.DOTALL)


def closely(html: str) -> str:
    """Return a page with one line break for any stretch of space with line breaks; where space counts it stays."""
    parts = _KEPT.split(html)
    parts[::2] = (_INDENT.sub("\n", part) for part in parts[::2])
    return "".join(parts).strip() + "\n"
