"""Weighing the words around a short number: does the sentence say to call it, or does it count, number or date?

The score adds up

- 3 for a number that is ready (112 and its like), none for others; ``ENOUGH`` is 2, so that the others need evidence;
- the nearest telling words before it, looking through little words: "bel" +4, "artikel" -6, "ongeveer" -4, a street
  -6, an unknown word right before it -2;
- what follows it: "bellen" +4, "jaar" -7, an unknown word in the plural -5 (it is counted), any other unknown one -1;
- an organisation's name beside it +5, near it +3, a telephone's sign +4, standing alone +3, or +1 on a line of its own.

Numbers in a list ("102, 103 of 107") share what stands before and after the list. Words further away weigh less.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from .vocabulary import ShortVocabulary

ENOUGH = 2
_NEAR = 120
_TOKENS = re.compile(r"[^\W\d_]+|[0-9]+[a-z]{0,3}(?![^\W\d_])|[0-9]+|\n|[^\w\s]")
_SENTENCE_ENDS = frozenset("!?;…")
_LIST = frozenset(",/&+-()|")
_STOPS = frozenset(".!?;…\n|")
_PAUSES = frozenset(",():-")
_DASHES = frozenset(",-")
_DIALLER = re.compile(r"(?:\b(?:tel|sms|callto): ?|[☎☏✆📞📱🆘]\s?)$", re.IGNORECASE)


@dataclass(frozen=True)
class Context:
    """A number's place in a plain text, and the words to weigh it by."""

    text: str
    start: int
    end: int
    words: ShortVocabulary
    known: Collection[str]

    def score(self, written: str) -> int:
        """Return how much speaks for a number to call; ``written`` is the number as it stands, or ``+``."""
        digits = "".join(character for character in written if character.isdigit())
        ready = digits in self.words.ready and len(written) <= len(digits) + 1 and "." not in written
        before, after = self._before(), self._after()
        left = _Left(before, self.words, digits)
        right = _right(after, self.words, named=left.named)
        total = (3 if ready else 0) + (3 if written == "+" else 0) + left.score + right + self._names(before, after)
        return total + self._signs() + self._alone() + self._range(before, after) + self._share(before)

    def is_dialled(self, written: str) -> bool:
        """Return whether a number that nobody registered stands right after a word that says to call it."""
        digits = "".join(character for character in written if character.isdigit())
        if len(digits) == 4 and "1500" <= digits <= "2099":
            return False
        left = _Left(self._before(), self.words, digits)
        return left.dialled and left.score >= 3 and _right(self._after(), self.words, named=left.named) >= 0

    def _before(self) -> list[str]:
        return _TOKENS.findall(self.text[max(0, self.start - _NEAR) : self.start])

    def _after(self) -> list[str]:
        return _TOKENS.findall(self.text[self.end : self.end + _NEAR])

    def _signs(self) -> int:
        before, after = self.text[max(0, self.start - 12) : self.start], self.text[self.end : self.end + 2]
        score = 4 if _DIALLER.search(before) else 0
        if re.search(r"=\s?[\"']?$", before):
            score -= 5
        if before.endswith("(") and after.startswith(")"):
            score += 1
        return score + (1 if after.startswith("!") else 0)

    def _alone(self) -> int:
        """Return what standing alone in the text, or on a line or in a cell, adds."""
        first = max(self.text.rfind(sign, 0, self.start) for sign in "\n\t") + 1
        last = min((at for sign in "\n\t" if (at := self.text.find(sign, self.end)) >= 0), default=len(self.text))
        if re.search(r"\w", self.text[first : self.start]) or re.search(r"\w", self.text[self.end : last]):
            return 0
        around = (self.text[:first].rstrip()[-12:], self.text[last:].lstrip()[:12])
        if not any(around):
            return 3
        numbers = [
            re.search(r"(?:^|[\n\t])([0-9][0-9 .,]*)$", around[0]),
            re.match(r"([0-9][0-9 .,]*)(?:[\n\t]|$)", around[1]),
        ]
        strange = [match for match in numbers if match and re.sub(r"\D", "", match[1]) not in self.known]
        return -5 if strange else 1

    def _range(self, before: list[str], after: list[str]) -> int:
        """Return what being one end of a range takes away."""
        ends = [*self.words.ranges, "-"]
        if len(before) > 1 and before[-1].lower() in ends and before[-2][0].isdigit():
            return 0 if before[-1] == "-" and before[-2] in self.known else -5
        if len(after) > 1 and after[0].lower() in ends and after[1][0].isdigit():
            return 0 if after[0] == "-" and after[1] in self.known else -5
        return 0

    def _share(self, before: list[str]) -> int:
        """Return what being a share takes away: ``1 in 112``, ``1 sur 112``."""
        share = len(before) > 1 and before[-2] == "1" and before[-1].lower() in self.words.little
        return -4 if share else 0

    def _names(self, before: list[str], after: list[str]) -> int:
        """Return what an organisation's name beside the number adds."""
        if not self.words.names:
            return 0
        left = self.text[max(0, self.start - _NEAR) : self.start].lower().rpartition("\n\n")[2]
        right = self.text[self.end : self.end + _NEAR].lower().partition("\n\n")[0]
        near = 0
        for name in self.words.names:
            at = left.rfind(name)
            if at >= 0 and not left[at + len(name) : at + len(name) + 1].isalnum():
                near = max(near, _closeness(left[at + len(name) :]))
            at = right.find(name)
            if at >= 0 and not right[at + len(name) : at + len(name) + 1].isalnum():
                near = max(near, _closeness(right[:at]))
        return near


