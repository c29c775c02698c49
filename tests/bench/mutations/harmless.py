"""Changes of the content and of templates that mean the same, or something else that is right: nothing may be found."""

# ruff: noqa: E501  # a fault is one line, however long

import re
from collections.abc import Iterator
from random import Random

from .base import LANGUAGES, Edit, Kind, Made, Project, each, substitute
from .prose import lines

YAML = r"content/(?:.*/)?(?!reviews|baseline|translations)[\w-]+\.yml"

SYNONYMS = {
    "nl": (("vaak", "dikwijls"), ("ook", "eveneens"), ("nu", "op dit moment"), ("bijvoorbeeld", "zoals"), ("meteen", "direct")),
    "fr": (("souvent", "fréquemment"), ("aussi", "également"), ("par exemple", "entre autres"), ("tout de suite", "immédiatement"), ("maintenant", "en ce moment")),
    "en": (("often", "frequently"), ("also", "too"), ("for example", "for instance"), ("at once", "right away"), ("somebody", "someone"), ("everybody", "everyone")),
}  # fmt: skip
MORE = {
    "nl": ("Neem rustig de tijd.", "Lees dit eerst even door.", "Het is goed dat je hulp zoekt."),
    "fr": ("Prenez votre temps.", "Lisez d’abord ceci.", "C’est bien que vous cherchiez de l’aide."),
    "en": ("Take your time.", "Read this first.", "It is good that you look for help."),
}
FIGURES = (
    ("Dat staat in artikel 112 van de wet.", "C’est l’article 112 de la loi.", "It is in article 112 of the law."),
    ("Dat kostte 106 euro.", "Cela a coûté 106 euros.", "It cost 106 euros."),
    ("In 1712 was dat anders.", "En 1712, c’était autre chose.", "In 1712 it was different."),
    ("Kijk op bladzijde 103.", "Voyez la page 103.", "See page 103."),
    ("Het gaat om 102 kinderen.", "Il s’agit de 102 enfants.", "It is about 102 children."),
    ("Ongeveer 101 % meer dan vroeger.", "Environ 101 % de plus qu’avant.", "About 101 % more than before."),
    ("Het was om 11.30 uur.", "C’était à 11 h 30.", "It was at 11:30."),
    ("Dat was op 11 februari 2019.", "C’était le 11 février 2019.", "It was on 11 February 2019."),
    ("Er kwamen 116 000 meldingen binnen.", "Il y a eu 116 000 signalements.", "There were 116,000 reports."),
    ("Je bent dan 16 of 17 jaar.", "Vous avez alors 16 ou 17 ans.", "You are then 16 or 17 years old."),
    (
        "Tussen 2019 en 2024 werden het er meer.",
        "Entre 2019 et 2024, il y en a eu plus.",
        "Between 2019 and 2024 there were more.",
    ),
    ("Het duurde 107 dagen.", "Cela a duré 107 jours.", "It took 107 days."),
    ("Dat is 1 op de 113 kinderen.", "C’est 1 enfant sur 113.", "That is 1 in 113 children."),
    ("Het bedrag was € 1.250,50.", "Le montant était de 1 250,50 €.", "The amount was €1,250.50."),
    ("De wet is van 2024-07-01.", "La loi date du 2024-07-01.", "The law is of 2024-07-01."),
    ("Het dossier heeft nummer 2024/0035.", "Le dossier porte le numéro 2024/0035.", "The file is number 2024/0035."),
)


def _rewording(project: Project, chance: Random) -> Made:
    for one in lines(project):
        for old, new in SYNONYMS[one.language]:
            for match in re.finditer(rf"(?<=[\w,] ){old}(?= \w)", one.text):
                if "«" not in one.text and "“" not in one.text and "‘" not in one.text:
                    yield Edit(one.path, one.start + match.start(), one.start + match.end(), new)


def _ends(project: Project) -> Iterator[tuple[str, dict[str, tuple[str, int]]]]:
    """Yield the ends of paragraphs that stand at the same way in all languages: by language the path and the offset."""
    pattern = re.compile(
        r'^  ([\w-]+|"\d+"):\n(?:    question: .*\n)?    (?:answer|explanation|text|about): \|\n((?:      .*\n|\n)+)',
        re.M,
    )
    for name in ("faq", "law", "donate"):
        found = {
            tag: {match[1]: match for match in pattern.finditer(project.texts[f"content/{tag}/{name}.yml"])}
            for tag in LANGUAGES
        }
        for key in found["nl"]:
            if all(key in found[tag] for tag in LANGUAGES):
                ends = {}
                for tag in LANGUAGES:
                    body = found[tag][key]
                    ends[tag] = (f"content/{tag}/{name}.yml", body.start(2) + len(body[2].rstrip()))
                yield key, ends


