"""The report form: what a report holds, how typed addresses are read, and the contract with whoever receives it.

No HTML (that is a component), no words (content/), no server: a receiver for trying it out is in the room of receiver.
"""

from .addresses import read_addresses
from .report import CHOICES, LIMITS, Report, problems

__all__ = ["CHOICES", "LIMITS", "Report", "problems", "read_addresses"]
