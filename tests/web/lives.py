"""Lives for the screens: people whose paths are whole, open or broken on DAY, told through the same commands as real work."""

from datetime import date, timedelta

from nivel.clients.commands import answer_protection, change_contact_detail
from nivel.clients.models import Client
from nivel.paths import commands
from nivel.paths.commands.plans import TaskTerms
from nivel.paths.models import Assessment, Episode, Path
from tests.world import DAY, World, moment, person

OPENED = date(2019, 6, 3)


def met(world: World, number: int, name: str, *, on: date = OPENED) -> Path:
    """Aino has reached the person, so the path is open and she is responsible."""
    client = person(number, name, on=on)
    commands.record_contact(
        client, worker=world.aino, channel="phone", at=moment(on), result="reached", note="Sovittiin tapaamisesta.", by=world.aino
    )
    return Path.objects.get(client=client)


def planned(world: World, path: Path, *, review_on: date = DAY + timedelta(days=80)) -> Path:
    """The initial assessment is held and a plan with a task ahead is in force."""
    initial = Assessment.objects.get(path=path, kind="initial")
    commands.hold_assessment(
        initial, summary="Haluaa takaisin töihin.", next_step="Suunnitelma", on=path.opened_on, by=world.aino
    )
    commands.make_plan(
        path,
        kind="employment",
        starts_on=path.opened_on,
        review_on=review_on,
        client_agreed_on=path.opened_on,
        own_words="Haluan päivätyöhön, jossa saan olla ihmisten kanssa mutta rauhassa.",
        goals=[("Työkokeilu kirjastossa", "work"), ("Velat järjestykseen", "support")],
        tasks=[
            TaskTerms("Tutustumiskäynti kirjastoon", "client", DAY + timedelta(days=1)),
            TaskTerms("Osaamistodistus: asiakaspalvelun osa", "worker", DAY + timedelta(days=8), world.aino),
        ],
        on=path.opened_on,
        by=world.aino,
    )
    return path


def in_service(world: World, path: Path, starts_on: date, ends_on: date, **more: object) -> Episode:
    terms = commands.AgreementTerms(starts_on, ends_on, starts_on, days_a_week=3)
    service = more.pop("service", world.rehabilitative_work)
    return commands.plan_episode(path, service=service, starts_on=starts_on, agreement=terms, on=starts_on, by=world.aino, **more)


def ended(world: World, episode: Episode, on: date) -> Episode:
    following = commands.Following(open_end=True)
    return commands.end_episode(episode, ended_on=on, reason="Sopimus päättyi", on=on, by=world.aino, following=following)


def helmi(world: World) -> Client:
    """Helmi: a break in the autumn, a period that ends soon, and a handover to Bertil that he has not accepted."""
    path = planned(world, met(world, 1, "Helmi Mäkinen"))
    first = in_service(world, path, date(2019, 6, 10), date(2019, 9, 20))
    ended(world, first, date(2019, 9, 20))
    second = in_service(world, path, date(2019, 11, 11), date(2020, 3, 28), previous=first, place=world.library)
    in_service(world, path, date(2019, 8, 1), date(2020, 2, 12), service=world.debt)
    trial = commands.plan_episode(
        path,
        service=world.tryout,
        place=world.library,
        starts_on=date(2020, 4, 6),
        planned_ends_on=date(2020, 8, 30),
        previous=second,
        on=DAY,
        by=world.aino,
    )
    commands.propose_handover(
        path, receiver=world.bertil, reason="Työkokeilu alkaa kirjastossa", from_episode=second, to_episode=trial,
        meeting_on=DAY + timedelta(days=4), client_agreed_on=DAY - timedelta(days=3), on=DAY - timedelta(days=3), by=world.aino,
    )  # fmt: skip
    change_contact_detail(path.client, "phone", "040 123 4567", source="asiakas", on=OPENED, by=world.aino)
    answer_protection(path.client, "no", source="väestötietojärjestelmä", on=OPENED, by=world.aino)
    return path.client


def eino(world: World) -> Client:
    """Eino: the agreement ended six days ago and nothing follows."""
    path = planned(world, met(world, 2, "Eino Salo"))
    in_service(world, path, date(2019, 9, 2), DAY - timedelta(days=6))
    return path.client


def noora(world: World) -> Client:
    """Noora: the plan ran out eleven days ago; next week she is met."""
    return planned(world, met(world, 3, "Noora Virtanen"), review_on=DAY - timedelta(days=11)).client


def olga(world: World) -> Client:
    """Olga comes to Aino from Bertil with an escorted handover."""
    client = person(4, "Olga Ahonen", on=OPENED)
    commands.record_contact(client, worker=world.bertil, channel="meeting", at=moment(OPENED), result="reached", by=world.bertil)
    path = planned(world, Path.objects.get(client=client))
    commands.propose_handover(
        path, receiver=world.aino, reason="Aloittaa työpajalla", meeting_on=DAY + timedelta(days=4), on=DAY, by=world.bertil
    )
    return client


def everybody(world: World) -> list[Client]:
    return [helmi(world), eino(world), noora(world), olga(world)]