def _closeness(between: str) -> int:
    if re.search(r"[.!?;]\s", between) or re.search(r"[0-9]", between):
        return 0
    words = len(re.findall(r"[^\W\d_]+", between))
    return 5 if words == 0 else 3 if words <= 2 else 1 if words <= 5 else 0


class _Left:
    """What the words before a number say, the nearest first."""

    def __init__(self, tokens: list[str], words: ShortVocabulary, digits: str) -> None:
        self.words = words
        self.year = len(digits) == 4
        self.score = 0
        self.named = False
        self.dialled = False
        self._unknown = 0
        self._capitals = False
        self._comma = False
        self._listed = True
        """Nothing but joining words and signs of a list so far since the last number."""
        self._taken = False
        """Another number, that is no part of a list with this one, stands between."""
        self._numbering = True
        """Nothing but signs, lists and words like "nr." so far: "artikel nr. 112", not "artikel over 112"."""
        self._place = 0
        for index in range(len(tokens) - 1, -1, -1):
            if not self._goes_on(tokens, index):
                break

    def _goes_on(self, tokens: list[str], index: int) -> bool:
        token = tokens[index]
        word = token.lower()
        if token[0].isdigit():
            self._taken = self._taken or not self._listed
            if self._listed and self._place < 2 and token in self.words.ready:
                self.score += 2
            self._place += 1
            return True
        if not token[0].isalpha():
            return self._sign(tokens, index)
        first = self._place == 0
        self._place += 1
        goes_on = self._word(tokens, index, first=first)
        if not (word in self.words.joining or word in self.words.ranges or word in self.words.belonging):
            self._listed = False
            self._numbering = self._numbering and (word in self.words.loose or word in self.words.belonging)
        return goes_on

    def _sign(self, tokens: list[str], index: int) -> bool:
        sign = tokens[index]
        if sign == "\n":
            return not (index and tokens[index - 1] == "\n")
        if sign in _SENTENCE_ENDS:
            return False
        if sign == ".":
            return index > 0 and self._shortened(tokens[index - 1].lower())
        if sign not in _LIST:
            self._listed = False
        self._comma = self._comma or sign in ",()"
        return True

    def _shortened(self, word: str) -> bool:
        words = self.words
        short = len(word) <= 4 and (word in words.call or word in words.numbered or word in words.streets)
        return short or word in words.loose or (word.isalpha() and len(word) == 1)

    def _word(self, tokens: list[str], index: int, *, first: bool) -> bool:
        words, token, word = self.words, tokens[index], tokens[index].lower()
        near = self._unknown == 0
        if first and self.year and word in words.years:
            self.score -= 5
            return True
        numbered = word in words.numbered or word.removesuffix("s") in words.numbered
        if not numbered and (words.says_to_call(word) or word in words.verbs):
            if word in words.loose and index and tokens[index - 1].lower() in words.numbered:
                self.score -= 6  # a house number, a page number
                return False
            self.score += 4 if near and (word not in words.verbs or word in words.call) else 2
            self.dialled = near and word in words.verbs and not self._taken
            return False
        if numbered:
            if self._taken or (self._comma and not self._listed) or not self._numbering:
                self._unknown += 1
                return True
            self.score -= 6
            return False
        if self._is_street(token, word):
            self.score -= 6
            return False
        return self._weak(tokens, index, first=first)

    def _weak(self, tokens: list[str], index: int, *, first: bool) -> bool:
        words, token, word = self.words, tokens[index], tokens[index].lower()
        if word in words.quantity and (first or (self._place == 2 and self._belongs)):
            self.score -= 4
            return True
        self._belongs = first and (word in words.belonging or word in words.joining)
        if first and word in words.belonging:
            self.score -= 2 if self.year else 1
        if first and word in words.naming:
            self.score += 2
            self.named = True
        if word in words.loose:
            self.score -= 2
            return True
        if words.is_around(word):
            self.score += 2 if self._unknown == 0 else 1
            return True
        if not words.is_little(word) and (len(word) > 1 or token.isupper()):
            if self._listed and not self._comma and tokens[index + 1 : index + 2] not in ([":"], ["\n"]):
                self.score -= 2  # nothing between: a name's or a thing's number
            self._unknown += 1
            self._capitals = self._capitals or token[0].isupper()
        return self._unknown <= 4

    _belongs = False

    def _is_street(self, token: str, word: str) -> bool:
        if word in self.words.streets:
            return self._capitals or token[0].isupper()
        return token[0].isupper() and len(word) > 5 and word.endswith(self.words.endings_of_streets)


