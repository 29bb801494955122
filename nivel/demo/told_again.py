"""More told lives: one whose path was opened again, one who goes round in a loop, one who is handed to another organisation."""

from datetime import date

from nivel.access.models import Organisation
from nivel.clients.disclosures import PermissionTerms, prohibit_disclosure
from nivel.clients.models import Client
from nivel.demo.lives import Lives
from nivel.demo.told import assessed, begun
from nivel.documents.permissions_on_paper import give_permission_on_paper
from nivel.intake import commands as intake
from nivel.intake.models import Referral
from nivel.paths import commands as paths
from nivel.paths.models import Closure, Episode

MUNICIPALITY = intake.Origin(Referral.Initiator.MUNICIPALITY)


def came_back(lives: Lives, client: Client) -> None:
    """Subsidised work began in April and ended in its trial period: the path is open again since 15.6., with a specialist's visit ahead."""
    path, aino, _bertil = begun(lives, client)

    def close(on: date) -> None:
        paths.close_path(
            path,
            outcome="subsidised",
            reason="Palkkatukityö kunnan puistoissa alkoi",
            continuation_plan="Työnjohtaja ja Aino sopivat soitosta ennen koeajan loppua.",
            delivery=paths.Delivery("Keski-Suomen TE-toimisto", on),
            on=on,
            by=aino,
        )

    def open_again(on: date) -> None:
        closure = Closure.objects.get(path=path)
        again = paths.reopen_path(closure, worker=aino, reason="Työ päättyi koeajalla, selkä ei kestänyt", on=on, by=aino)
        paths.plan_specialist_visit(
            again,
            speciality="doctor",
            specialist="Joutsan terveysasema, vastaanotto",
            visit_on=date(2020, 7, 3),
            on=on,
            by=aino,
        )
        prohibit_disclosure(client, data_class="health", receiver=_of(lives, "association"), on=on, by=aino)
        lives.book(client, date(2020, 7, 7), now=on)

    lives.diary.on(date(2020, 4, 2), close)
    lives.diary.on(date(2020, 6, 15), open_again)


def in_a_loop(lives: Lives, client: Client) -> None:
    """A group until March, two months of nothing, rehabilitative work from June: a loop until a new plan asks what should be different."""
    path, aino, _bertil = begun(lives, client)
    service, last_day = lives.town.services["group"], date(2020, 3, 27)
    group = paths.plan_episode(
        path, service=service, starts_on=date(2020, 2, 24), planned_ends_on=last_day, on=date(2020, 2, 20), by=aino
    )

    def end(on: date) -> None:
        fresh = Episode.objects.get(pk=group.pk)
        nothing = paths.Following(open_end=True)
        paths.end_episode(fresh, ended_on=on, reason="Ryhmä päättyi", following=nothing, on=on, by=aino)

    def begin_again(on: date) -> None:
        lives.agree(path, "ktt", "association", date(2020, 6, 1), 3, on=on, by=aino, previous=group)

    def refer(on: date) -> None:
        told = {"reason": "Työkyvyn arvio ennen uutta suunnitelmaa", "received_on": on, "to_organisation": lives.town.clinic}
        town = lives.town.units["workshop"].organisation
        terms = PermissionTerms("employment", town, lives.town.clinic, "Työkyvyn arvio", date(2020, 12, 31))
        give_permission_on_paper(client, terms, on=on, by=aino)
        intake.record_referral(client, origin=MUNICIPALITY, **told, on=on, by=aino)

    lives.diary.on(last_day, end)
    lives.diary.on(date(2020, 5, 25), begin_again)
    lives.diary.on(date(2020, 6, 22), refer)


def to_another_organisation(lives: Lives, client: Client) -> None:
    """To Kela's rehabilitation with the client's permission: accepted there, and Aino is responsible until the client has arrived."""
    path, aino, _bertil = begun(lives, client)
    ktt = lives.agree(path, "ktt", "kitchen", date(2020, 3, 30), 3, on=date(2020, 3, 20), by=aino)
    assessed(ktt, date(2020, 6, 8), "Kelan ammatillinen kuntoutus", aino)
    town, kela = lives.town.units["workshop"].organisation, _of(lives, "kela")

    def propose(on: date) -> None:
        terms = PermissionTerms("plan", town, kela, "Ammatillisen kuntoutuksen aloitus", date(2020, 12, 31))
        give_permission_on_paper(client, terms, on=on, by=aino)
        handover = paths.propose_handover(
            path,
            receiver=paths.Outside(kela, "Jaana Kivelä, työkykyneuvoja", "020 000 5100"),
            reason="Ammatillinen kuntoutus alkaa elokuussa",
            texts={"plan": "Suunnitelma ja kuntouttavan työtoiminnan loppuarviointi."},
            from_episode=ktt,
            client_agreed_on=on,
            meeting_on=date(2020, 7, 2),
            on=on,
            by=aino,
        )
        lives.diary.on(date(2020, 6, 17), lambda day: paths.record_outside_acceptance(handover, accepted_on=day, on=day, by=aino))

    lives.diary.on(date(2020, 6, 10), propose)


def _of(lives: Lives, unit: str) -> Organisation:
    return lives.town.units[unit].organisation


TOLD_AGAIN = (came_back, in_a_loop, to_another_organisation)