def _in_all(project: Project, said: tuple[tuple[str, str, str], ...], chance: Random) -> Made:
    every = list(_ends(project))
    for number in range(4 * len(said)):
        _, ends = chance.choice(every)
        sentence = dict(zip(LANGUAGES, said[number % len(said)], strict=True))
        yield tuple(Edit(path, end, end, f" {sentence[tag]}") for tag, (path, end) in ends.items())


def _sentence_in_all(project: Project, chance: Random) -> Made:
    return _in_all(project, tuple(zip(*(MORE[tag] for tag in LANGUAGES), strict=True)), chance)  # type: ignore[arg-type]


def _figures_in_all(project: Project, chance: Random) -> Made:
    return _in_all(project, FIGURES, chance)


def _comments(project: Project, chance: Random) -> Made:
    yaml = list(
        each(
            project.under(YAML),
            r"^(?=(?:  )*[\w\"-]+:)",
            lambda match: "# bel 0800 05 05 niet meer, zie https://example.org/\n",
        )
    )
    yield from (edit for edit in yaml if not _in_block(project.texts[edit.path], edit.start))
    yield from each(
        project.under(r"content/../interface\.po"),
        r'^(?=msgid "[a-z])',
        lambda match: "# for 0800 05 05, see https://example.org/\n",
    )
    yield from each(
        project.under(r"docs/[\w-]+\.md", r"overrides/components/.*\.html"),
        r"\A",
        lambda match: "{# bel 0800 05 05, https://example.org/ #}\n",
    )


def _in_block(text: str, offset: int) -> bool:
    """Tell whether an offset stands in a block scalar."""
    row = text[offset : text.find("\n", offset)]
    depth = len(row) - len(row.lstrip())
    for other in reversed(text[:offset].split("\n")):
        indent = len(other) - len(other.lstrip())
        if other.strip() and indent < depth:
            return re.search(r":\s*[|>]-?$", other) is not None
        depth = min(depth, indent) if other.strip() else depth
    return False


def _blank_lines(project: Project, chance: Random) -> Made:
    yield from each(project.under(YAML), r"^(?=  [\w-]+:\n)", lambda match: "\n")
    yield from each(project.guides(), r"^\n(?=[-#A-Z])", lambda match: "\n\n")
    for path, text in project.under(YAML, r"content/../interface\.po"):
        yield Edit(path, len(text), len(text), "\n\n")


def _quoting(project: Project, chance: Random) -> Made:
    yield from each(project.under(YAML), r"^ +[\w-]+: (\"[^\"'\\\n]*\")$", lambda match: f"'{match[1][1:-1]}'", 1)
    yield from each(
        project.under(YAML),
        r"^ +(?:name|title|nav|kind|country|iban|url|topic|status): ([A-Za-z][^\"'#:\n\[{|>]*)$",
        lambda match: f'"{match[1]}"',
        1,
    )


def _keys_reordered(project: Project, chance: Random) -> Made:
    """Two keys of a mapping in another order, in files of words and of facts."""
    pairs = re.compile(r"^((?:    )+)([\w-]+: [^|>\n]+\n)\1([\w-]+: [^|>\n]+\n)", re.MULTILINE)
    for path, text in project.under(
        r"content/organisations/.*\.yml", r"content/(law|giving)\.yml", r"content/../(pages|faq|law)\.yml"
    ):
        for match in pairs.finditer(text):
            if not _in_block(text, match.start()):
                yield substitute(path, match, f"{match[1]}{match[3]}{match[1]}{match[2]}")


def _entries_reordered(project: Project, chance: Random) -> Made:
    """Two entries of the words in another order: which comes first is for the facts to say."""
    pattern = re.compile(
        r'^(  ["\w-]+:\n(?:    .*\n|\n(?=    ))+)\n?(  ["\w-]+:\n(?:    .*\n|\n(?=    ))+)', re.MULTILINE
    )
    for path, text in project.words("faq", "organisations", "law", "donate", "reporting"):
        for match in pattern.finditer(text):
            yield substitute(path, match, match[2] + match[1])


def _catalogue_reordered(project: Project, chance: Random) -> Made:
    pattern = re.compile(r'^(msgid "[a-z].*"\nmsgstr ".*"\n)\n(msgid "[a-z].*"\nmsgstr ".*"\n)', re.MULTILINE)
    for path, text in project.under(r"content/../interface\.po"):
        for match in pattern.finditer(text):
            yield substitute(path, match, f"{match[2]}\n{match[1]}")


