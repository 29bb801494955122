"""The demo's mandatory employment: one notice whose job is being done, and one that waits for the supervisors' meeting."""

from datetime import date
from decimal import Decimal

from nivel.clients.commands import answer_protection
from nivel.clients.models import Client
from nivel.demo.diary import Diary, at_ten
from nivel.demo.invented import invented_person
from nivel.demo.municipality import Joutsa
from nivel.meetings import bodies
from nivel.meetings.models import Body
from nivel.money import commands as money
from nivel.paths import commands as paths
from nivel.paths.models import EmploymentNotice

SENDER = "Keski-Suomen TE-toimisto"
# Born, number of the range given to nobody, last name, first names.
EMPLOYED = (date(1961, 8, 17), 931, "Meriläinen", "Matti")
WAITING = (date(1962, 11, 3), 932, "Pursiainen", "Seija")


def tell_notices(town: Joutsa, diary: Diary) -> None:
    """Put the notices and what was done about them into the diary."""
    diary.on(date(2020, 1, 3), lambda on: _supervisors(town))
    diary.on(date(2020, 2, 10), lambda on: _employed(town, diary, on))
    diary.on(date(2020, 6, 18), lambda on: _waiting(town, on))


def _supervisors(town: Joutsa) -> None:
    bodies.found_body(
        "Esimiespalaveri",
        kind=Body.Kind.SUPERVISORS,
        founded_on=date(2015, 1, 7),
        founded_by="Kunnanjohtaja",
        by=town.staff["tiina"],
    )


def _notice(town: Joutsa, born: tuple, ends_on: date, on: date) -> EmploymentNotice:
    client = invented_person(born, on)
    answer_protection(client, "no", source="väestötietojärjestelmä", on=on, by=town.staff["tiina"])
    return paths.register_notice(client, sender=SENDER, received_on=on, allowance_ends_on=ends_on, on=on, by=town.staff["tiina"])


def _employed(town: Joutsa, diary: Diary, on: date) -> None:
    notice, clerk = _notice(town, EMPLOYED, date(2020, 3, 13), on), town.staff["tiina"]
    client = notice.client
    diary.on(date(2020, 2, 12), lambda day: _called(town, client, day))
    diary.on(date(2020, 2, 14), lambda day: _jobs(town, notice, day))
    diary.on(date(2020, 2, 19), lambda day: _chosen(town, notice, day))
    diary.on(date(2020, 2, 21), lambda day: _answered(town, notice, day))
    diary.on(date(2020, 3, 5), lambda day: _granted(town, notice, day))
    diary.on(date(2020, 5, 4), lambda day: _settled(notice, day, clerk))


def _called(town: Joutsa, client: Client, on: date) -> None:
    for worker, note in (
        ("tiina", "Työ kiinnostaa, selkä ei kestä nostelua."),
        ("liisa", "Sovittiin, että Liisa kulkee mukana."),
    ):
        user = town.staff[worker]
        paths.record_contact(client, worker=user, channel="phone", at=at_ten(on), result="reached", note=note, by=user)


def _jobs(town: Joutsa, notice: EmploymentNotice, on: date) -> None:
    clerk = town.staff["tiina"]
    for job, place, suits in (
        ("Keittiöapulainen", "kitchen", "Paljon nostamista, selkä ei kestä."),
        ("Kirjastoavustaja", "library", "Istumatyö vuorottelee, lähellä kotia."),
    ):
        paths.propose_job(notice, job=job, place=town.places[place], suits=suits, on=on, by=clerk)


def _chosen(town: Joutsa, notice: EmploymentNotice, on: date) -> None:
    clerk, body = town.staff["tiina"], Body.objects.get(kind=Body.Kind.SUPERVISORS)
    meeting = bodies.call_meeting(body, held_on=on, agenda="Henkilöstöasiat", by=clerk)
    paths.put_on_agenda(notice, meeting, by=clerk)
    library = notice.alternatives.get(job="Kirjastoavustaja")
    costs = "Palkka kirjaston määrärahoista, työterveyshuolto kunnalta."
    paths.handle_notice(notice, meeting=meeting, chosen=library, costs_agreed=costs, on=on, by=clerk)
    paths.offer_job(notice, on=on, by=clerk)


def _answered(town: Joutsa, notice: EmploymentNotice, on: date) -> None:
    clerk = town.staff["tiina"]
    notice.refresh_from_db()
    paths.answer_offer(notice.offer, accepted=True, on=on, by=clerk)
    money.apply_for_subsidy(
        notice,
        purpose="Kirjasto- ja asiakaspalvelutyön osaaminen avoimille työmarkkinoille.",
        monthly_wage_cost=Decimal("2410.00"),
        starts_on=date(2020, 3, 16),
        on=on,
        by=clerk,
    )


def _granted(town: Joutsa, notice: EmploymentNotice, on: date) -> None:
    clerk = town.staff["tiina"]
    notice.refresh_from_db()
    money.record_subsidy_decision(notice.subsidy_application, positive=True, percent=50, decided_on=on, by=clerk)
    money.sign_contract(notice, service=town.services["mandatory"], hours_a_week=Decimal("36.25"), on=on, by=clerk)


def _settled(notice: EmploymentNotice, on: date, clerk: object) -> None:
    made = money.make_settlement(
        notice.subsidy_application,
        starts_on=date(2020, 3, 16),
        ends_on=date(2020, 4, 30),
        wage_cost=Decimal("3615.00"),
        on=on,
        by=clerk,
    )
    money.send_settlement(made, on=on, by=clerk)


def _waiting(town: Joutsa, on: date) -> None:
    notice = _notice(town, WAITING, date(2020, 7, 8), on)
    user = town.staff["tiina"]
    note = "Toivoo ulkotyötä. Esimiespalaveri 6.7."
    paths.record_contact(notice.client, worker=user, channel="phone", at=at_ten(on), result="reached", note=note, by=user)
    place = town.places["school"]
    paths.propose_job(notice, job="Kiinteistöapulainen", place=place, suits="Ulkotyötä, oma auto.", on=on, by=user)
