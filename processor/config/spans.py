"""Spans and moments in words: "30 days", "3 days before 09:00"."""

import re
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

SPAN = re.compile(r"(\d{1,4}) (day|week|hour)s?")
MOMENT = re.compile(r"(\d{1,3}) (day|week)s? before (\d{1,2}):(\d{2})")
UNITS = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(weeks=1)}


def span(text: str) -> timedelta:
    """'30 days' as a timedelta; raises ValueError with a sentence."""
    found = SPAN.fullmatch(text.strip())
    if not found:
        raise ValueError(f"must read like '30 days', '2 weeks' or '12 hours', not {text!r}")
    return int(found[1]) * UNITS[found[2]]


def moment(text: str, starts_at: datetime, zone: ZoneInfo) -> datetime:
    """'3 days before 09:00' before an event, by the clock on the wall, in UTC; raises ValueError with a sentence."""
    found = MOMENT.fullmatch(text.strip())
    if not found or int(found[3]) > 23 or int(found[4]) > 59:
        raise ValueError(f"must read like '3 days before 09:00', not {text!r}")
    day = starts_at.astimezone(zone).date() - int(found[1]) * UNITS[found[2]]
    return datetime.combine(day, time(int(found[3]), int(found[4])), zone).astimezone(UTC)


def clock(text: str) -> time:
    """'07:00' as a time; raises ValueError with a sentence."""
    try:
        return time.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"must be a time such as '07:00', not {text!r}") from error
