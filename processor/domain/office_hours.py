"""When somebody can be expected to read a mail and to answer it."""

from collections.abc import Set as AbstractSet
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

OPENS, CLOSES = time(9), time(17)
NOON = time(12)
SATURDAY = 5


def office_moment(moment: datetime, timezone: str, days_off: AbstractSet[date] = frozenset()) -> datetime:
    """The moment itself where it lies in office hours, else noon of the next working day, so that a morning is left; aware, UTC."""
    local = moment.astimezone(ZoneInfo(timezone))
    if _is_working_day(local.date(), days_off) and OPENS <= local.time() <= CLOSES:
        return moment.astimezone(UTC)
    day = local.date() if local.time() < OPENS else local.date() + timedelta(days=1)
    while not _is_working_day(day, days_off):
        day += timedelta(days=1)
    return datetime.combine(day, NOON, local.tzinfo).astimezone(UTC)


def _is_working_day(day: date, days_off: AbstractSet[date]) -> bool:
    return day.weekday() < SATURDAY and day not in days_off
