"""Random stories of a registration office: what people and staff do, played on the real steps and a real database."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import Any

from hypothesis import strategies as st

from processor.domain.event import Capacity, Event, EventMode, Mode, WaitingList
from processor.domain.mail import Mail
from processor.domain.numbering import token
from processor.domain.office import Office
from processor.domain.registration import Registration
from processor.domain.request import Act, NamedAttendee, Request, Thread
from processor.steps import rounds
from processor.steps.desk import Desk
from processor.storage import arrivals, queries
from processor.storage.arrivals import ArrivedMail
from processor.transport.delivery import Delivery, DeliveryOutcome

STARTS = datetime(2027, 3, 12, 14, 30, tzinfo=UTC)
STAFF = "erika.muster@stadt.example"
PEOPLE, GROUP, MOST_SEATS = 5, 3, 6


@dataclass(frozen=True)
class Step:
    """One thing that happens. `late` is how long the mail was on its way, `works` whether the processor runs then."""

    what: str
    who: int
    count: int
    mode: Mode
    hours: int
    late: int
    works: bool


WHAT = (
    "sign up", "sign up", "sign up", "sign up without organisation", "complete", "cancel", "cancel", "cancel one", "add one", "switch", "answer Ja", "answer Nein",
    "answer Nehmen", "answer Warten", "answer Online", "send again", "set seats", "configure seats", "wait",
    "move the event", "move the event elsewhere", "call the event off",
)
STEPS = st.builds(
    Step, st.sampled_from(WHAT), st.integers(0, PEOPLE - 1), st.integers(1, GROUP), st.sampled_from(Mode), st.sampled_from([1, 1, 2, 30, 80]),
    st.sampled_from([0, 0, 0, 3]), st.sampled_from([True, True, True, False]),
)
FIRST_STEPS = st.lists(st.builds(
    Step, st.sampled_from(WHAT[:4]), st.integers(0, PEOPLE - 1), st.integers(1, GROUP), st.sampled_from(Mode), st.just(1), st.just(0), st.booleans(),
), min_size=PEOPLE, max_size=PEOPLE, unique_by=lambda step: step.who)
WAITING_LISTS = st.builds(
    WaitingList, st.just(STARTS - timedelta(days=1)), st.sampled_from([None, timedelta(hours=48)]), st.booleans(), st.sampled_from([None, STARTS - timedelta(days=5)]),
)


@dataclass
class World:
    """The office as a story found it, and what came and went."""

    desk: Desk
    now: datetime
    requests: dict[str, Request] = field(default_factory=dict)
    raws: dict[int, bytes] = field(default_factory=dict)
    signed_up: dict[str, tuple[str, ...]] = field(default_factory=dict)
    sent: list[bytes] = field(default_factory=list)
    stored: int = 0
    uid: int = 0
    capacities: list[Capacity] = field(default_factory=list)

    @property
    def event(self) -> Event:
        """As the configuration and staff have set it."""
        with self.desk.database.transaction() as session:
            return queries.as_set(session, self.desk.events[0])

    def registrations(self) -> tuple[Registration, ...]:
        """All of them, in the order of arrival."""
        with self.desk.database.transaction() as session:
            return queries.all_registrations(session, self.desk.events[0].id)

    def play(self, step: Step) -> None:
        """Lets it happen; the processor works only where the step says so."""
        self.now += timedelta(hours=step.hours)
        self._happen(step)
        if step.works:
            self.work()

    def work(self) -> None:
        """One round, as the worker makes it."""
        rounds.work_through(self.desk, self.now, read=self.read)
        rounds.deliver(self.desk, self._deliver, self.now)

    def read(self, mail: Mail, events: Sequence[Event], office: Office, thread: Thread) -> Request:
        """What was meant, in place of reading it."""
        del events, office, thread
        return self.requests[mail.message_id]

    def _happen(self, step: Step) -> None:
        names = tuple(f"{given} Person{step.who}" for given in ("Aylin", "Murat", "Olena")[: step.count])
        if step.what.startswith("sign up"):
            organisation = "" if step.what.endswith("organisation") else "Kulturverein"
            own = f"friend{step.who}@haus{step.who}.example"  # of the second one
            people = tuple(NamedAttendee(name, step.mode, email=own if place == 1 else "") for place, name in enumerate(names))
            self.signed_up[self._write(step, Request((Act.REGISTER,), people, count=len(people), organisation=organisation))] = names
        elif step.what.startswith("answer "):
            self._write(replace(step, who=self._asked(step.who)), Request(), step.what.removeprefix("answer "), with_number=True)
        elif step.what == "set seats":
            self._staff(f"Plätze {step.count + 1}")
            self.capacities.append(Capacity(step.count + 1, 100, 100))
        elif step.what == "configure seats":
            self._configure(capacity=replace(self.desk.events[0].capacity, total=step.count + 2))
            self.capacities.append(self.desk.events[0].capacity)
        elif "the event" in step.what:
            self._change_event(step)
        elif step.what == "send again" and step.who in self.raws:
            self._store(b"Received: by another way\r\n" + self.raws[step.who], self.now)
        elif step.what in (wishes := self._wishes(step, names)):
            self._write(step, wishes[step.what], with_number=True)

    def _asked(self, otherwise: int) -> int:
        """Who was offered a seat and has not answered yet."""
        offered = (found for found in self.registrations() if found.open_offer and found.registrant)
        return next((int(found.registrant.email[len("person")]) for found in offered if found.registrant), otherwise)

    def _wishes(self, step: Step, names: tuple[str, ...]) -> dict[str, Request]:
        return {
            "complete": Request((Act.REGISTER,), organisation="Kulturverein"),
            "cancel": Request((Act.CANCEL,), count=0),
            "cancel one": Request((Act.CANCEL,), cancelled=names[-1:]),
            "add one": Request((Act.CHANGE,), (NamedAttendee(f"Fatma Person{step.who}", step.mode),)),
            "switch": Request((Act.CHANGE,), mode=step.mode),
        }

    def _write(self, step: Step, request: Request, text: str = "Guten Tag", *, with_number: bool = False) -> str:
        address = f"person{step.who}@haus{step.who}.example"
        number = next((found.number for found in reversed(self.registrations()) if found.registrant and found.registrant.email == address), None)
        subject = f"Re: Fachtag {token(number)}" if with_number and number else "Fachtag"
        identity = f"{len(self.requests)}@{address.rpartition('@')[2]}"
        self.requests[identity] = replace(request, language="de", event_ids=(self.desk.events[0].id,))
        self.raws[step.who] = _mail(f"Person {step.who} <{address}>", subject, identity, text)
        self._store(self.raws[step.who], self.now - timedelta(hours=step.late))
        return identity

    def _staff(self, line: str) -> None:
        identity = f"staff-{self.uid}@stadt.example"
        self._store(_mail(STAFF, "Re: Anmeldungen", identity, line), self.now)

    def _change_event(self, step: Step) -> None:
        """The configuration is changed, and staff say yes to our question about it."""
        event, later = self.desk.events[0], timedelta(days=step.count)
        if step.what == "move the event":
            self._configure(starts_at=event.starts_at + later, ends_at=event.ends_at + later)
        elif step.what == "move the event elsewhere":
            self._configure(venue=f"Rathaus, Raum {step.who}")
        else:
            self._configure(is_cancelled=True)
        self._staff(f"{event.id} ja")

    def _configure(self, **values: Any) -> None:
        self.desk = Desk(replace(self.desk.config, events=(replace(self.desk.events[0], **values),)), self.desk.database)
        rounds.open_desk(self.desk, self.now)

    def _store(self, raw: bytes, received_at: datetime) -> None:
        self.uid += 1
        with self.desk.database.transaction() as session:
            arrived = ArrivedMail(self.desk.mailbox.address, "INBOX", 1, self.uid, raw, received_at)
            self.stored += arrivals.store_mails(session, [arrived], self.now)

    def _deliver(self, sender: str, recipient: str, message: bytes) -> Delivery:
        del sender, recipient
        self.sent.append(message)
        return Delivery(DeliveryOutcome.SENT, "kept")


def opened(desk: Desk, mode: EventMode, seats: int, waiting_list: WaitingList) -> World:
    """A world with one event in which nothing has happened yet."""
    event = replace(desk.events[0], mode=mode, capacity=Capacity(total=seats), choices=None, waiting_list=waiting_list)
    now = STARTS - timedelta(days=25)
    world = World(Desk(replace(desk.config, events=(event,)), desk.database), now)
    rounds.open_desk(world.desk, now)
    return world


def _mail(sender: str, subject: str, identity: str, text: str) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"], message["Message-ID"] = sender, "anmeldung@stadt.example", subject, f"<{identity}>"
    message.set_content(f"{text}\n")
    return message.as_bytes()
