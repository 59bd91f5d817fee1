"""`python -m scheduler`: the same as `sidedoor`."""

import sys

from scheduler.cli import main

sys.exit(main())