def _right(tokens: list[str], words: ShortVocabulary, *, named: bool) -> int:
    """Return what the words after a number say; a list of numbers is passed over first."""
    index, score = 0, 0
    while index < len(tokens) and _lists(tokens, index, words):
        index += next(at for at, token in enumerate(tokens[index:]) if token[0].isdigit())
        score = 2 if tokens[index] in words.ready else score
        index += 1
    tokens = tokens[index:]
    unknown, comma = 0, False
    if tokens and tokens[0].lower() in words.belonging and _of_something(tokens[1:4], words):
        return -5
    for index, token in enumerate(tokens[:9]):
        word = token.lower()
        if not token[0].isalpha():
            if token in _STOPS:
                break
            comma = comma or token in _PAUSES
            if index == 0 and token in _DASHES and _street_after(tokens[1:], words):
                return -7
            continue
        if index == 0 and (word in words.units or _street_after(tokens, words)):
            return -7
        if index == 0 and word in words.spelled:
            return -7
        if word in words.call:
            return score + (4 if unknown == 0 and not comma else 2 if unknown <= 2 else 0)
        if words.is_around(word):
            score += 2 if unknown == 0 else 1
            if index == 0 and _is_counted(tokens[1:], words):
                return score - 5
        elif not words.is_little(word):
            if unknown == 0 and index == 0 and not named:
                score -= _counted(tokens, words)
            unknown += 1
            if unknown > 2:
                break
    return score


def _of_something(tokens: list[str], words: ShortVocabulary) -> bool:
    """``101 de la revue``, ``112 van de 300``."""
    return any(token[0].isdigit() or token.lower() in words.numbered for token in tokens)


def _lists(tokens: list[str], index: int, words: ShortVocabulary) -> bool:
    """Return whether a token only leads to a further number of a list."""
    for at, token in enumerate(tokens[index : index + 3]):
        if token[0].isdigit():
            return at > 0
        if token not in _LIST and token.lower() not in words.joining and token.lower() not in words.ranges:
            return False
    return False


def _counted(tokens: list[str], words: ShortVocabulary) -> int:
    """Return how much an unknown word after the number speaks for a count."""
    first = tokens[0]
    if len(first) == 2 and first.isupper():
        return 4  # a country's letters: the name of an app or an organisation
    if not first[0].isupper() and _is_counted(tokens, words):
        return 5
    if _is_counted(tokens[1:], words):
        return 4
    return 2 if first[0].isupper() else 1


def _is_counted(tokens: list[str], words: ShortVocabulary) -> bool:
    if not tokens or not tokens[0][0].isalpha():
        return False
    word = tokens[0].lower()
    if word in words.units or (tokens[1:2] in (["'"], ["’"]) and tokens[2:3] == ["s"]):
        return True
    known = words.is_little(word) or word in words.call or word in words.around
    return not known and len(word) > 3 and word.endswith(words.plural_endings)


def _street_after(tokens: list[str], words: ShortVocabulary) -> bool:
    """``rue de la Loi``, ``Main Street``, ``de la rue Haute`` after a house number."""
    for index, token in enumerate(tokens[:4]):
        word = token.lower()
        if word in words.streets or (token[0].isupper() and len(word) > 5 and word.endswith(words.endings_of_streets)):
            return index == 0 or token[0].isupper() or all(t.lower() in ("de", "la", "l", "'") for t in tokens[:index])
        if not (token[0].isupper() or word in ("de", "la", "l", "'", "du")):
            return False
    return False
