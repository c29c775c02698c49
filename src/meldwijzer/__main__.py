"""``python -m meldwijzer``: the command line."""

import os
import sys

from .cli import main

status = main()
sys.stdout.flush()
sys.stderr.flush()
os._exit(status)  # everything is written: taking many values apart one by one would only take time
