"""Harmless sentences that say the same in Dutch, French and English, put together from lists. No files here.

Each list holds one phrase per language in the order of :data:`LANGUAGES`. There is no figure, no name and nothing
about the site's subject among them, so that a rule about words has nothing to find; each sentence is one that its
language could write, so that a rule that guesses a text's language guesses right.
"""

import random

LANGUAGES = ("nl", "fr", "en")

Phrase = tuple[str, str, str]

SUBJECTS: tuple[Phrase, ...] = (
    ("de leraar", "le professeur", "the teacher"),
    ("de bakker", "le boulanger", "the baker"),
    ("de tuinman", "le jardinier", "the gardener"),
    ("de schilder", "le peintre", "the painter"),
    ("de zanger", "le chanteur", "the singer"),
    ("de bibliothecaris", "le bibliothécaire", "the librarian"),
    ("de visser", "le pêcheur", "the fisherman"),
    ("de schrijver", "l’écrivain", "the writer"),
    ("de kok", "le cuisinier", "the cook"),
    ("de postbode", "le facteur", "the postman"),
    ("de timmerman", "le menuisier", "the carpenter"),
    ("de boer", "le fermier", "the farmer"),
    ("de trainer", "l’entraîneur", "the coach"),
    ("de conciërge", "le concierge", "the caretaker"),
    ("de buurman", "le voisin", "the neighbour"),
    ("de kapper", "le coiffeur", "the hairdresser"),
    ("de smid", "le forgeron", "the blacksmith"),
    ("de molenaar", "le meunier", "the miller"),
    ("de dirigent", "le chef d’orchestre", "the conductor"),
    ("de kleermaker", "le tailleur", "the tailor"),
    ("de imker", "l’apiculteur", "the beekeeper"),
    ("de boswachter", "le garde forestier", "the forester"),
    ("de klokkenmaker", "l’horloger", "the watchmaker"),
    ("de herder", "le berger", "the shepherd"),
)

DEEDS: tuple[Phrase, ...] = (
    ("leest het lange boek", "lit le long livre", "reads the long book"),
    ("schildert de houten deur", "peint la porte en bois", "paints the wooden door"),
    ("herstelt het oude hek", "répare la vieille clôture", "mends the old fence"),
    ("zoekt de groene paraplu", "cherche le parapluie vert", "looks for the green umbrella"),
    ("vertelt het verhaal opnieuw", "raconte encore l’histoire", "tells the story again"),
    ("kookt soep voor de buren", "prépare la soupe pour les voisins", "makes soup for the neighbours"),
    ("draagt de zware mand", "porte le lourd panier", "carries the heavy basket"),
    ("geeft de jonge bomen water", "arrose les jeunes arbres", "waters the young trees"),
    ("zingt het bekende lied", "chante la chanson connue", "sings the well-known song"),
    ("veegt de lange gang", "balaie le long couloir", "sweeps the long corridor"),
    ("schrijft de brief over", "recopie la lettre", "copies out the letter"),
    ("opent het brede raam", "ouvre la large fenêtre", "opens the wide window"),
    ("bakt brood met noten", "cuit le pain aux noix", "bakes bread with nuts"),
    ("telt de witte schapen", "compte les moutons blancs", "counts the white sheep"),
    ("plant tulpen en rozen", "plante des tulipes et des roses", "plants tulips and roses"),
    ("poetst de koperen lamp", "frotte la lampe en cuivre", "polishes the copper lamp"),
    ("wacht op de trage trein", "attend le train lent", "waits for the slow train"),
    ("vouwt het papieren schip", "plie le bateau en papier", "folds the paper boat"),
    ("luistert naar de regen", "écoute la pluie", "listens to the rain"),
    ("oefent de moeilijke dans", "répète la danse difficile", "practises the difficult dance"),
    ("stapelt het droge hout", "empile le bois sec", "stacks the dry wood"),
    ("tekent de kaart van het dorp", "dessine la carte du village", "draws the map of the village"),
    ("brengt de sleutel terug", "rapporte la clé", "brings the key back"),
    ("kiest de blauwe verf", "choisit la peinture bleue", "chooses the blue paint"),
)

PLACES: tuple[Phrase, ...] = (
    ("in de tuin", "dans le jardin", "in the garden"),
    ("achter de schuur", "derrière la grange", "behind the barn"),
    ("naast de rivier", "à côté de la rivière", "beside the river"),
    ("op het plein", "sur la place", "on the square"),
    ("bij de molen", "près du moulin", "near the mill"),
    ("onder de oude brug", "sous le vieux pont", "under the old bridge"),
    ("in de keuken", "dans la cuisine", "in the kitchen"),
    ("voor het museum", "devant le musée", "in front of the museum"),
    ("langs het kanaal", "le long du canal", "along the canal"),
    ("in de bibliotheek", "dans la bibliothèque", "in the library"),
    ("op de heuvel", "sur la colline", "on the hill"),
    ("tussen de appelbomen", "entre les pommiers", "between the apple trees"),
    ("in het atelier", "dans l’atelier", "in the workshop"),
    ("bij de haven", "près du port", "by the harbour"),
    ("rond de fontein", "autour de la fontaine", "around the fountain"),
    ("in de grote zaal", "dans la grande salle", "in the large hall"),
)

