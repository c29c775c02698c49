"""What others take for their own sites and posters: pictures, snippets, short addresses, by name. No HTML of pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from meldwijzer.addresses import GUIDE_PREFIX
from meldwijzer.contacts.payment import Payment
from meldwijzer.model.contact import Account
from meldwijzer.pictures import banner

if TYPE_CHECKING:
    from .render import Desk

LINK = "link"
"""The folder of pictures."""
EMBED = "embed"
"""The folder of the boxes that other sites show in a frame."""
PAYMENT = f"{LINK}/qr-giving"
"""The payment code, without the ending of its file."""
BOX = (300, 250)
"""How large such a frame is, unless its site wants it otherwise."""


@dataclass(frozen=True)
class OfferedBanner:
    """A banner as the page offers it."""

    width: int
    height: int
    scheme: str
    path: str
    """From the site's root, without the ending of its file."""


@dataclass(frozen=True)
class Code:
    """A QR code as the page offers it."""

    target: str
    short: str
    path: str
    """As above."""


class Sharing:
    """All of it in one language; templates know it as ``mw.sharing``."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk
        self.box = BOX

    @property
    def _is_example(self) -> bool:
        return self._desk.site.operation == "example"

    @cached_property
    def words(self) -> Mapping[str, str]:
        """What a banner says, by part."""
        t = self._desk.t
        said = {"title": t("picture.title"), "what": t("picture.what"), "address": self._desk.short("report")}
        return {**said, "notice": self.notice} if self._is_example else said

    @property
    def notice(self) -> str:
        """That this is an example; empty where it is none."""
        return self._desk.t("picture.example", name=self._desk.site.name) if self._is_example else ""

    @cached_property
    def label(self) -> str:
        """What a banner says to who does not see it."""
        said = (f"{self.words['title']}.", self.words["what"], self.notice, self.words["address"])
        return " ".join(filter(None, said))

    def banner_path(self, name: str, scheme: str) -> str:
        """Return where a banner is, from the site's root and without its ending."""
        return f"{LINK}/{self._desk.language}/banner-{name}-{scheme}"

    @cached_property
    def banners(self) -> tuple[OfferedBanner, ...]:
        """Every banner."""
        return tuple(
            OfferedBanner(size.width, size.height, scheme, self.banner_path(size.name, scheme))
            for size in banner.SIZES
            for scheme in banner.SCHEMES
        )

    @cached_property
    def codes(self) -> tuple[Code, ...]:
        """The QR codes: of the pages to report and to find help, and of each guide that has a short address."""
        words = self._desk.views.words
        targets = ("report", "help", *(f"{GUIDE_PREFIX}{name}" for name in words.guides))
        targets = tuple(target for target in targets if target in words.pages.short)
        return tuple(Code(target, self._desk.short(target), self._code_path(target)) for target in targets)

    def _code_path(self, target: str) -> str:
        slug = self._desk.views.words.pages.short[target]
        return f"{LINK}/{self._desk.language}/qr-{slug}"

    @cached_property
    def short(self) -> tuple[tuple[str, str], ...]:
        """Every short address, with what it leads to."""
        return tuple((self._desk.short(target), target) for target in self._desk.views.words.pages.short)

    @property
    def embed(self) -> str:
        """The full address of the box."""
        return f"{self._desk.site.address.rstrip('/')}/{EMBED}/{self._desk.language}/"

    @cached_property
    def payment(self) -> Payment | None:
        """What the payment code asks for; an example has none."""
        fact = self._desk.views.registry.contacts[self._desk.views.content.giving.account].fact
        if self._is_example or not isinstance(fact, Account) or fact.retired is not None:
            return None
        return Payment(fact.holder, fact.iban.replace(" ", ""), fact.message or "")

    @property
    def payment_path(self) -> str:
        """Return where the payment code is, from the site's root."""
        return f"{PAYMENT}.svg"

    @cached_property
    def snippets(self) -> tuple[tuple[str, str], ...]:
        """HTML for other sites, each with its name: a link, a banner, a box."""
        return tuple((name, str(self._desk.component(f"snippet-{name}")).strip()) for name in ("link", "banner", "box"))
