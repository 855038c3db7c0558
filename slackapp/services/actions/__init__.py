"""What a retrospective wants done: kept with an owner and a date, shown, and asked about again."""

from slackapp.services.actions.kept import (
    add,
    change,
    compose,
    done,
    drop,
    keep,
    mine,
    read,
    reopen,
)

__all__ = ["add", "change", "compose", "done", "drop", "keep", "mine", "read", "reopen"]
