"""``python -m dlcourse.cli``: the same as ``dlcourse``, and it goes on working when the folder has been moved."""

import sys

from dlcourse.cli import main

sys.exit(main())
