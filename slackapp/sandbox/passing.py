"""How time passes in the sandbox while an app is in it: from one thing that happens to the next."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol


class Coming(Protocol):
    """Something that will happen by itself."""

    @property
    def at(self) -> datetime: ...

    @property
    def what(self) -> str: ...


class Passing(Protocol):
    """Whoever knows what comes, and walks there."""

    async def settled(self) -> None: ...

    async def coming(self) -> Sequence[Coming]: ...

    async def next(self) -> None: ...

    async def advance(self, to: datetime) -> None: ...
