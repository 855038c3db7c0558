"""The common emoji by their short names; any other name stays as it was typed."""

import re

_NAME = re.compile(r":([a-z0-9_+'-]+):(?::skin-tone-[2-6]:)?")
_CHARACTERS = {
    "+1": "👍", "thumbsup": "👍", "-1": "👎", "thumbsdown": "👎", "wave": "👋", "clap": "👏",
    "raised_hands": "🙌", "pray": "🙏", "muscle": "💪", "ok_hand": "👌", "point_right": "👉",
    "point_up": "☝️", "handshake": "🤝", "writing_hand": "✍️", "eyes": "👀", "brain": "🧠",
    "smile": "😄", "smiley": "😃", "grinning": "😀", "slightly_smiling_face": "🙂", "blush": "😊",
    "joy": "😂", "wink": "😉", "thinking_face": "🤔", "sunglasses": "😎", "sob": "😭", "cry": "😢",
    "sweat_smile": "😅", "heart_eyes": "😍", "hugging_face": "🤗", "partying_face": "🥳",
    "heart": "❤️", "green_heart": "💚", "blue_heart": "💙", "sparkles": "✨", "star": "⭐",
    "tada": "🎉", "balloon": "🎈", "confetti_ball": "🎊", "trophy": "🏆", "medal": "🏅",
    "rocket": "🚀", "fire": "🔥", "zap": "⚡", "boom": "💥", "bulb": "💡", "seedling": "🌱",
    "herb": "🌿", "evergreen_tree": "🌲", "sunny": "☀️", "rainbow": "🌈", "snowflake": "❄️",
    "white_check_mark": "✅", "heavy_check_mark": "✔️", "ballot_box_with_check": "☑️", "x": "❌",
    "warning": "⚠️", "no_entry": "⛔", "question": "❓", "exclamation": "❗", "100": "💯",
    "hourglass": "⌛", "hourglass_flowing_sand": "⏳", "alarm_clock": "⏰", "stopwatch": "⏱️",
    "calendar": "📆", "date": "📅", "spiral_calendar_pad": "🗓️", "bell": "🔔", "no_bell": "🔕",
    "memo": "📝", "pencil": "📝", "pencil2": "✏️", "book": "📖", "books": "📚", "bookmark": "🔖",
    "link": "🔗", "pushpin": "📌", "paperclip": "📎", "mag": "🔍", "key": "🔑", "lock": "🔒",
    "wrench": "🔧", "hammer_and_wrench": "🛠️", "gear": "⚙️", "test_tube": "🧪",
    "bar_chart": "📊", "chart_with_upwards_trend": "📈", "chart_with_downwards_trend": "📉",
    "computer": "💻", "movie_camera": "🎥", "microphone": "🎤", "headphones": "🎧",
    "speech_balloon": "💬", "thought_balloon": "💭", "mega": "📣", "loudspeaker": "📢",
    "email": "✉️", "inbox_tray": "📥", "package": "📦", "coffee": "☕", "tea": "🍵", "cake": "🍰",
    "pizza": "🍕", "beers": "🍻", "palm_tree": "🌴", "house": "🏠", "martial_arts_uniform": "🥋",
    "arrow_right": "➡️", "arrow_left": "⬅️", "arrows_counterclockwise": "🔄", "repeat": "🔁",
    "large_green_circle": "🟢", "large_yellow_circle": "🟡", "red_circle": "🔴",
    "black_circle": "⚫",
}  # fmt: skip


def with_emoji(text: str) -> str:
    return _NAME.sub(lambda name: _CHARACTERS.get(name[1], name[0]), text)
