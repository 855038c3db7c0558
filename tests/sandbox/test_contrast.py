"""Whatever is written on the page can be read, by day and by night."""

import re
from pathlib import Path

import pytest

STYLE = Path(__file__).parents[2] / "slackapp/sandbox/page/static/style.css"
CSS = STYLE.read_text("utf-8")
LEAST = 4.5  # WCAG 2.2, 1.4.3, for words of any size
GROUNDS = ("paper", "sheet", "shade", "green-wash", "red-wash", "amber-wash")
PAIRS = [
    *(("ink", ground) for ground in (*GROUNDS, "line")),
    *(("soft", ground) for ground in GROUNDS),
    *(("green", ground) for ground in ("paper", "sheet", "shade")),
    *(("red", ground) for ground in ("paper", "sheet", "shade", "red-wash")),
    ("green-deep", "green-wash"),
    ("green-deep", "paper"),
    ("amber", "amber-wash"),
    ("on-green", "green"),
    ("on-green", "green-deep"),
    ("sheet", "red"),
    ("paper", "ink"),
]


def colors(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", css))


BY_DAY = colors(CSS.split("@media (prefers-color-scheme: dark)")[0])
BY_NIGHT = BY_DAY | colors(CSS.split("@media (prefers-color-scheme: dark)")[1].split("* {")[0])


def light(color: str) -> float:
    """The relative luminance of a color, as WCAG defines it."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def test_black_on_white_is_the_most_there_is():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("palette", [BY_DAY, BY_NIGHT], ids=["day", "night"])
@pytest.mark.parametrize(("words", "ground"), PAIRS)
def test_words_stand_out_from_their_ground(palette, words, ground):
    assert contrast(palette[words], palette[ground]) >= LEAST


@pytest.mark.parametrize("palette", [BY_DAY, BY_NIGHT], ids=["day", "night"])
def test_the_mark_of_the_focus_stands_out(palette):
    for ground in GROUNDS:
        assert contrast(palette["green"], palette[ground]) >= 3


@pytest.mark.parametrize("tint", re.findall(r"\.tint-\d { background: (#[0-9a-f]{6}); }", CSS))
def test_initials_stand_out_from_their_tint(tint):
    assert contrast("#ffffff", tint) >= LEAST


def test_no_words_fade_away():
    faded = re.findall(r"^(.*placeholder.*opacity: 0.*)$", CSS, re.MULTILINE)

    assert faded == []
