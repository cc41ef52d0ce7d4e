"""Replays a folder of mails through the real steps, with a clock that jumps from event to event and no network."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from processor.config import Config, Privacy
from processor.domain.registration import Registration, Status
from processor.reading import reader
from processor.steps import replay, rounds
from processor.steps.desk import Desk
from processor.steps.handling import Read
from processor.steps.journal import write_journal
from processor.steps.replay import UNDATED, SavedMail
from processor.storage import queries, reports, schedule
from processor.storage.database import open_database
from processor.transport.delivery import Delivery, DeliveryOutcome

LISTS = {
    Status.CONFIRMED: "confirmed",
    Status.WAITLISTED: "waitlisted",
    Status.INCOMPLETE: "pending",
    Status.CANCELLED: "cancelled",
}


@dataclass(frozen=True, slots=True)
class SentFolder:
    """Takes letters instead of a mail server and leaves them as files."""

    folder: Path

    def deliver(self, sender: str, recipient: str, message: bytes) -> Delivery:
        """Writes the letter; it counts as sent."""
        del sender, recipient
        number = len(list(self.folder.glob("*.eml"))) + 1
        (self.folder / f"{number:04d}.eml").write_bytes(message)
        return Delivery(DeliveryOutcome.SENT, "written to a file")


def rehearse(config: Config, mails: Path, out: Path, read: Read = reader.read) -> Iterator[str]:
    """Replays the folder `mails` and leaves `decisions.jsonl`, `registrations.json`, `sent/` in `out`.

    Yields a line of progress for each mail. `out` must be new or empty: FileExistsError otherwise. `read` says what a mail asks for.
    """
    (out / "sent").mkdir(parents=True)
    # Nothing is erased: the lists are wanted at the end, those of a series' first meetings too.
    config = replace(config, privacy=Privacy(timedelta(days=36_500)))
    desk = Desk(config, open_database(f"sqlite:///{out / 'rehearsal.db'}"))
    mails_in = replay.load(mails)
    handed_in: dict[str, int] = {}
    post = SentFolder(out / "sent")
    rounds.open_desk(desk, min((mail.received_at for mail in mails_in), default=UNDATED))
    for moment in _moments(desk, mails_in):
        arriving = [mail for mail in mails_in if mail.received_at == moment]
        for mail in arriving:
            handed_in[mail.name] = replay.hand_in(desk, mail, handed_in)
        rounds.work_through(desk, moment, read=read)
        rounds.deliver(desk, post.deliver, moment)
        yield from (f"{moment:%d.%m. %H:%M}  {mail.name}" for mail in arriving)
    _write_results(desk, handed_in, out)


def _moments(desk: Desk, mails: Sequence[SavedMail]) -> Iterator[datetime]:
    """Arrivals, due dates and summaries in their order, until the last event is over and the last mail is read."""
    arrivals = sorted({mail.received_at for mail in mails})
    end = max([*arrivals, *(event.ends_at for event in desk.events)])
    now = min(arrivals, default=end) - timedelta(seconds=1)
    while True:
        with desk.database.transaction() as session:
            due = schedule.next_due_at(session, desk.mailbox.address, now)
        coming = [moment for moment in (*arrivals, due, rounds.next_summary_at(desk, now)) if moment is not None and now < moment <= end]
        if not coming:
            return
        now = min(coming)
        yield now


def _write_results(desk: Desk, handed_in: Mapping[str, int], out: Path) -> None:
    with desk.database.transaction() as session:
        with (out / "decisions.jsonl").open("w", encoding="utf-8") as decisions:
            for name, inbound_id in handed_in.items():
                row = reports.mail(session, inbound_id)
                label = {"action": row.outcome, "kind": row.kind, "reasons": [{"field": "action", "words": row.for_staff}], **row.reading} if row else {}
                decisions.write(json.dumps({"file": f"{name}.eml", **label}, ensure_ascii=False) + "\n")
        lists = {event.id: _lists(queries.all_registrations(session, event.id)) for event in desk.events}
    final = next(iter(lists.values())) if len(lists) == 1 else lists
    write_journal(desk, out)
    (out / "registrations.json").write_text(json.dumps(final, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _lists(registrations: Sequence[Registration]) -> dict[str, list[str]]:
    """Names by where they stand; who cancelled and came back counts as back."""
    lists: dict[str, set[str]] = {name: set() for name in LISTS.values()}
    for registration in registrations:
        for attendee in registration.attendees:
            status = Status.CANCELLED if attendee.is_cancelled else registration.status
            if attendee.name:
                lists[LISTS[status]].add(attendee.name)
    lists["cancelled"] -= lists["confirmed"] | lists["waitlisted"] | lists["pending"]
    return {name: sorted(names) for name, names in lists.items()}
