"""A person's own settings: when the app keeps quiet, and whether its messages arrive."""

from slackapp.domain.preferences import Preferences, QuietHours
from slackapp.errors import Refusal
from slackapp.ids import Action, Modal
from slackapp.views.about import About
from slackapp.views.blocks import (
    Block,
    Message,
    View,
    button,
    context,
    form,
    message,
    modal,
    section,
)
from slackapp.views.forms import Form, Time
from slackapp.views.text import clock, language


class PreferencesForm(Form):
    """When the app has to be quiet."""

    quiet_begin = Time("Quiet from")
    quiet_end = Time(
        "Quiet until",
        hint="What Dojo has to tell you waits until then. Leave both empty to be told at any hour.",
    )

    @property
    def quiet(self) -> QuietHours | None:
        if self.quiet_begin is None and self.quiet_end is None:
            return None
        if self.quiet_begin is None:
            raise Refusal("Pick when the quiet begins, or empty both.", field="quiet_begin")
        if self.quiet_end is None:
            raise Refusal("Pick when the quiet ends, or empty both.", field="quiet_end")
        return QuietHours(begin=self.quiet_begin, end=self.quiet_end)


def settings_form(*, preferences: Preferences) -> View:
    quiet = preferences.quiet
    return form(
        Modal.SETTINGS,
        "Settings",
        section("Does Dojo reach you?", button("Send me a test", Action.SEND_TEST)),
        PreferencesForm.quiet_begin.draw(quiet.begin if quiet else None),
        PreferencesForm.quiet_end.draw(quiet.end if quiet else None),
        _from_slack(preferences),
        submit="Save",
        about=About(),
    )


def saved(*, preferences: Preferences) -> View:
    quiet, person = preferences.quiet, preferences.person
    if quiet is None:
        return modal("Saved", section("Dojo tells you things as they happen, at any hour."))
    hours = f"{clock(quiet.begin, person)} to {clock(quiet.end, person)}"
    return modal("Saved", section(f"Dojo is quiet from {hours}, every day."))


def test_message() -> Message:
    words = "This is your test: Dojo reaches you here. Nothing needs doing."
    return message(words, section(words))


def _from_slack(preferences: Preferences) -> Block:
    person = preferences.person
    return context(
        f"Dates are written for {person.tz.replace('_', ' ')}, the way of {language(person)}. "
        "Both come from your Slack preferences."
    )
