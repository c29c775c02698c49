"""Faults in words: claims that facts do not bear out, and words that mislead."""

# ruff: noqa: E501  # a fault is one line, however long

import re
from collections.abc import Callable, Sequence
from random import Random

from .base import Edit, Kind, Made, Project, each
from .prose import lines, paragraphs

ALWAYS = {
    "nl": ("Je kunt dag en nacht bellen.", "Die lijn is 24/7 bereikbaar.", "Dat kan 24 uur per dag.", "Zij zijn altijd open.",
           "Je kunt er op elk moment terecht, ook ’s nachts.", "Bel 24u op 24."),
    "fr": ("Vous pouvez appeler jour et nuit.", "La ligne répond 24h/24.", "C’est ouvert 24 heures sur 24.", "Vous pouvez appeler à toute heure.",
           "La ligne est ouverte en permanence.", "Joignable 24/7."),
    "en": ("You can call day and night.", "The line is open 24/7.", "It is there around the clock.", "You can call 24 hours a day.",
           "You can call at any time, also at night.", "The line never closes."),
}  # fmt: skip
FREE = {
    "nl": ("Bellen is gratis.", "Het kost niets.", "Je belt zonder kosten.", "Bellen is kosteloos."),
    "fr": ("L’appel est gratuit.", "Cela ne coûte rien.", "Vous appelez gratuitement.", "C’est sans frais."),
    "en": ("Calling is free.", "It costs nothing.", "You call free of charge.", "The call is toll-free."),
}
ANONYMOUS = {
    "nl": ("Je blijft anoniem.", "Bellen is anoniem.", "Niemand komt te weten wie je bent."),
    "fr": ("Vous restez anonyme.", "L’appel est anonyme.", "Personne ne saura qui vous êtes."),
    "en": ("You stay anonymous.", "Calling is anonymous.", "Nobody will know who you are."),
}
HOURS = {
    "nl": ("Je kunt bellen van 9 tot 17 uur.", "Open van 10.00 tot 16.00 uur."),
    "fr": ("Vous pouvez appeler de 9 h à 17 h.", "Ouvert de 10 à 16 heures."),
    "en": ("You can call from 9 am to 5 pm.", "Open from 10:00 to 16:00."),
}
NOT_ALWAYS = ("awel.helpline", "ecoute-enfants.helpline", "kindertelefoon.helpline", "helpwanted.helpline", "1712.helpline",
              "seos.helpline", "stop-it-now-brussels.helpline", "child-focus.office", "meldpunt.messenger", "police-nl.office")  # fmt: skip
NOT_FREE = ("child-focus.office", "meldpunt.messenger", "police-nl.office", "seos.helpline", "child-focus.abroad")
FREE_LINES = ("child-focus.helpline", "kindertelefoon.helpline", "veilig-thuis.helpline", "helpwanted.helpline")


def _claim(said: dict[str, tuple[str, ...]], targets: Sequence[str] = ()) -> Callable[[Project, Random], Made]:
    """Return what adds a sentence right behind a sentence that names a line of which it isn't true."""

    def make(project: Project, chance: Random) -> Made:
        for one in lines(project):
            named = re.findall(r"phone:([\w.-]+)", one.text)
            if len(set(named)) == 1 and (not targets or named[0] in targets) and one.text.rstrip().endswith("."):
                end = one.start + len(one.text.rstrip())
                yield Edit(one.path, end, end, f" {chance.choice(said[one.language])}")

    return make


def _nowhere_near(said: dict[str, tuple[str, ...]]) -> Callable[[Project, Random], Made]:
    """Return what adds a sentence about the hotline itself, of which it is never true without more words."""

    def make(project: Project, chance: Random) -> Made:
        every = [one for one in lines(project) if one.text.rstrip().endswith(".")]
        for one in chance.sample(every, 40):
            end = one.start + len(one.text.rstrip())
            yield Edit(one.path, end, end, f" {chance.choice(said[one.language])}")

    return make


TERMS = {
    "nl": ("Dat is kinderporno.", "Een pedofiel deed dit.", "Dit heet wraakporno.", "Een melding is een aangifte.", "Bel de noodnummers van Awel.", "Dat is kinderpornografie."),
    "fr": ("C’est de la pédopornographie.", "Un pédophile a fait cela.", "C’est du revenge porn.", "Un signalement est une plainte.", "C’est de la pornographie enfantine."),
    "en": ("That is child pornography.", "A paedophile did this.", "This is called revenge porn.", "A report is a complaint.", "That is kiddie porn."),
}  # fmt: skip
REQUESTS = {
    "nl": ("Maak een screenshot.", "Stuur de foto naar de politie.", "Bewaar het beeld goed.", "Zoek de foto’s op.", "Upload het bestand hier."),
    "fr": ("Faites une capture d’écran.", "Envoyez la photo à la police.", "Gardez bien l’image.", "Cherchez les photos.", "Téléversez le fichier ici."),
    "en": ("Take a screenshot.", "Send the picture to the police.", "Keep the image safe.", "Search for the pictures.", "Upload the file here."),
}  # fmt: skip
EMPTY_LABELS = {
    "nl": ("Noodnummer :", "Telefoon:", "**Bel:**", "Website:"),
    "fr": ("Numéro d’urgence :", "Téléphone :", "**Appelez :**", "Site :"),
    "en": ("Emergency number:", "Telephone:", "**Call:**", "Website:"),
}


def _own_paragraph(said: dict[str, tuple[str, ...]]) -> Callable[[Project, Random], Made]:
    """Return what adds a paragraph of its own behind another."""

    def make(project: Project, chance: Random) -> Made:
        for one in chance.sample(list(paragraphs(project)), 60):
            indent = one.text[: len(one.text) - len(one.text.lstrip())]
            yield Edit(one.path, one.end, one.end, f"\n{indent}{chance.choice(said[one.language])}\n")

    return make


def _not_sure(project: Project, chance: Random) -> Made:
    yield from each(
        project.words(),
        r"(?:Twijfel je\?|Niet zeker\?|Un doute \?|Not sure\?).*\n?",
        lambda match: "" if not match[0].endswith("\n") else "\n",
    )


_G = "words"
KINDS = (
    Kind("claims: 24/7 of a line that closes", _G, _claim(ALWAYS, NOT_ALWAYS)),
    Kind("claims: free of a line that is not known to be", _G, _claim(FREE, NOT_FREE)),
    Kind("claims: anonymous", _G, _nowhere_near(ANONYMOUS)),
    Kind("claims: other hours", _G, _claim(HOURS)),
    Kind("terms: a word that misleads", _G, _nowhere_near(TERMS)),
    Kind("terms: asking for images", _G, _nowhere_near(REQUESTS)),
    Kind("terms: a label with nothing behind it", _G, _own_paragraph(EMPTY_LABELS)),
    Kind("terms: 'not sure?' lost", _G, _not_sure, whole=True),
)
