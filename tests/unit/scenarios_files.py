"""What an editor may get wrong in one file: by name, the function that reads it and its text."""

from collections.abc import Callable
from dataclasses import dataclass

from pydantic import BaseModel

from meldwijzer.findings import Finding
from meldwijzer.language.catalogue import read
from meldwijzer.model.faq import FaqFacts, FaqWords
from meldwijzer.model.giving import GivingFacts
from meldwijzer.model.ledger import Exemptions, Published, ReviewLedger
from meldwijzer.model.organisation import Organisation
from meldwijzer.model.pages import PagesWords
from meldwijzer.model.site import SiteSettings
from meldwijzer.reading import front_matter
from meldwijzer.reading.text_file import decode
from meldwijzer.reading.yaml_tree import parse
from meldwijzer.validation import validate

Reader = Callable[[str, str], list[Finding]]


@dataclass(frozen=True)
class OneFile:
    """A file and how it is read."""

    path: str
    text: str
    read: Reader

    def findings(self) -> list[Finding]:
        """Return what is wrong with it."""
        return self.read(self.text, self.path)


def _yaml(text: str, path: str) -> list[Finding]:
    return parse(text, path)[1]


def _bytes(text: str, path: str) -> list[Finding]:
    found = decode(text.encode(), path)
    return [found] if isinstance(found, Finding) else []


def _model(model: type[BaseModel]) -> Reader:
    def read_model(text: str, path: str) -> list[Finding]:
        tree, findings = parse(text, path)
        return findings if tree is None else [*findings, *validate(model, tree)[1]]

    return read_model


def _po(text: str, path: str) -> list[Finding]:
    return read(text, path)[1]


def _guide(text: str, path: str) -> list[Finding]:
    return front_matter.split(text, path)[1]


_YAML = {
    "yaml-colon-in-text": "title: Signaler : où ?\n",
    "yaml-tab-in-front": "pages:\n\thome:\n",
    "yaml-tab-after-dash": "synonyms:\n  - melden\n  -\tforum: x\n",
    "yaml-name-without-colon": "title: Melden\nnav\nslug: melden\n",
    "yaml-colon-lost": 'home:\n  title "Melden"\n  nav: Start\n',
    "yaml-colon-lost-twice": "home:\n  # remark\n  title Melden\n  slug melden\n  nav: Start\n",
    "yaml-colon-lost-behind-hyphen": 'sources:\n  - name "Wet"\n    url: x\n',
    "yaml-colon-lost-above": 'kind\n  label: "Waar?"\n',
    "yaml-colon-lost-before-block": "answer:\n  BE |\n    Bel.\n    Let op: nu.\n  NL: x\n",
    "yaml-line-too-far-right-behind-text": "title: Melden\n  en meer\n  nav: Start\n",
    "yaml-quote-lost-at-end": 'kind:\n  label: "Waar was het?\n  options:\n    website: "Een website"\n    forum: x\n',
    "yaml-quote-lost-before-colon": 'kind:\n  label: "Waar?\n  hint: "Let op: alleen dit"\n',
    "yaml-mistake-behind-long-quotes": 'text: "Let op:\n  Nota: goed"\nhome:\n  title: a\n nav: b\n',
    "yaml-quote-lost-in-list": "synonyms:\n  - 'melden\n  - hulp\nnav:\n  - 'start'\n",
    "yaml-colon-without-space": "title: Melden\nslug:melden\n",
    "yaml-block-not-indented": "text: |\nBel meteen.\n",
    "yaml-line-too-far-left": "home:\n    title: Melden\n  nav: Start\n",
    "yaml-line-too-far-right": "title: Melden\n  nav: Start\n",
    "yaml-quote-never-closed": 'title: "Melden\nnav: Start\n',
    "yaml-apostrophe-in-quotes": "title: 'Zo'n beeld'\n",
    "yaml-text-after-quote": 'title: "Nee" zei ze\n',
    "yaml-starts-with-star": "title: *Zoek niet* naar beelden\n",
    "yaml-starts-with-bold": "title: **Zoek niet** naar beelden\n",
    "yaml-starts-with-ampersand": "title: &melden Melden\n",
    "yaml-starts-with-exclamation": "title: !Melden\n",
    "yaml-python-tag": "title: !!python/object/apply:os.system [ls]\n",
    "yaml-starts-with-at": "title: @childfocus\n",
    "yaml-starts-with-percent": "title: %count plaatsen\n",
    "yaml-starts-with-bracket": "text: [Lees meer](page:report)\n",
    "yaml-bracket-never-closed": "topics: [what, report\nquestions:\n  what: x\n",
    "yaml-brace-never-closed": "title: {count plaatsen\nnav: x\n",
    "yaml-two-documents": "title: Melden\n---\ntitle: Hulp\n",
    "yaml-second-document-ends": "title: Melden\n...\nnav: Hulp\n",
    "yaml-empty": "",
    "yaml-comments-only": "# Pages of this site.\n",
    "yaml-name-twice": "title: Melden\nnav: Start\ntitle: Hulp\n",
    "yaml-name-is-a-list": "[title, nav]: Melden\n",
    "yaml-name-is-missing": "title: Melden\n: Start\n",
    "yaml-nested-too-deeply": "a: " + "[" * 100_000 + "\n",
    "yaml-dash-after-name": "synonyms: - melden\n",
    "yaml-list-and-names": "synonyms:\n  - melden\n  title: Melden\n",
    "yaml-escape-unknown": 'title: "C:\\Mijn documenten"\n',
    "yaml-alias-of-nothing": "title: Melden\nnav: *title\n",
    "yaml-alias-bomb": "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
    "yaml-directive": "%YAML 9.9\n---\ntitle: Melden\n",
    "yaml-broken-quote-in-list": 'synonyms:\n  - "melden" "aangeven"\n  - hulp\n',
    "yaml-block-with-words": "text: | Bel meteen.\n",
}

