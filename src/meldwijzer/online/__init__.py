"""Looking online whether addresses and numbers are still right: ``check --online``. Nothing here runs in a build."""

from .looking import INTERRUPTED, Looking, Report, World, run
from .numbers import DefaultStandsOn, Sighting, StandsOn
from .policy import Policy
from .settings import Settings, settings_for

__all__ = [
    "INTERRUPTED",
    "DefaultStandsOn",
    "Looking",
    "Policy",
    "Report",
    "Settings",
    "Sighting",
    "StandsOn",
    "World",
    "run",
    "settings_for",
]
