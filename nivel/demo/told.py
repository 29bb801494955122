"""The told lives: seven people whose paths show what Nivel is for, each broken, or held, in one way on 30.6.2020."""

from datetime import date

from nivel.clients.commands import answer_protection, change_contact_detail
from nivel.clients.models import Client
from nivel.demo.agreements_life import tell_skills
from nivel.demo.care import seen_by_many
from nivel.demo.diary import at_ten
from nivel.demo.lives import Lives
from nivel.paths import commands as paths
from nivel.paths.models import Assessment, Path
from nivel.paths.queries import open_path


def unbroken(lives: Lives, client: Client) -> None:
    """Mapping, group, rehabilitative work and a work try-out in the library, handed over from Aino to Bertil."""
    path, aino, bertil = begun(lives, client)
    services, day = lives.town.services, date(2020, 2, 17)
    mapping = paths.plan_episode(
        path, service=services["mapping"], starts_on=day, planned_ends_on=date(2020, 3, 1), on=day, by=aino
    )
    group = paths.plan_episode(
        path,
        service=services["group"],
        starts_on=date(2020, 3, 2),
        planned_ends_on=date(2020, 3, 27),
        previous=mapping,
        on=day,
        by=aino,
    )
    paths.plan_episode(
        path, service=services["debt"], starts_on=date(2020, 3, 9), planned_ends_on=date(2020, 7, 31), on=day, by=aino
    )
    ktt = lives.agree(path, "ktt", "varikko", date(2020, 3, 28), 3, on=date(2020, 3, 20), by=aino, previous=group)
    assessed(ktt, date(2020, 6, 8), "työkokeilu kirjastossa", aino)
    tell_skills(lives.diary, ktt, aino)
    tryout = lives.agree(path, "tryout", "library", date(2020, 6, 29), 3, on=date(2020, 6, 9), by=aino, previous=ktt)
    handover = paths.propose_handover(
        path,
        receiver=bertil,
        reason="Työkokeilu kirjastossa, Bertil kulkee rinnalla",
        texts={"plan": "Työtehtävät, tavoite asiakaspalvelun tutkinnon osaan"},
        from_episode=ktt,
        to_episode=tryout,
        client_agreed_on=date(2020, 6, 8),
        meeting_on=date(2020, 6, 16),
        on=date(2020, 6, 9),
        by=aino,
    )
    paths.accept_handover(handover, on=date(2020, 6, 10), by=bertil)
    paths.record_meeting_with_receiver(handover, met_on=date(2020, 6, 16), on=date(2020, 6, 16), by=bertil)
    seen_by_many(lives, path)


def open_handover(lives: Lives, client: Client) -> None:
    """As a person waits: Bertil has not accepted yet, and Aino is responsible until he has."""
    path, aino, bertil = begun(lives, client)
    services, day = lives.town.services, date(2020, 2, 20)
    group = paths.plan_episode(
        path, service=services["group"], starts_on=date(2020, 3, 2), planned_ends_on=date(2020, 4, 3), on=day, by=aino
    )
    ktt = lives.agree(path, "ktt", "varikko", date(2020, 4, 27), 3, on=date(2020, 4, 20), by=aino, previous=group)
    assessed(ktt, date(2020, 6, 26), "työkokeilu koululla", aino)
    tryout = lives.agree(path, "tryout", "school", date(2020, 7, 27), 3, on=date(2020, 6, 26), by=aino, previous=ktt)
    paths.propose_handover(
        path,
        receiver=bertil,
        reason="Työkokeilu koulun kiinteistönhoidossa",
        from_episode=ktt,
        to_episode=tryout,
        client_agreed_on=date(2020, 6, 26),
        meeting_on=date(2020, 7, 3),
        on=date(2020, 6, 26),
        by=aino,
    )


def broken_joint(lives: Lives, client: Client) -> None:
    """The agreement ended on 24.6. and nobody has agreed what follows."""
    path, aino, _bertil = begun(lives, client)
    ktt = lives.agree(path, "ktt", "association", date(2020, 3, 25), 3, on=date(2020, 3, 12), by=aino)
    assessed(ktt, date(2020, 6, 10), "palkkatukityö, paikka haettava", aino)
    for task in path.tasks.filter(done_on__isnull=True, dropped_on__isnull=True):
        paths.complete_task(task, on=date(2020, 6, 10), by=aino)