_SIDES = "<<<<<<< HEAD\n  title: Melden\n=======\n  title: Meld het\n>>>>>>> branch\n"
_BYTES = {
    "file-two-versions": f"home:\n{_SIDES}  nav: Start\n",
    "file-two-versions-half-left": "home:\n  title: Melden\n=======\n  nav: Start\n",
    "file-two-versions-in-text": "---\ntitle: Gids\n---\n- Een.\n||||||| 1a2b3c\n- Twee.\n>>>>>>> branch\n",
}

_QUESTION = "topics:\n  what: Wat\nquestions:\n  what-is-it:\n"
_ASKED = _QUESTION + "    question: Wat?\n"
_QUESTIONS = {
    "name-missing": _ASKED,
    "name-misspelt": _QUESTION + "    qestion: Wat is het?\n    answer: Iets.\n",
    "two-names-misspelt": _QUESTION + "    qestion: Wat is het?\n    anwser: Iets.\n",
    "name-unknown": _ASKED + "    answer: Iets.\n    colour: x\n",
    "nothing-behind-name": _QUESTION + "    question:\n    answer: Iets.\n",
    "nothing-below-name": _QUESTION,
    "text-instead-of-names": _QUESTION.rstrip("\n") + " Wat is het?\n",
    "list-instead-of-text": _QUESTION + "    question: [Wat]\n    answer: Iets.\n",
    "list-instead-of-answer": _ASKED + "    answer: [Iets]\n",
    "answer-of-unknown-country": _ASKED + "    answer:\n      BE: Iets.\n      FR: Iets.\n",
    "answer-of-country-empty": _ASKED + "    answer:\n      BE:\n      NL: Iets.\n",
    "answer-with-names-below": _ASKED + "    answer:\n      BE:\n        text: Iets.\n",
    "two-lines-in-title": _QUESTION + "    question: |\n      Wat\n      nu?\n    answer: x\n",
    "text-instead-of-list": _ASKED + "    answer: x\n    synonyms: y\n",
    "item-empty": _ASKED + "    answer: x\n    synonyms:\n      -\n      - y\n",
    "id-with-capital": "topics:\n  Wat is: Wat\nquestions: {}\n",
}
_TOPIC = "topics: [what]\nquestions:\n  what-is-it:\n    topic: what\n"
_TOPICS = {
    "list-empty": "topics: []\nquestions: {}\n",
    "true-or-false": _TOPIC + "    by_country: ja\n",
    "word-not-allowed": _TOPIC + "    audience: [parent]\n",
    "id-too-long": f"topics: [{'a' * 61}]\nquestions:\n  a:\n    topic: a\n",
}
_PAGES = {
    "slug-with-accent": "pages:\n  about:\n    slug: Société\n    title: a\n    description: b\n    intro: c\n",
}
_AWEL = "name: Awel\nkind: helpline\ncountry: BE\n"
_PHONE = _AWEL + 'phones:\n  helpline:\n    country: BE\n    kind: short\n    number: "102"\n'
_ORGANISATIONS = {
    "word-far-from-allowed": "name: Awel\nkind: banana\ncountry: XX\n",
    "modes-empty": _PHONE + "    modes: []\n",
    "names-instead-of-list": _PHONE + "    modes:\n      voice: true\n",
    "reference-malformed": _PHONE + "    retired:\n      reason: gone\n      replaced_by: awel helpline\n",
    "key-of-phone-malformed": _PHONE.replace("helpline:\n", "Help Line:\n"),
    "url-missing": _AWEL + "links:\n  home:\n    what: home\n",
    "url-per-language-wrong": _AWEL + "links:\n  home:\n    url:\n      Dutch: https://a.be/\n",
}
_REVIEW = 'reviews:\n  - of: phone:awel.helpline\n    value: "102"\n    confidence: H\n    role: editor\n    by: x\n'
_REVIEWS = {
    "date-malformed": _REVIEW + "    source: x\n    checked: 1 mei 2024\n",
    "subject-malformed": _REVIEW.replace("phone:awel.helpline", "awel") + "    source: x\n    checked: 2024\n",
}
_GIVING = (
    "account: account:awel.x\nways:\n  a: {organisation: awel, kind: money}\ntax:\n  - country: BE\n    as_of: 2024\n"
    "    confidence: H\n    source: link:awel.home\n    income_year: 2024\n    minimum: 40\n    rate: 45\n"
)
_GIFTS = {
    "year-no-number": _GIVING.replace("income_year: 2024", "income_year: x"),
    "year-too-small": _GIVING.replace("income_year: 2024", "income_year: 24"),
    "year-too-large": _GIVING.replace("income_year: 2024", "income_year: 20244"),
    "decimal-comma": _GIVING.replace("40", "40,00"),
    "decimal-infinite": _GIVING.replace("40", "inf"),
    "account-is-no-reference": _GIVING.replace("account:awel.x", "BE19 3101"),
}
_SITE = (
    "operation: example\nname: M\naddress: https://m.example/\ndefault_language: nl\nelsewhere: link:a.b\n"
    "languages:\n  nl: {name: Nederlands, locale: nl_BE, readers: [BE], quick_exit: https://x.example/}\n"
    "countries:\n  BE: {emergency: [phone:a.b], helpline: phone:a.b, real_form: link:a.b}\n"
)
_SITES = {
    "language-tag": _SITE.replace("  nl: {", "  Dutch: {"),
    "file-is-a-list": "- operation: example\n",
    "file-is-a-text": "operation\n",
    "file-lacks-a-name": _SITE.replace("name: M\n", ""),
    "country-in-small-letters": _SITE.replace("  BE: {", "  be: {"),
    "days-zero": _SITE + "reviews:\n  expire_after_days: 0\n",
}
_EXEMPTIONS = {
    "reason-too-short": "exemptions:\n  - {rule: literal-number, place: content/nl/faq.yml, reason: omdat}\n",
    "place-is-no-file": "exemptions:\n  - {rule: literal-number, place: questions.upset, reason: because it must}\n",
}
_PUBLISHED = {"address-without-slash": "addresses: [nl/melden/]\n"}

