"""Every name that Slack sends back to us, in one place."""

from enum import StrEnum


class Shortcut(StrEnum):
    """A global shortcut, by its callback id."""

    POST_DEMO = "demo.start"
    GIVE_FEEDBACK = "feedback.start"
    FIND_NOTES = "library.find"
    ADD_THOUGHT = "retro.start"


class MessageShortcut(StrEnum):
    """A shortcut of a message's menu, by its callback id."""

    SHARE_AS_DEMO = "demo.share"
    KEEP_NOTE = "library.keep"
    ADD_THOUGHT = "retro.share"


class Action(StrEnum):
    """A button, menu or dispatching field, by its action id."""

    POST_DEMO = "demo.post"
    CARD_MENU = "demo.menu"
    WATCH_DEMO = "demo.watch"
    OPEN_LINK = "demo.link"
    GIVE_FEEDBACK = "feedback.give"
    CHANGE_FEEDBACK = "feedback.change"
    WITHDRAW_FEEDBACK = "feedback.withdraw"
    READ_FEEDBACK = "feedback.read"
    CREATE_POD = "pod.create"
    POD_START = "pod.start"
    POD_MENU = "pod.menu"
    HOW_IT_WORKS = "help.open"
    HOME_PAGE = "home.page"
    HOME_MENU = "home.menu"
    OPEN_POD = "home.pod"
    TAKE_OVER = "lead.take"
    SETTINGS = "settings.open"
    SEND_TEST = "settings.test"
    RITUAL_MENU = "ritual.menu"
    RITUAL_QUESTIONS = "ritual.questions"
    ADD_RITUAL = "ritual.add"
    RITUAL_FIELD = "ritual.field"
    RITUAL_ZONE = "ritual.zone"  # a picker that also says when something was picked
    RITUAL_COUNTRY = "ritual.country"
    AWAY = "away.open"
    BACK = "away.back"
    WHO_IS_AWAY = "away.who"
    CHANGE_AWAY = "away.change"
    SKIP_TIME = "ritual.skip_time"
    RESUME_RITUAL = "ritual.resume"
    ACCEPT_TURN = "turn.accept"
    SKIP_TURN = "turn.skip"
    TAKE_TURN = "turn.take"
    TURN_MENU = "turn.menu"
    OPEN_PROMPTS = "prompt.open"
    TURN_PROMPTS = "prompt.page"
    PROMPT_MENU = "prompt.menu"
    ADD_PROMPT = "prompt.add"
    RESTORE_PROMPTS = "prompt.restore"
    SWAP_TURN = "turn.swap"
    TAKE_SWAP = "swap.take"
    TAKE_BACK_SWAP = "swap.take_back"
    DECLINE_SWAP = "swap.decline"
    CHANGE_TURNS = "turn.list"
    CHANGE_TURN = "turn.change"
    UNDO_TURN = "turn.undo"
    FIND_NOTES = "library.find"
    FIND_PAGE = "library.page"
    WRITE_NOTE = "library.write"
    OPEN_NOTE = "library.open"
    EDIT_NOTE = "library.edit"
    WITHDRAW_NOTE = "library.withdraw"
    START_WITH_NOTE = "library.start"
    START_HERE = "library.starts"
    START_MENU = "library.order"
    OPEN_AGENDA = "agenda.open"
    WANT_ITEM = "agenda.want"
    TAKE_OFF_ITEM = "agenda.off"
    ANSWER_SESSION = "session.answer"
    CHANGE_SESSION = "session.change"
    NOT_THERE = "session.absent"
    WAS_THERE = "session.there"
    READ_SESSION = "session.read"
    OPEN_NOTES = "session.notes"
    ASK_FOR_NOTE = "dashboard.ask"
    WORDS_FOR = "dashboard.words"
    WHO_MISSED = "dashboard.missed"
    HOW_COUNTED = "dashboard.counted"
    STEP_DONE = "step.done"
    STEP_DROP = "step.drop"
    ADD_THOUGHT = "retro.add"
    CHANGE_THOUGHT = "retro.change"
    WITHDRAW_THOUGHT = "retro.withdraw"
    READ_RETRO = "retro.read"
    REMOVE_THOUGHT = "retro.remove"
    ADD_ACTION = "action.add"
    CHANGE_ACTION = "action.change"
    OPEN_ACTIONS = "action.open"
    ACTION_DONE = "action.done"
    ACTION_KEEP = "action.keep"
    ACTION_DROP = "action.drop"
    CHANGE_RITUAL = "decision.open"
    DECISION_RITUAL = "decision.ritual"
    KEEP_DECISION = "decision.keep"
    CHANGE_BACK = "decision.back"
    OPEN_DECISIONS = "decision.log"


