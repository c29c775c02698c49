"""A receiver for trying the form out: a development tool on this computer, no endpoint for a hotline.

Its answers follow the contract (meldwijzer.report_form.contract); it can be told to misbehave. No build uses it.
"""

from .app import Receiver, application, misbehaviour
from .faults import FAULTS, Misbehaviour
from .server import Server, address, feedback_of, introduction, listen, sent_pages_of
from .store import Store

__all__ = [
    "FAULTS",
    "Misbehaviour",
    "Receiver",
    "Server",
    "Store",
    "address",
    "application",
    "feedback_of",
    "introduction",
    "listen",
    "misbehaviour",
    "sent_pages_of",
]
