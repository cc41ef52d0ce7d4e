"""The commands by which staff put something on the list right: somebody who telephoned, a step taken back."""

import argparse
import sys
from datetime import UTC, datetime

from processor.config import load
from processor.domain.event import Mode
from processor.domain.orders import Order, OrderKind
from processor.domain.registration import Registration
from processor.steps import ordering, story
from processor.steps.adding import Caller
from processor.steps.adding import add as add_caller
from processor.steps.desk import Desk
from processor.storage import queries
from processor.storage.database import open_database


def add(arguments: argparse.Namespace) -> int:
    """Adds the people named and says where they stand."""
    config = load(arguments.config)
    events = [event for event in config.events if arguments.event in {"", event.id}]
    if len(events) != 1:
        print(f"Name one event with --event: {', '.join(event.id for event in config.events)}.", file=sys.stderr)
        return 2
    caller = Caller(tuple(arguments.names), arguments.organisation, arguments.phone, arguments.email, Mode(arguments.mode) if arguments.mode else None)
    registration = add_caller(Desk(config, open_database(config.database_url)), events[0], caller, datetime.now(UTC))
    print(_standing(registration))
    return 0


def undo(arguments: argparse.Namespace) -> int:
    """Takes the last step of a registration back and says where it stands."""
    config = load(arguments.config)
    desk = Desk(config, open_database(config.database_url))
    with desk.database.transaction() as session:
        if queries.registration(session, arguments.number) is None:
            print(f"There is no registration {arguments.number} in the books.", file=sys.stderr)
            return 1
    ordering.order(desk, Order(OrderKind.UNDO, "undo", arguments.number), datetime.now(UTC))
    with desk.database.transaction() as session:
        registration = queries.registration(session, arguments.number)
    if registration is not None:
        print(_standing(registration))
    return 0


def _standing(registration: Registration) -> str:
    names = ", ".join(attendee.name or "(no name)" for attendee in registration.present) or "nobody any more"
    lacking = f"; still missing: {', '.join(story.MISSING[required] for required in sorted(registration.missing))}" if registration.missing else ""
    return f"Registration {registration.number}: {names}, {story.STANDS[registration.status.value]}{lacking}."
