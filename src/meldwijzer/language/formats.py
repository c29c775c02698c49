"""Dates, amounts, lists, days, languages and countries as a locale writes them (CLDR, through Babel)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from functools import cache, cached_property

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time, get_day_names
from babel.lists import format_list
from babel.numbers import format_currency, format_percent


def is_locale(name: str) -> bool:
    """Tell whether CLDR knows a locale such as ``nl_BE``."""
    try:
        Locale.parse(name)
    except (UnknownLocaleError, ValueError, TypeError):
        return False
    return True


def is_language(tag: str) -> bool:
    """Tell whether CLDR knows a language such as ``nl``."""
    try:
        Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError, TypeError):
        return False
    return True


_UNIONS = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}
"""What CLDR lists among territories and is no country."""


@cache
def territories(locale: str) -> Mapping[str, str]:
    """Return the name of every country in a locale, by its code (ISO 3166-1)."""
    names = Locale.parse(locale).territories
    return {
        code: str(name)
        for code, name in names.items()
        if len(code) == 2 and code.isalpha() and code not in _UNIONS and len(name) > 3
    }


@dataclass(frozen=True)
class Formats:
    """How one locale writes values."""

    locale_name: str

    @cached_property
    def locale(self) -> Locale:
        """The CLDR locale."""
        return Locale.parse(self.locale_name)

    @property
    def direction(self) -> str:
        """Which way the language is written: ``ltr`` or ``rtl``."""
        return str(self.locale.text_direction)

    def partial_date(self, written: str) -> str:
        """Return ``2023``, ``2023-03`` or ``2023-03-14`` as a reader writes it, no more precise than it is."""
        parts = [int(part) for part in written.split("-")]
        if len(parts) == 1:
            return written
        if len(parts) == 2:
            return str(format_skeleton("yMMMM", date(parts[0], parts[1], 1), locale=self.locale))
        return str(format_date(date(*parts), format="long", locale=self.locale))

    def amount(self, euro: Decimal) -> str:
        """Return an amount in euro, without cents where there are none."""
        digits = "¤#,##0" if euro == euro.to_integral() else None
        if digits is None:
            return str(format_currency(euro, "EUR", locale=self.locale))
        pattern = self.locale.currency_formats["standard"].pattern.replace(".00", "")
        return str(format_currency(euro, "EUR", pattern, locale=self.locale, currency_digits=False))

    def percent(self, value: Decimal) -> str:
        """Return a percentage; ``45`` becomes ``45 %`` or ``45%``."""
        return str(format_percent(value / 100, locale=self.locale))

    def words(self, items: Sequence[str]) -> str:
        """Return ``a, b and c``."""
        return str(format_list(list(items), locale=self.locale))

    def choice(self, items: Sequence[str]) -> str:
        """Return ``a, b or c``."""
        return str(format_list(list(items), style="or", locale=self.locale))

    def clock(self, moment: time) -> str:
        """Return a time of day; midnight as the end of a day is ``24:00``."""
        return "24:00" if moment == time(0) else str(format_time(moment, "HH:mm", locale=self.locale))

    def weekday(self, day: int) -> str:
        """Return the short name of a weekday; 0 is Monday."""
        return str(get_day_names("abbreviated", locale=self.locale)[day]).rstrip(".")

    def language(self, tag: str) -> str:
        """Return a language's name, as used in a sentence."""
        return str(Locale.parse(tag, sep="-").get_display_name(self.locale) or tag)

    def country(self, code: str) -> str:
        """Return a country's name."""
        return str(self.locale.territories.get(code, code))
