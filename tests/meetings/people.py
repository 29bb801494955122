"""People who can be met and written to, in the small Joutsa of `tests.world`."""

from datetime import date, datetime, timedelta

from nivel.clients.commands import answer_protection, change_contact_detail
from nivel.clients.models import Client
from nivel.meetings.commands import book_appointment, open_drop_in_day
from nivel.meetings.models import Appointment, DropInDay
from tests.world import DAY, World, moment, person

ADDRESS = "Rantatie 3 A 2, 19650 Joutsa"
LATER = DAY + timedelta(days=7)


def reachable(
    number: int, name: str = "", *, address: str = ADDRESS, phone: str = "040 1112222", protected: str = "no"
) -> Client:
    """Somebody with contact details and an answer about protection, unless told otherwise."""
    client = person(number, name)
    if address:
        change_contact_detail(client, "address", address, source="test", on=DAY, by=None)
    if phone:
        change_contact_detail(client, "phone", phone, source="test", on=DAY, by=None)
    if protected:
        answer_protection(client, protected, source="test", on=DAY, by=None)
    return client


def can_be_called(world: World) -> None:
    for number, worker in enumerate([world.aino, world.bertil, world.sari, world.lead, world.clerk, world.counsellor]):
        worker.phone, worker.title = f"040 555 000{number}", "yksilövalmentaja"
        worker.save()


def book(world: World, client: Client, starts_at: datetime | None = None, minutes: int = 60, **more) -> Appointment:
    given = {"worker": world.aino, "kind": "initial", "place": "TyöVarikko, Jousitie 3", "by": world.aino} | more
    return book_appointment(client, starts_at=starts_at or moment(LATER), minutes=minutes, **given)


def popup(world: World, held_on: date = LATER, name: str = "PopUp-työkkäri") -> DropInDay:
    return open_drop_in_day(
        unit=world.workshop,
        name=name,
        held_on=held_on,
        opens_at_time=moment(held_on, 9).time(),
        closes_at_time=moment(held_on, 15).time(),
        place="Kirjasto, Joutsa",
        visiting="TE-toimiston asiantuntijat",
        by=world.aino,
    )
