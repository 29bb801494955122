"""SC3, step 4: the business coordinator hands an employer's need to the coaches, and Matti goes from the contract to a job."""

from datetime import date, timedelta

import pytest

from nivel.clients.commands import name_responsible
from nivel.clients.disclosures import PermissionTerms, give_permission
from nivel.clients.models import Client
from nivel.employers import commands as employers
from nivel.employers.queries import standing_needs, unread
from nivel.paths import commands as paths
from nivel.paths.coaching import suited_to
from nivel.paths.commands.plans import TaskTerms
from nivel.paths.continuity import breaches
from nivel.paths.models import Assessment
from tests.scenarios.test_sc3_matti import employed
from tests.world import make_user, person

pytestmark = pytest.mark.django_db
HEARD, ASSESSED, ENDS = date(2020, 8, 17), date(2020, 9, 4), date(2020, 9, 22)
BEGINS = ENDS + timedelta(days=1)


def test_4_the_need_reaches_the_coach_matti_is_presented_and_the_job_follows_the_contract_without_a_gap(world):
    matti = person(1, "Matti Meikäläinen", born_on=date(1961, 5, 4))
    pekka, aino = make_user("Pekka", "Niemi", "employer_coordinator", world.workshop), world.aino
    episode = employed(world, matti).episode
    name_responsible(matti, aino, on=date(2020, 3, 23), ground="Työn alku", by=world.lead)
    paths.make_plan(
        episode.path, kind="employment", starts_on=date(2020, 3, 23), review_on=date(2020, 12, 1),
        client_agreed_on=date(2020, 3, 23), goals=[("Työ kirjojen parissa", "work")], on=date(2020, 3, 23), by=aino,
    )  # fmt: skip
    shop = employers.register_organisation("Joutsan Kirjakauppa", kind="company", industry="trade", on=HEARD, by=pekka)
    employers.record_partner_contact(shop, channel="visit", topic="need", held_on=HEARD, on=HEARD, by=pekka)
    paths.tell_wish(episode.path, "Kirjojen parissa", industry="trade", on=HEARD, by=aino)
    need = employers.record_need(
        shop, time="now", kind="job", industry="trade", job="Myyjä", needed_on=BEGINS, on=HEARD, by=pekka
    )
    assert [row.need for row in unread(aino, HEARD)] == [need]
    assert suited_to([need], HEARD, Client.objects.all()) == {need.pk: [matti]}
    give_permission(matti, PermissionTerms("profile", world.municipality, shop, "Työpaikan haku", ENDS), on=HEARD, by=aino)
    (search,) = paths.present_candidates(need, [episode.path], on=HEARD, by=aino)
    paths.end_search(search, result="found", note=f"Alkaa {BEGINS:%d.%m.}", on=ASSESSED, by=aino)
    employers.end_need(need, ending="filled", on=ASSESSED, by=pekka)
    final = Assessment.objects.get(episode=episode, kind="final")
    assert final.due_on >= ASSESSED
    paths.hold_assessment(final, summary="Myyntityö sujuu", next_step="Työ kirjakaupassa", on=ASSESSED, by=aino)
    step = paths.Following(TaskTerms("Työ kirjakaupassa alkaa", "client", BEGINS))
    paths.end_episode(episode, ended_on=ENDS, reason="Sopimus päättyi", following=step, on=ENDS, by=aino)
    broken = {"ended_without_successor", "no_next_step", "final_assessment_late"}
    closure = paths.close_path(
        episode.path, outcome="open_market", reason="Työsuhde alkoi", continuation_plan="Seuranta 3, 6 ja 12 kuukautta",
        delivery=paths.Delivery("TE-toimisto", BEGINS), on=BEGINS, by=aino,
    )  # fmt: skip
    for day in (ENDS, BEGINS):
        assert not broken & {breach.kind.code for breach in breaches(day, Client.objects.filter(pk=matti.pk))}
    assert (closure.outcome, [row.worker for row in closure.follow_ups.all()]) == ("open_market", [aino] * 3)
    assert not standing_needs(BEGINS, "now").exists()
