"""What an invitation letter says (kutsukirje): read from the database when the letter is made and again when it is sent."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from nivel.access.models import RoleAssignment, Unit, User
from nivel.access.refusal import Refusal
from nivel.clients.languages import languages_of
from nivel.clients.models import CareRelationship, Client, ContactDetail, Protection
from nivel.clients.queries import contact_details, protections, responsible_workers
from nivel.documents.commands import Template
from nivel.documents.models import Document
from nivel.meetings.models import Appointment, DropInDay
from nivel.meetings.parameters import sender_name
from nivel.meetings.refusals import DetailsAreProtected, NoAddress, NobodyToContact, OccasionIsOver, ProtectionIsUnknown
from nivel.timeline.moments import day_of


@dataclass(frozen=True)
class CalledOff:
    """Peruttu aika: a time that will not be kept, which is told by letter too."""

    appointment: Appointment

    @property
    def pk(self) -> int:
        return self.appointment.pk


Occasion = Appointment | DropInDay | CalledOff
LETTER = Template(Document.Kind.INVITATION, "invitation", "2")
CANCELLATION = Template(Document.Kind.CANCELLATION, "cancellation", "1")
ADDRESS_LINES = 4


@dataclass(frozen=True)
class Desk:
    """What letters to some people need, read at once: answers of protection, addresses, responsible workers, units."""

    on: date
    by: User | None
    answers: dict[int, str]
    addresses: dict[int, ContactDetail]
    responsible: dict[int, CareRelationship]
    units: dict[int, Unit]

    def stop(self, client_id: int, occasion: Occasion) -> Refusal | None:
        """Why no letter may leave to the person today, if anything stops it."""
        answer = self.answers[client_id]
        if _is_over(occasion, self.on):
            return OccasionIsOver()
        if answer != Protection.Answer.NO:
            return DetailsAreProtected() if answer == Protection.Answer.YES else ProtectionIsUnknown()
        return None if client_id in self.addresses else NoAddress()

    def contact(self, client_id: int, occasion: Occasion) -> User | None:
        """Whom the letter tells to contact: the worker of the meeting, the responsible worker, or who made the letter."""
        if not isinstance(occasion, DropInDay):
            worker = _time(occasion).worker
            # Whoever has left answers nobody: then the one who made the letter does.
            return worker if worker.is_active or not isinstance(occasion, CalledOff) else self.by
        relationship = self.responsible.get(client_id)
        return relationship.worker if relationship else self.by


def read_desk(people: Iterable[int], occasions: Iterable[Occasion], *, on: date, by: User | None) -> Desk:
    """Everything the letters need, in a constant number of queries."""
    numbers = list(people)
    details = contact_details(numbers)
    kind = ContactDetail.Kind.ADDRESS
    return Desk(
        on=on,
        by=by,
        answers=protections(numbers),
        addresses={number: found[kind] for number, found in details.items() if kind in found},
        responsible=responsible_workers(numbers, on),
        units=_units_of({_time(each).worker_id for each in occasions if not isinstance(each, DropInDay)}, on),
    )


def _units_of(workers: set[int], on: date) -> dict[int, Unit]:
    """The unit where each worker has most of the working time."""
    rows = RoleAssignment.objects.filter(user__in=workers).in_force(on).select_related("unit").order_by("time_share", "-pk")
    return {row.user_id: row.unit for row in rows}


def template_of(occasion: Occasion) -> Template:
    return CANCELLATION if isinstance(occasion, CalledOff) else LETTER


def _time(occasion: Appointment | CalledOff) -> Appointment:
    return occasion.appointment if isinstance(occasion, CalledOff) else occasion


def _is_over(occasion: Occasion, on: date) -> bool:
    """Nothing is told by letter of what has passed, or of what stands differently by now."""
    if isinstance(occasion, DropInDay):
        return occasion.held_on < on
    time, kept = _time(occasion), not isinstance(occasion, CalledOff)
    stands = time.outcome == "" if kept else time.outcome == Appointment.Outcome.CANCELLED
    return not stands or day_of(time.starts_at) < on


def facts_of(client: Client, occasion: Occasion, desk: Desk) -> dict[str, Any]:
    """The letter's facts, as the template reads them. Raises NobodyToContact."""
    contact = desk.contact(client.pk, occasion)
    if contact is None or not (contact.phone or contact.email):
        raise NobodyToContact(worker=contact or sender_name())
    about = _about_day(occasion) if isinstance(occasion, DropInDay) else _about_meeting(_time(occasion), desk)
    return about | {
        "recipient": [client.name, *_lines(desk.addresses[client.pk].value)],
        "first_name": client.first_names.split()[0] if client.first_names else client.last_name,
        "made_on": _day(desk.on),
        "worker": {"name": contact.name, "title": contact.title, "phone": contact.phone, "email": contact.email},
        "interpreter": client.interpreter,
        "languages": languages_of(client.language),
    }


def _about_meeting(appointment: Appointment, desk: Desk) -> dict[str, Any]:
    starts, ends = timezone.localtime(appointment.starts_at), timezone.localtime(appointment.ends_at)
    return {
        "sender": _sender(desk.units.get(appointment.worker_id)),
        "occasion": appointment.kind,
        "channel": appointment.channel,
        "when": _day(starts.date()) | {"from": _clock(starts), "to": _clock(ends)},
        "place": appointment.place,
        "name": "",
        "visiting": "",
    }


def _about_day(day: DropInDay) -> dict[str, Any]:
    return {
        "sender": _sender(day.unit),
        "occasion": "walk_in",
        "channel": Appointment.Channel.PRESENT,
        "when": _day(day.held_on) | {"from": _clock(day.opens_at_time), "to": _clock(day.closes_at_time)},
        "place": day.place,
        "name": day.name,
        "visiting": day.visiting,
    }


def _sender(unit: Unit | None) -> dict[str, str]:
    return {"name": sender_name(), "unit": unit.name if unit else ""}


def _lines(address: str) -> list[str]:
    """An address in the lines of an envelope; what does not fit the window is put on its last line."""
    lines = [" ".join(part.split()) for part in re.split(r"[\n,]", address) if part.strip()]
    return lines if len(lines) <= ADDRESS_LINES else [*lines[: ADDRESS_LINES - 1], ", ".join(lines[ADDRESS_LINES - 1 :])]


def _day(day: date) -> dict[str, int]:
    return {"day": day.day, "month": day.month, "year": day.year, "weekday": day.weekday()}


def _clock(moment: time | datetime) -> str:
    return f"{moment.hour}.{moment.minute:02}"
