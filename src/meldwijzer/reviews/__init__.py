"""Reviews: what can be confirmed, what the ledger knows of it, and what is due. No rule, no page, no command.

How every change of a fact is found, in three files of content/:

* **reviews.yml**, the ledger: one line for each confirmation, in words that an editor can write in a browser. The
  value of a subject (a number, an address, an article) is the one in its last line. A line may also say the
  ``details`` that were looked at (kind, cost, country); most don't. Each recorded line bears a *seal*, its number and
  a digest of its own words: an edited line no longer fits its seal, a lost one leaves a gap in the numbers. A line
  without a seal counts at once (someone wrote it by hand); ``meldwijzer review --seal`` gives it one.
* **baseline.yml**, kept by the machine: how every fact stood when it was first recorded, whether or not anybody
  confirmed it. It claims no source. What no ledger line covers (all of a service, the cost of a call) is compared
  with it, so that nothing changes unseen.
* **translations.yml**, kept by the machine: for each entry in each further language the digest of the source text it
  was made from and of its own text, and whether a second person has read it.

**notices.yml** holds what must be published at once, each with a name, a reason and an end date: corrections, which
let a changed value through before its review, and outages, which readers are shown. While one is in force, and at
most :data:`~.standing.AT_MOST_DAYS` days, what the rules say about reviews stops no build.
"""

from .standing import AT_MOST_DAYS, Change, Standing, in_force, latest, standings
from .subjects import Subject, subjects, value_of
from .writing import record_all

__all__ = [
    "AT_MOST_DAYS", "Change", "Standing", "Subject", "in_force", "latest", "record_all", "standings", "subjects",
    "value_of",
]  # fmt: skip