MANNERS: tuple[Phrase, ...] = (
    ("vroeg in de ochtend", "tôt le matin", "early in the morning"),
    ("na de lange wandeling", "après la longue promenade", "after the long walk"),
    ("tijdens de pauze", "pendant la pause", "during the break"),
    ("zodra het droog is", "dès qu’il fait sec", "as soon as it is dry"),
    ("met veel geduld", "avec beaucoup de patience", "with a lot of patience"),
    ("zonder haast", "sans se presser", "without haste"),
    ("als de zon schijnt", "quand le soleil brille", "when the sun shines"),
    ("voor het avondeten", "avant le dîner", "before dinner"),
    ("met volle aandacht", "avec toute son attention", "with full attention"),
    ("in de late zomer", "à la fin de l’été", "in late summer"),
    ("aan het einde van de middag", "en fin d’après-midi", "at the end of the afternoon"),
    ("samen met de buren", "avec les voisins", "together with the neighbours"),
)

AND: Phrase = ("en", "et", "and")

REFERRING: tuple[Phrase, ...] = (
    (
        "Is er nu gevaar? Bel <phone:emergency.112>.",
        "Y a-t-il un danger maintenant\u202f? Appelez le <phone:emergency.112>.",
        "Is there danger now? Call <phone:emergency.112>.",
    ),
    (
        "In België kun je praten met Child Focus, <phone:child-focus.helpline>.",
        "En Belgique, vous pouvez parler à Child Focus, <phone:child-focus.helpline>.",
        "In Belgium you can talk to Child Focus, <phone:child-focus.helpline>.",
    ),
    (
        "In Nederland luistert Veilig Thuis naar je: <phone:veilig-thuis.helpline>.",
        "Aux Pays-Bas, Veilig Thuis vous écoute\u202f: <phone:veilig-thuis.helpline>.",
        "In the Netherlands Veilig Thuis listens to you: <phone:veilig-thuis.helpline>.",
    ),
    (
        "Wil je iets melden? [Lees wat er daarna gebeurt](page:report#after).",
        "Voulez-vous signaler quelque chose\u202f? [Lisez ce qui se passe ensuite](page:report#after).",
        "Do you want to report something? [Read what happens afterwards](page:report#after).",
    ),
    (
        "[Wat de woorden betekenen](page:law#terms), staat op de pagina over de wet.",
        "[Le sens des mots](page:law#terms) est expliqué sur la page qui parle de la loi.",
        "[What the words mean](page:law#terms) is explained on the page about the law.",
    ),
    (
        "Meer lezen over veilig surfen? Betternet heeft [materiaal voor ouders](link:betternet.resources).",
        "Lire plus sur la navigation en sécurité\u202f? Betternet propose [du matériel](link:betternet.resources).",
        "Read more about surfing safely? Betternet has [material for parents](link:betternet.resources).",
    ),
    (
        "Het adres van Meldpunt Kinderporno is <link:meldpunt.report>.",
        "L’adresse du Meldpunt Kinderporno est <link:meldpunt.report>.",
        "The address of Meldpunt Kinderporno is <link:meldpunt.report>.",
    ),
    (
        "Andere hulp staat [op de pagina met hulp](page:help#by-situation).",
        "D’autres aides se trouvent [sur la page d’aide](page:help#by-situation).",
        "Other help is listed [on the page with help](page:help#by-situation).",
    ),
)
"""What a reader is sent to; the same references in each language."""


def _joined(*phrases: Phrase) -> Phrase:
    nl, fr, en = (" ".join(parts) for parts in zip(*phrases, strict=True))
    return nl, fr, en


def _capital(phrase: Phrase, end: str = "") -> Phrase:
    nl, fr, en = (f"{text[0].upper()}{text[1:]}{end}" for text in phrase)
    return nl, fr, en


def title(chance: random.Random) -> Phrase:
    """Return a title: who, and where."""
    return _capital(_joined(chance.choice(SUBJECTS), chance.choice(PLACES)))


def sentence(chance: random.Random) -> Phrase:
    """Return a sentence of about twelve words."""
    if chance.random() < 0.3:
        one, other = chance.sample(SUBJECTS, 2)
        first, second = chance.sample(DEEDS, 2)
        words = _joined(one, first, AND, other, second, chance.choice(PLACES))
    else:
        words = _joined(*(chance.choice(group) for group in (SUBJECTS, DEEDS, PLACES, MANNERS)))
    return _capital(words, ".")


def paragraph(chance: random.Random, sentences: int) -> Phrase:
    """Return a paragraph of so many sentences."""
    return _joined(*(sentence(chance) for _ in range(sentences)))