def _list_notation(project: Project, chance: Random) -> Made:
    """A list in the other of YAML's two notations."""

    def block(match: re.Match[str]) -> str:
        return f"{match[1]}{match[2]}:\n" + "".join(f"{match[1]}  - {one}\n" for one in match[3].split(", "))

    return each(
        project.under(r"content/organisations/.*\.yml", r"content/(law|faq|reporting)\.yml"),
        r"^( +)([\w-]+): \[([^\]\"]+)\]\n",
        block,
    )


def _number_notation(project: Project, chance: Random) -> Made:
    """The same registered number in another valid notation."""

    def other(match: re.Match[str]) -> str | None:
        text = match[1].strip('"')
        if text.startswith("+32 "):
            return chance.choice([f'"{text.replace(" ", "")}"', f'"0{text[4:]}"', f'"{text.replace(" ", ".")}"'])
        if text.startswith("+31 "):
            return chance.choice([f'"{text.replace(" ", "")}"', f'"0{text[4:]}"'])
        if text.startswith("0800"):
            return f'"{re.sub(r"[ -]", "", text)}"'
        return None

    return each(project.facts(), r"^    number: (.*)$", other, 1)


def _value_notation(project: Project, chance: Random) -> Made:
    yield from each(project.facts(), r"^    iban: (BE.*)$", lambda match: match[1].replace(" ", ""), 1)
    yield from each(project.facts(), r'^ +hours: (?:")?(Mo-Su .*?)"?$', lambda match: f'"{match[1]}"', 1)


def _markdown(project: Project, chance: Random) -> Made:
    yield from each(
        (*project.words("pages", "faq"), *project.guides()), r"(\*\*)([^*\n]+)\*\*", lambda match: f"__{match[2]}__"
    )
    yield from each(project.guides(), r"^[A-Z][^\n<\[]{60,}?( )(?=[a-z]{4,} [^\n<\[]{30,}$)", lambda match: "\n", 1)


def _line_ends(project: Project, chance: Random) -> Made:
    for path, text in project.under(YAML, r"content/../guides/.*\.md", r"content/../interface\.po"):
        yield Edit(path, 0, -1, text.replace("\n", "\r\n").encode("utf-8"))
        yield Edit(path, 0, -1, b"\xef\xbb\xbf" + text.encode("utf-8"))


def _templates(project: Project, chance: Random) -> Made:
    files = project.under(r"docs/(?!editors)[\w-]+\.md", r"overrides/components/.*\.html")
    yield from each(files, r"^(?=<(?:div|ul|section|p|nav))", lambda match: "\n")
    yield from each(files, r"\{\{ (?=[a-z])", lambda match: "{{")
    yield from each(
        files,
        r'<(\w+) (class="[\w -]+") (id="[^"{}]*"|data-[\w-]+="[^"{}]*")',
        lambda match: f"<{match[1]} {match[3]} {match[2]}",
    )
    yield from each(files, r'class="([\w -]+)"', lambda match: f"class='{match[1]}'")


def _styles(project: Project, chance: Random) -> Made:
    for path, text in project.under(r"overrides/.*\.css"):
        yield Edit(
            path,
            len(text),
            len(text),
            "\n/* bel 0800 05 05, https://example.org/ */\n.x { color: red; line-height: 1.25; }\n",
        )


_G = "harmless"
KINDS = (
    Kind("harmless: another word for the same", _G, _rewording, harmless=True),
    Kind("harmless: a sentence more in all languages", _G, _sentence_in_all, harmless=True),
    Kind("harmless: figures that are no numbers to call, in all languages", _G, _figures_in_all, harmless=True),
    Kind("harmless: remarks", _G, _comments, harmless=True),
    Kind("harmless: blank lines", _G, _blank_lines, harmless=True),
    Kind("harmless: quotation marks of YAML", _G, _quoting, harmless=True),
    Kind("harmless: keys in another order", _G, _keys_reordered, harmless=True),
    Kind("harmless: entries of words in another order", _G, _entries_reordered, harmless=True),
    Kind("harmless: messages in another order", _G, _catalogue_reordered, harmless=True),
    Kind("harmless: a list in YAML's other notation", _G, _list_notation, harmless=True),
    Kind("harmless: a number in another valid notation", _G, _number_notation, harmless=True),
    Kind("harmless: an account or hours in another notation", _G, _value_notation, harmless=True),
    Kind("harmless: Markdown's other notation", _G, _markdown, harmless=True),
    Kind("harmless: line ends and byte order mark of Windows", _G, _line_ends, harmless=True),
    Kind("harmless: white space and order of attributes in templates", _G, _templates, harmless=True),
    Kind("harmless: remarks and rules in style sheets", _G, _styles, harmless=True),
)