def near_its_end(lives: Lives, client: Client) -> None:
    """The agreement ends on 16.7.: the final assessment is due in two days."""
    path, aino, _bertil = begun(lives, client)
    lives.agree(path, "ktt", "kitchen", date(2020, 4, 17), 3, on=date(2020, 4, 6), by=aino)


def not_reached(lives: Lives, client: Client) -> None:
    """Calls, a letter and a drop-in day, and still not reached; the next try has its day."""
    aino, path = lives.town.staff["aino"], None
    tries = (
        (date(2020, 2, 10), "phone", "not_reached", "letter", date(2020, 2, 24)),
        (date(2020, 2, 24), "letter", "sent", "phone", date(2020, 3, 16)),
        (date(2020, 3, 16), "phone", "wrong_details", "popup", date(2020, 4, 2)),
        (date(2020, 4, 2), "popup", "not_reached", "letter", date(2020, 5, 11)),
        (date(2020, 5, 11), "letter", "sent", "home", date(2020, 7, 7)),
    )
    change_contact_detail(client, "address", "Rantatie 3\n19650 Joutsa", source="väestötieto", on=date(2020, 2, 5), by=aino)
    answer_protection(client, "no", source="väestötieto", on=date(2020, 2, 5), by=aino)
    for day, channel, result, following, next_on in tries:
        paths.record_contact(
            client, worker=aino, channel=channel, at=at_ten(day), result=result, next_channel=following, next_on=next_on, by=aino
        )
    path = open_path(client, date(2020, 5, 11))
    paths.start_assessment(path, kind="interim", due_on=date(2020, 8, 31), on=date(2020, 5, 11), by=aino)


def outdated_plan(lives: Lives, client: Client) -> None:
    """The plan should have been looked at again on 12.6."""
    begun(lives, client, review_on=date(2020, 6, 12))
    lives.book(client, date(2020, 7, 6), now=date(2020, 6, 15))


def undelivered(lives: Lives, client: Client) -> None:
    """Began studies, the path was closed; the continuation plan waits to be sent."""
    path, aino, _bertil = begun(lives, client)
    paths.close_path(
        path,
        outcome="education",
        reason="Aloittaa lähihoitajaopinnot elokuussa",
        continuation_plan="Opinto-ohjaaja ottaa vastaan 10.8.; velkaneuvonta jatkuu.",
        on=date(2020, 6, 22),
        by=aino,
    )


def begun(lives: Lives, client: Client, review_on: date = date(2020, 9, 15)) -> tuple[Path, object, object]:
    """Reached by phone, met, assessed and planned in February; the next meeting is in July."""
    aino, bertil = lives.town.staff["aino"], lives.town.staff["bertil"]
    lives.tell_details(client, date(2020, 2, 10), aino)
    answer_protection(client, "no", source="asiakas", on=date(2020, 2, 10), by=aino)
    paths.record_contact(
        client, worker=aino, channel="phone", at=at_ten(date(2020, 2, 10)), result="reached", note="Tulee tapaamiseen.", by=aino
    )
    path = open_path(client, date(2020, 2, 10))
    initial = Assessment.objects.get(path=path, kind="initial")
    day = date(2020, 2, 17)
    paths.hold_assessment(initial, summary="Alkuhaastattelu pidetty.", next_step="suunnitelma", on=day, by=aino)
    paths.make_plan(
        path,
        kind="activation",
        main_need="employment",
        starts_on=day,
        review_on=review_on,
        client_agreed_on=day,
        own_words="Haluan päivätyöhön, jossa saan olla ihmisten kanssa mutta rauhassa.",
        goals=[("Asiakaspalvelun tutkinnon osa", "education"), ("Osa-aikatyö omalla paikkakunnalla", "work")],
        tasks=[paths.plans.TaskTerms("Haen hygieniapassin", "client", date(2020, 3, 31))],
        on=day,
        by=aino,
    )
    paths.complete_task(path.tasks.get(text="Haen hygieniapassin"), on=date(2020, 3, 20), by=aino)
    return path, aino, bertil


def assessed(episode, on: date, next_step: str, by) -> None:
    final = Assessment.objects.get(episode=episode, kind="final")
    paths.hold_assessment(final, summary="Tavoitteet käyty läpi yhdessä, jaksaminen hyvä.", next_step=next_step, on=on, by=by)


TOLD = (unbroken, open_handover, broken_joint, near_its_end, not_reached, outdated_plan, undelivered)
