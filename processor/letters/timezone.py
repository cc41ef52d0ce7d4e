"""Time zones as calendar programs want them written (RFC 5545, section 3.6.5): by the rule of one year, not by a list of dates."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
HOUR = timedelta(hours=1)


@cache
def time_zone(name: str, year: int) -> Timezone:
    """The zone with the rules by which clocks change in `year`, good for the events of that year and the next."""
    zone = ZoneInfo(name)
    component = Timezone()
    component.add("tzid", name)
    for moment in list(_changes(zone, year)) or [datetime(year, 1, 1, tzinfo=UTC)]:
        component.add_component(_observance(zone, moment))
    return component


def _changes(zone: ZoneInfo, year: int) -> Iterator[datetime]:
    """The first hours after a change of the clocks."""
    moment, end = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    while moment < end:
        if moment.astimezone(zone).utcoffset() != (moment - HOUR).astimezone(zone).utcoffset():
            yield moment
        moment += HOUR


def _observance(zone: ZoneInfo, moment: datetime) -> TimezoneStandard | TimezoneDaylight:
    before, after = (moment - HOUR).astimezone(zone), moment.astimezone(zone)
    component = TimezoneDaylight() if after.dst() else TimezoneStandard()
    starts = (before + HOUR).replace(tzinfo=None)  # on the clock that is about to change
    component.add("dtstart", starts)
    component.add("tzname", after.tzname())
    component.add("tzoffsetfrom", before.utcoffset())
    component.add("tzoffsetto", after.utcoffset())
    if before.utcoffset() != after.utcoffset():
        component.add("rrule", {"freq": "yearly", "bymonth": starts.month, "byday": _weekday(starts)})
    return component


def _weekday(day: datetime) -> str:
    """'-1SU' for the last Sunday of a month, '2SU' for the second."""
    is_last = day.day + 7 > monthrange(day.year, day.month)[1]
    return f"{-1 if is_last else (day.day - 1) // 7 + 1}{WEEKDAYS[day.weekday()]}"