_MODELS: tuple[tuple[str, type[BaseModel], dict[str, str]], ...] = (
    ("nl/faq.yml", FaqWords, _QUESTIONS),
    ("faq.yml", FaqFacts, _TOPICS),
    ("fr/pages.yml", PagesWords, _PAGES),
    ("organisations/awel.yml", Organisation, _ORGANISATIONS),
    ("reviews.yml", ReviewLedger, _REVIEWS),
    ("giving.yml", GivingFacts, _GIFTS),
    ("site.yml", SiteSettings, _SITES),
    ("exemptions.yml", Exemptions, _EXEMPTIONS),
    ("published.yml", Published, _PUBLISHED),
)

_HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
_CATALOGUES = {
    "interface-quote-missing": _HEAD + 'msgid "nav.main"\nmsgstr "Menu\n',
    "interface-quotes-missing": _HEAD + 'msgid "nav.main"\nmsgstr Hoofdmenu\n',
    "interface-stray-line": _HEAD + 'msgid "nav.main"\nmsgstr "Menu"\n\nHoofdmenu\n',
    "interface-no-words": _HEAD + 'msgid "nav.main"\nmsgstr ""\n\nmsgid "nav.menu"\nmsgstr "Menu"\n',
    "interface-msgstr-missing": _HEAD + 'msgid "nav.main"\n\nmsgid "nav.menu"\nmsgstr "Menu"\n',
    "interface-key-twice": _HEAD + 'msgid "nav.main"\nmsgstr "Menu"\n\nmsgid "nav.main"\nmsgstr "Hoofdmenu"\n',
    "interface-escape": _HEAD + 'msgid "nav.main"\nmsgstr "Zeg "nee""\n',
    "interface-plural": _HEAD + 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "x"\nmsgstr[1] "y"\n',
    "interface-empty": "",
}
_GUIDES = {
    "guide-without-head": "# Gids voor ouders\n\nTekst.\n",
    "guide-head-never-closed": "---\ntitle: Gids\n\nTekst.\n",
    "guide-empty": "",
    "guide-head-empty": "---\n---\nTekst.\n",
    "guide-head-broken": "---\nslug: ouders\ntitle: Gids : ouders\n---\nTekst.\n",
}

FILES: dict[str, OneFile] = {
    **{name: OneFile("content/nl/pages.yml", text, _yaml) for name, text in _YAML.items()},
    **{name: OneFile("content/nl/guides/parents.md", text, _bytes) for name, text in _BYTES.items()},
    **{
        f"model-{name}": OneFile(f"content/{path}", text, _model(model))
        for path, model, texts in _MODELS
        for name, text in texts.items()
    },
    **{name: OneFile("content/nl/interface.po", text, _po) for name, text in _CATALOGUES.items()},
    **{name: OneFile("content/nl/guides/parents.md", text, _guide) for name, text in _GUIDES.items()},
}
