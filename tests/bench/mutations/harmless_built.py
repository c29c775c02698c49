"""Changes of built files that mean the same to every reader and machine: nothing may be found."""

# ruff: noqa: E501  # a fault is one line, however long

import json
import re
from random import Random

from .base import Edit, Kind, Made, Project
from .pages import _some


def _attributes(project: Project, chance: Random) -> Made:
    """Two attributes in another order."""
    pattern = re.compile(r'<(?!meta|link)(\w+) ([\w-]+="[^"]*") ([\w-]+="[^"]*")')
    for path, text in project.pages():
        found = list(pattern.finditer(text))
        for match in chance.sample(found, min(3, len(found))):
            yield Edit(path, match.start(), match.end(), f"<{match[1]} {match[3]} {match[2]}")


def _head_attributes(project: Project, chance: Random) -> Made:
    pattern = re.compile(r'<(meta|link) ([\w-]+="[^"]*") ([\w-]+="[^"]*")>')
    for path, text in project.pages():
        found = list(pattern.finditer(text))
        for match in chance.sample(found, min(3, len(found))):
            yield Edit(path, match.start(), match.end(), f"<{match[1]} {match[3]} {match[2]}>")


def _comment(project: Project, chance: Random) -> Made:
    for path, text in project.pages():
        for match in chance.sample(
            list(re.finditer(r"\n(?=<(?:p|ul|div|section|h2)[ >])", text)) or [re.search(r"\n", text)], 1
        ):
            yield Edit(path, match.end(), match.end(), "<!-- built anew -->\n")


def _index(project: Project, chance: Random) -> Made:
    for path, text in project.under(r"site/../search/search_index\.json"):
        value = json.loads(text)
        yield Edit(path, 0, -1, json.dumps(value, ensure_ascii=True, separators=(",", ":")))
        yield Edit(path, 0, -1, json.dumps(value, ensure_ascii=False, indent=1))
        yield Edit(path, 0, -1, json.dumps(value, ensure_ascii=False, sort_keys=True))


def _lists(project: Project, chance: Random) -> Made:
    sitemap = project.texts["site/sitemap.xml"]
    yield Edit("site/sitemap.xml", 0, -1, re.sub(r"\n\s*", "\n", sitemap))
    yield Edit("site/sitemap.xml", 0, -1, sitemap.replace("<url>", "<!-- a page -->\n  <url>", 1))
    urls = re.findall(r"  <url>[\s\S]*?</url>\n", sitemap)
    yield Edit("site/sitemap.xml", 0, -1, sitemap.replace(urls[0], "", 1).replace("</urlset>", f"{urls[0]}</urlset>"))
    robots = project.texts["site/robots.txt"]
    yield Edit("site/robots.txt", 0, 0, "# nobody lists an example\n")
    yield Edit("site/robots.txt", len(robots), len(robots), "\n")
    for path, text in project.under(r"site/assets/meldwijzer\.css"):
        yield Edit(path, len(text), len(text), "\n/* built anew 2026-11-22 */\n")
        yield Edit(path, 0, -1, re.sub(r"\n\s+", " ", text))


def _entity(text: str, chance: Random) -> str | None:
    pairs = {"é": "&eacute;", "è": "&#232;", "’": "&rsquo;", "à": "&#xe0;", "ë": "&euml;", "–": "&ndash;"}
    spots = [i for i, character in enumerate(text) if character in pairs]
    if not spots:
        return None
    spot = chance.choice(spots)
    return text[:spot] + pairs[text[spot]] + text[spot + 1 :]


_G = "harmless"
KINDS = (
    Kind("harmless: attributes of a page in another order", _G, _attributes, harmless=True),
    Kind("harmless: attributes of the head in another order", _G, _head_attributes, harmless=True),
    Kind("harmless: blank lines in a page", _G, _some(r"\n(?=<(?:p|ul|div|section|h2|nav)[ >])", lambda t, c: "\n\n\n", 0), harmless=True),
    Kind("harmless: white space in a tag", _G, _some(r"<(?:p|a|ul|div|section)( )[a-z]", lambda t, c: c.choice(["  ", "\n   "])), harmless=True),
    Kind("harmless: white space between words of a page", _G, _some(r">[^<>\n]{30,}?( )[^<>\n]{10,}<", lambda t, c: c.choice(["\n", "  "])), harmless=True),
    Kind("harmless: a remark in a page", _G, _comment, harmless=True),
    Kind("harmless: other quotation marks around an attribute", _G, _some(r' (?:class|rel|href|id|data-\w+)=("[^"\']+")', lambda t, c: f"'{t[1:-1]}'"), harmless=True),
    Kind("harmless: a character as an entity", _G, _some(r">([^<>\n]{20,})<", _entity), harmless=True),
    Kind("harmless: a tag in capitals", _G, _some(r"<(p|ul|li|strong|em)>[^<>]*</\1>", lambda t, c: re.sub(r"</?\w+>", lambda m: m[0].upper(), t), 0), harmless=True),
    Kind("harmless: the search index in another notation", _G, _index, harmless=True),
    Kind("harmless: sitemap, robots.txt and styles in another notation", _G, _lists, harmless=True),
)  # fmt: skip
