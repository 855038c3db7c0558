"""`python -m slackapp` is the command `slackapp`."""

import sys

from slackapp.cli import main

sys.exit(main())
