"""The [[events]] of a configuration."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from processor.config import spans
from processor.config.checking import Table
from processor.domain.event import Capacity, Choices, DialIn, Event, EventMode, OnDecline, Required, WaitingList

MAX_FLYER_BYTES = 200_000
ASK_AGAIN_AFTER = timedelta(days=3)


def read_events(root: Table, zone: ZoneInfo, folder: Path, on_decline: OnDecline) -> tuple[Event, ...]:
    """The events of a file, times in UTC; what is wrong is noted in the table. `on_decline` holds where an event says nothing else."""
    tables = root.take("events", list, [], required=True)
    if not tables and "events" in root.values:
        root.error("events", "is empty; the mailbox must serve at least one event")
    events: list[Event] = []
    for index, values in enumerate(tables):
        if not isinstance(values, dict):
            root.error(f"events[{index}]", "must be a table [[events]]")
            continue
        table = Table(f"events[{index}]", values, root.errors)
        declined = read_on_decline(table, on_decline)
        event = replace(_event(table, zone, folder), on_decline=declined)
        if event.id and any(other.id == event.id for other in events):
            root.error(f"events[{index}].id", f"is used twice: {event.id!r}")
        events.append(event)
    return tuple(events)


def read_on_decline(table: Table, default: OnDecline) -> OnDecline:
    """What becomes of a registration whose calendar entry was declined."""
    return OnDecline(table.one_of("on_decline", [choice.value for choice in OnDecline], default.value))


def _event(table: Table, zone: ZoneInfo, folder: Path) -> Event:
    starts_at = _moment(table, "starts", zone, datetime(2000, 1, 1, tzinfo=UTC), required=True)
    ends_at = _moment(table, "ends", zone, starts_at + timedelta(hours=3))
    if ends_at <= starts_at:
        table.error("ends", "lies before starts")
    closes_at = _deadline(table, zone, starts_at)
    if closes_at > starts_at + timedelta(days=1) and isinstance(table.values.get("starts"), datetime):
        table.error("deadline", f"lies after starts ({starts_at.astimezone(zone):%d.%m.%Y %H:%M})")
    mode = EventMode(table.one_of("mode", [mode.value for mode in EventMode], "in_person"))
    event = Event(
        id=table.text("id", required=True),
        title=table.text("title", required=True),
        starts_at=starts_at,
        ends_at=ends_at,
        closes_at=min(closes_at, starts_at),
        venue=table.text("venue", required=True),
        timezone=zone.key,
        mode=mode,
        capacity=_capacity(table),
        required=_required(table),
        choices=_choices(table),
        people=table.texts("people"),
        announcement=_announcement(table, folder),
        programme=table.text("programme"),
        attachments=_attachments(table, folder),
        dial_in=_dial_in(table, starts_at, zone),
        reminders_at=tuple(sorted(_spans(table, starts_at, zone))),
        asks_again_after=_span(table, "ask_again") or ASK_AGAIN_AFTER,
        walk_ins=table.number("walk_ins", 0, least=0) or 0,
        is_cancelled=table.take("cancelled", bool, False),
        waiting_list=_waiting_list(table, mode, starts_at, zone),
    )
    table.close()
    return event


def _moment(table: Table, key: str, zone: ZoneInfo, default: datetime, *, required: bool = False) -> datetime:
    value = table.take(key, datetime, None, required=required)
    if value is None:
        return default
    return _in_utc(value, zone)


def _in_utc(value: datetime, zone: ZoneInfo) -> datetime:
    return (value if value.tzinfo else value.replace(tzinfo=zone)).astimezone(UTC)


def _deadline(table: Table, zone: ZoneInfo, starts_at: datetime) -> datetime:
    """A date means the end of that day: the first moment that is too late is midnight after it."""
    value = table.take("deadline", date, None)
    if value is None:
        return starts_at
    if isinstance(value, datetime):
        return _in_utc(value, zone)
    return datetime.combine(value + timedelta(days=1), time(), zone).astimezone(UTC)


def _capacity(table: Table) -> Capacity:
    if not isinstance(table.values.get("capacity"), dict):
        return Capacity(total=table.number("capacity"))
    per_mode = table.table("capacity")
    found = Capacity(per_mode.number("total"), per_mode.number("in_person", least=0), per_mode.number("online", least=0))
    per_mode.close()
    return found


def _required(table: Table) -> frozenset[Required]:
    words = table.texts("required") or ("name",)
    known = {required.value for required in Required} - {"event"}
    for index, word in enumerate(words):
        if word not in known:
            table.error(f"required[{index}]", f"is {word!r}; it may be {', '.join(sorted(known))}")
    return frozenset(Required(word) for word in words if word in known) | {Required.NAME}


def _choices(table: Table) -> Choices | None:
    if "choices" not in table.values:
        table.seen.add("choices")
        return None
    choices = table.table("choices")
    found = Choices(choices.text("label", required=True), choices.texts("options", required=True))
    if choices.values.get("options") == []:
        choices.error("options", "is empty; name what attendees can pick from")
    choices.close()
    return found


def _announcement(table: Table, folder: Path) -> str:
    name = table.text("announcement")
    if not name:
        return ""
    path = folder / name
    try:
        if path.stat().st_size > MAX_FLYER_BYTES:
            table.error("announcement", f"{path} is larger than {MAX_FLYER_BYTES // 1000} kB; it should hold the flyer's text only")
            return ""
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        table.error("announcement", f"{path} cannot be read ({error})")
        return ""


def _attachments(table: Table, folder: Path) -> tuple[str, ...]:
    names = table.texts("attachments")
    for index, name in enumerate(names):
        if not (folder / name).is_file():
            table.error(f"attachments[{index}]", f"{folder / name} is not there")
    return names


def _dial_in(table: Table, starts_at: datetime, zone: ZoneInfo) -> DialIn | None:
    if "dial_in" not in table.values:
        table.seen.add("dial_in")
        return None
    dial_in = table.table("dial_in")
    text = dial_in.text("text", required=True)
    send_at = _before(dial_in, "send", "1 day before 09:00", starts_at, zone)
    is_in_calendar = dial_in.take("in_calendar", bool, False)
    dial_in.close()
    return DialIn(text, send_at or starts_at, is_in_calendar)


def _waiting_list(table: Table, mode: EventMode, starts_at: datetime, zone: ZoneInfo) -> WaitingList:
    """How people move up. Who has to travel must know it the evening before; who dials in may until the beginning."""
    usual = "" if mode is EventMode.ONLINE else "1 day before 18:00"
    found = table.table("waiting_list")
    waiting_list = WaitingList(
        promotes_until=_before(found, "promote_until", usual, starts_at, zone),
        offer_for=_span(found, "offer_for"),
        splits_groups=found.take("split_groups", bool, False),
        asks_at=_before(found, "ask_whether_coming", "", starts_at, zone),
    )
    found.close()
    return waiting_list


def _before(table: Table, key: str, default: str, starts_at: datetime, zone: ZoneInfo) -> datetime | None:
    text = table.text(key, default)
    try:
        return spans.moment(text, starts_at, zone) if text else None
    except ValueError as error:
        table.error(key, str(error))
        return None


def _span(table: Table, key: str) -> timedelta | None:
    text = table.text(key)
    try:
        return spans.span(text) if text else None
    except ValueError as error:
        table.error(key, str(error))
        return None


def _spans(table: Table, starts_at: datetime, zone: ZoneInfo) -> list[datetime]:
    moments = []
    for index, text in enumerate(table.texts("reminders")):
        try:
            moments.append(spans.moment(text, starts_at, zone))
        except ValueError as error:
            table.error(f"reminders[{index}]", str(error))
    return moments
