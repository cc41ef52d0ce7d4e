"""When somebody can be expected to read a mail and to answer it."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

OPENS, CLOSES = time(9), time(17)
NOON = time(12)
SATURDAY = 5


def office_moment(moment: datetime, timezone: str) -> datetime:
    """The moment itself where it lies in office hours, else noon of the next working day, so that a morning is left; aware, UTC."""
    local = moment.astimezone(ZoneInfo(timezone))
    if _is_working_day(local) and OPENS <= local.time() <= CLOSES:
        return moment.astimezone(UTC)
    day = local.date() if local.time() < OPENS else local.date() + timedelta(days=1)
    noon = datetime.combine(day, NOON, local.tzinfo)
    while not _is_working_day(noon):
        day += timedelta(days=1)
        noon = datetime.combine(day, NOON, local.tzinfo)
    return noon.astimezone(UTC)


def _is_working_day(local: datetime) -> bool:
    return local.weekday() < SATURDAY
