"""What the product may say no to."""


class DojoError(Exception):
    """The root of everything that we raise ourselves."""


class Refusal(DojoError):
    """A no that the person reads as written: what did not happen, why, what to do.

    `field` names the form's field that it concerns, so that a modal shows it there.
    """

    def __init__(self, words: str, *, field: str | None = None) -> None:
        super().__init__(words)
        self.words = words
        self.field = field


class FormRefused(Refusal):
    """Several fields of one form, each with what is wrong; its modal shows them all at once."""

    def __init__(self, fields: dict[str, str]) -> None:
        field, words = next(iter(fields.items()))
        super().__init__(words, field=field)
        self.fields = fields


class SettingsError(DojoError):
    """A setting is missing or wrong: which, what is wrong, where to get it."""


class Busy(DojoError):
    """The database did not answer in time; nothing was saved."""
