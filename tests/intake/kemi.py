"""Kemi in small: the programme of 2012-2015 in the world of the tests, and people who come to it in different ways."""

from datetime import date

from nivel.access.models import Organisation
from nivel.clients.models import BenefitPayment, Client, EmploymentStatus
from nivel.intake.commands import Judged, Origin
from tests.world import person

DAY = date(2015, 3, 12)


def referred(number: int, name: str, *, on: date = DAY) -> Client:
    client = person(number, name, on=on)
    client.home_municipality = "240"
    client.save(update_fields=["home_municipality"])
    return client


def paid(client: Client, days: int, *, until: date = date(2015, 2, 28)) -> None:
    """Labour market subsidy on unemployment, so many days by then."""
    BenefitPayment.objects.create(
        client=client, benefit="tmt", basis="unemployment", starts_on=date(2013, 1, 1), ends_on=until, paid_on=until,
        list_month=date(2015, 2, 1), days=days, gross=days * 32, percent=50, municipal_share=days * 16, source="kela", batch=1,
    )  # fmt: skip


def jobseeker(client: Client, since: date) -> None:
    EmploymentStatus.objects.create(client=client, status="unemployed", code="02", starts_on=since, source="ura")


def not_registered(client: Client) -> None:
    EmploymentStatus.objects.create(client=client, status="not_registered", starts_on=date(2014, 1, 1), source="sosiaalitoimi")


def kela() -> Organisation:
    return Organisation.objects.get_or_create(name="Kela, Kemi", defaults={"kind": "kela"})[0]


def judged(*, risk: bool = False, needs: tuple[str, ...] = (), since: date | None = None) -> Judged:
    return Judged({"risk_of_exclusion": risk}, needs, "Alkuhaastattelu", since)


def initiative(initiator: str = "client") -> Origin:
    return Origin(initiator, kela() if initiator == "kela" else None, "Maija")
