"""A clock that waits for nobody, runs against the misbehaving servers, and content of a few lines."""

import asyncio
import io
import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from meldwijzer import online
from meldwijzer.content import Content, load
from meldwijzer.model.ledger import ReviewLedger
from meldwijzer.model.organisation import Organisation
from meldwijzer.model.reporting import ReportingFacts
from meldwijzer.online.answer import Answer
from meldwijzer.online.fetch import Fetcher
from meldwijzer.online.settings import Settings
from meldwijzer.online.store import Store
from meldwijzer.online.transport import Transport
from meldwijzer.reading.yaml_tree import Tree, parse
from meldwijzer.validation import validate

from .servers import Servers, trust

ROOT = Path(__file__).resolve().parents[2]


class FakeClock:
    """Time passes only by waiting."""

    def __init__(self) -> None:
        self.start = datetime.now(UTC)
        self.passed = 0.0
        self.waits: list[float] = []

    def now(self) -> datetime:
        return self.start + timedelta(seconds=self.passed)

    def ticks(self) -> float:
        return self.passed

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.passed += seconds
        await asyncio.sleep(0)


class Bench:
    """The servers, a clock, a folder; and what is looked at with them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = FakeClock()
        self.servers = Servers(self.clock.ticks)
        self.settings = Settings(
            user_agent="Meldwijzer-check/0.1 (test)",
            connect_timeout=0.4,
            read_timeout=0.4,
            total_timeout=0.8,
        )
        self.stream = io.StringIO()

    def world(self) -> online.World:
        policy = online.Policy(self.servers.also)
        return online.World(policy, self.servers.lookup, trust, self.clock, random.Random(3))

    async def look(self, *urls: str) -> list[Answer]:
        """Return the answer of each address, asked for one after another."""
        world = self.world()
        async with Transport(self.settings, world.policy, world.lookup, world.trust()) as transport:
            fetcher = Fetcher(
                transport, Store(self.folder / ".online"), self.settings, world.policy, world.clock, world.chance
            )
            return [await fetcher.look(url) for url in urls]

    async def check(self, content: Content, **options: Any) -> online.Report:
        """Return the report of a whole run."""
        looking = online.Looking(content, self.folder, self.settings, stream=self.stream, world=self.world(), **options)
        await looking.go()
        return looking.report()

    def run(self, scenario: Callable[[], Awaitable[Any]]) -> Any:
        """Run a scenario with the servers listening."""

        async def whole() -> Any:
            async with self.servers:
                return await scenario()

        return asyncio.run(whole())

    def look_at(self, *urls: str) -> list[Answer]:
        return self.run(lambda: self.look(*urls))

    def check_all(self, content: Content, **options: Any) -> online.Report:
        return self.run(lambda: self.check(content, **options))


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


@pytest.fixture(scope="session")
def shipped() -> Content:
    """The content that ships."""
    content, findings = load(ROOT)
    assert content is not None, findings
    return content


Make = Callable[..., Content]


@pytest.fixture(scope="session")
def make(shipped: Content) -> Make:
    """Make content of a few lines: organisations by id, reviews, statements; all as YAML."""

    def value(model: type[Any], text: str, path: str, trees: dict[str, Tree]) -> Any:
        tree, findings = parse(text, path)
        assert tree is not None, findings
        found, wrong = validate(model, tree)
        assert found is not None, wrong
        trees[path] = tree
        return found

    def small(
        organisations: Mapping[str, str], reviews: str = "reviews: []\n", statements: str = "none: {group: any}"
    ) -> Content:
        trees: dict[str, Tree] = {}
        owners = {
            key: value(Organisation, text, f"content/organisations/{key}.yml", trees)
            for key, text in organisations.items()
        }
        ledger = value(ReviewLedger, reviews, "content/reviews.yml", trees)
        trouble = f"trouble:\n  checked: 2026-11\n  groups: [any]\n  statements:\n    {statements}\nbefore: [any]\n"
        reporting = value(ReportingFacts, trouble, "content/reporting.yml", trees)
        return replace(shipped, organisations=owners, reviews=ledger, reporting=reporting, trees=trees)

    return small