class RitualVerb(StrEnum):
    """What can be chosen from a ritual's menu."""

    EDIT = "edit"
    LEAVE_OUT = "leave_out"
    SKIP = "skip"
    RUN = "run"
    PAUSE = "pause"
    RESUME = "resume"
    END = "end"


class PromptVerb(StrEnum):
    """What can be chosen from a prompt's menu."""

    NEXT = "next"
    REWORD = "reword"
    RETIRE = "retire"


class PodVerb(StrEnum):
    """What can be chosen from a pod's menu, besides its forms."""

    RITUALS = "rituals"
    WHY = "why"
    AWAY = "away"


class StartVerb(StrEnum):
    """What can be chosen from the menu of a note that newcomers start with."""

    OPEN = "open"
    UP = "up"
    OFF = "off"


class Modal(StrEnum):
    """A form, by the callback id of its view."""

    POST_DEMO = "demo.post"
    EDIT_DEMO = "demo.edit"
    WITHDRAW_DEMO = "demo.withdraw"
    REMOVE_DEMO = "demo.remove"
    CHOOSE_DEMO = "feedback.choose"
    GIVE_FEEDBACK = "feedback.give"
    WITHDRAW_FEEDBACK = "feedback.withdraw"
    CREATE_POD = "pod.create"
    EDIT_POD = "pod.edit"
    ARCHIVE_POD = "pod.archive"
    SETTINGS = "settings.save"
    START_RITUALS = "ritual.start"
    ADD_RITUAL = "ritual.add"
    EDIT_RITUAL = "ritual.edit"
    PAUSE_RITUAL = "ritual.pause"
    END_RITUAL = "ritual.end"
    ADD_PROMPT = "prompt.add"
    REWORD_PROMPT = "prompt.reword"
    ASK_SWAP = "swap.ask"
    CHANGE_TURN = "turn.change"
    KEEP_NOTE = "library.keep"
    EDIT_NOTE = "library.edit"
    WITHDRAW_NOTE = "library.withdraw"
    FIND_NOTES = "library.find"
    RITUAL_QUESTIONS = "ritual.questions"
    AGENDA = "agenda.add"
    ADD_THOUGHT = "retro.add"
    REMOVE_THOUGHT = "retro.remove"
    ADD_ACTION = "action.add"
    CHANGE_ACTION = "action.change"
    DECIDE = "decision.make"
    ANSWER_SESSION = "session.answer"
    AWAY = "away.keep"
    POD_AWAY = "away.pod"


class Picker(StrEnum):
    """A select whose options we answer as the person types, by its action id."""

    ZONE = "pick.zone"
    POD = "pick.pod"
    DEMO = "pick.demo"
    RITUAL_ZONE = "ritual.zone"
    RITUAL_COUNTRY = "ritual.country"
    SHELF = "pick.shelf"
    MEMBER = "pick.member"


class Event(StrEnum):
    """An event that we subscribe to."""

    APP_HOME_OPENED = "app_home_opened"
    APP_UNINSTALLED = "app_uninstalled"
    TOKENS_REVOKED = "tokens_revoked"
    MESSAGE = "message"
    USER_CHANGE = "user_change"
    CHANNEL_ARCHIVE = "channel_archive"
    CHANNEL_UNARCHIVE = "channel_unarchive"
    CHANNEL_DELETED = "channel_deleted"
    CHANNEL_LEFT = "channel_left"
    CHANNEL_RENAME = "channel_rename"
    GROUP_ARCHIVE = "group_archive"
    GROUP_UNARCHIVE = "group_unarchive"
    GROUP_LEFT = "group_left"
    GROUP_RENAME = "group_rename"
    MEMBER_JOINED_CHANNEL = "member_joined_channel"


COMMAND = "/dojo"
METADATA = "dojo_delivery"  # the event type of the key that every post of ours carries
