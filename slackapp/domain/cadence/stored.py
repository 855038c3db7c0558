"""A cadence as it is stored: plain JSON, read back exactly."""

from datetime import date, time

from slackapp.domain.cadence.calendars import Calendar, DaysOff
from slackapp.domain.cadence.rule import Cadence, Freq, NonWorking, Weekday
from slackapp.domain.json import JSON


def dump(cadence: Cadence) -> JSON:
    calendar = cadence.calendar
    return {
        "freq": cadence.freq.value,
        "anchor": cadence.anchor.isoformat(),
        "at": cadence.at.isoformat("minutes"),
        "tz": cadence.tz,
        "interval": cadence.interval,
        "weekdays": sorted(cadence.weekdays),
        "nth": cadence.nth,
        "month_day": cadence.month_day,
        "until": cadence.until.isoformat() if cadence.until else None,
        "count": cadence.count,
        "non_working": cadence.non_working.value,
        "country": calendar.country,
        "subdivision": calendar.subdivision,
        "days_off": [[d.first.isoformat(), d.last.isoformat(), d.name] for d in calendar.days_off],
    }


def load(stored: JSON) -> Cadence:
    return Cadence(
        freq=Freq(stored["freq"]),
        anchor=date.fromisoformat(stored["anchor"]),
        at=time.fromisoformat(stored["at"]),
        tz=stored["tz"],
        interval=stored["interval"],
        weekdays=frozenset(Weekday(day) for day in stored["weekdays"]),
        nth=stored["nth"],
        month_day=stored["month_day"],
        until=date.fromisoformat(stored["until"]) if stored["until"] else None,
        count=stored["count"],
        non_working=NonWorking(stored["non_working"]),
        calendar=Calendar(
            country=stored["country"],
            subdivision=stored["subdivision"],
            days_off=tuple(
                DaysOff(date.fromisoformat(first), date.fromisoformat(last), name)
                for first, last, name in stored["days_off"]
            ),
        ),
    )
