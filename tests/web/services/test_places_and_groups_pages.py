"""Places that close, services that end, and groups with their room and sessions, on the screen."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from nivel.paths import commands
from nivel.paths.models import Agreement, Episode
from nivel.services.models import Group, GroupSession
from tests.paths.agreeing import agree, planned
from tests.web.signing_in import sign_in
from tests.world import DAY, moment

pytestmark = pytest.mark.django_db
CLOSES = date(2020, 5, 29)


@pytest.fixture
def browser(client, world, on_day):
    return sign_in(client, world.lead)


def page(browser, route, *args, **query):
    answer = browser.get(reverse(route, args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def send(browser, route, *args, **given):
    return browser.post(reverse(route, args=args), given, follow=True).content.decode()


def test_a_place_is_closed_by_its_last_day_and_those_whose_agreement_goes_over_it_are_told(browser, client, world):
    made = agree(world, planned(world))
    said = send(browser, "services_place", world.library.pk, ready="yes", places_total="2", ends_on="29.5.2020")
    assert "1 henkilön sopimus jatkuu siellä viimeisen päivän jälkeen." in said
    assert "suljetaan 29.5.2020" in said, "on the list of places"
    aino = sign_in(client, world.aino)
    assert "paikka suljetaan 29.5.2020" in page(aino, "services_agreements")
    agreement = page(aino, "client_agreement_page", made.episode.path.client_id, made.pk)
    assert "Kirjasto suljetaan 29.5.2020 ennen sopimuksen päättymistä." in agreement
    again = sign_in(client, world.lead)
    assert "on mennyt" in send(again, "services_place", world.library.pk, ready="yes", ends_on="1.3.2020")
    opened = send(again, "services_place", world.library.pk, ready="yes", places_total="2", ends_on="")
    assert "suljetaan" not in opened, "and it may be opened again"


def test_a_service_is_ended_in_the_catalogue(browser, world):
    shown = browser.get(reverse("services_service", args=[world.debt.pk])).context["form"]
    given = {name: shown[name].value() or "" for name in shown.fields} | {"employment_goal": "Työhön", "ends_on": "29.5.2020"}
    given = {name: value for name, value in given.items() if value}
    assert "Palvelu on tallennettu." in send(browser, "services_service", world.debt.pk, **given)
    world.debt.refresh_from_db()
    assert world.debt.ends_on == CLOSES


def group_of(world, **about):
    told = {"name": "Ryhmä", "kind": "peer", "year": 2020, "term": "spring", "planned_on": DAY, "starts_on": DAY, "size": 3}
    return Group.objects.create(**told | about)


def test_a_group_tells_its_room_and_a_session_is_cancelled_and_held_after_all(browser, world):
    group = group_of(world)
    member = agree(world, planned(world), starts_on=DAY).episode
    Episode.objects.filter(pk=member.pk).update(group=group)
    shown = page(browser, "services_group", group.pk)
    assert "Ryhmässä tänään" in shown
    assert "2 paikkaa vapaana" in shown
    session = GroupSession.objects.create(group=group, held_on=DAY)
    assert "Kerta on peruttu." in send(browser, "services_session_cancel", session.pk)
    assert '<span class="tag">peruttu</span>' in page(browser, "services_group", group.pk)
    assert "Kerta peruttiin 12.3.2020." in send(browser, "services_session_cancel", session.pk)
    assert "Kerta on suunniteltu." in send(browser, "services_session_new", group.pk, held_on="12.3.2020", topic="Silti")
    session.refresh_from_db()
    assert (session.cancelled_on, session.topic) == (None, "Silti")


def test_a_session_is_within_the_days_of_its_group_and_one_with_attendance_is_not_cancelled(browser, client, world):
    group = group_of(world, ends_on=CLOSES)
    for day in ("11.3.2020", "30.5.2020"):
        assert "Ryhmä toimii 12.3.2020–29.5.2020" in send(browser, "services_session_new", group.pk, held_on=day)
    session = GroupSession.objects.create(group=group, held_on=DAY)
    member = agree(world, planned(world), starts_on=DAY).episode
    Episode.objects.filter(pk=member.pk).update(group=group)
    send(sign_in(client, world.aino), "services_session", session.pk, came=[member.pk])
    lead = sign_in(client, world.lead)
    assert "paikalla 1/1" in page(lead, "services_group", group.pk)
    assert "joten kerta on pidetty" in send(lead, "services_session_cancel", session.pk)


def test_attendance_of_a_cancelled_session_is_refused(browser, client, world):
    session = GroupSession.objects.create(group=group_of(world), held_on=DAY, cancelled_on=DAY)
    assert "Kerta peruttiin" in send(sign_in(client, world.aino), "services_session", session.pk, sent="1")


def test_the_maker_offers_the_groups_of_the_service_that_run(browser, client, world):
    own, free = group_of(world, name="Oma", service=world.debt), group_of(world, name="Vapaa")
    group_of(world, name="Toisen", service=world.tryout)
    group_of(world, name="Päättynyt", ends_on=DAY - timedelta(days=0), starts_on=DAY - timedelta(days=9))
    path = planned(world)
    form = sign_in(client, world.aino).get(
        reverse("client_episode", args=[path.client_id]), {"service": world.debt.pk, "starts_on": "13.3.2020"}
    ).context["form"]  # fmt: skip
    assert {*form.fields["group"].queryset} == {own, free}


def test_rating_nothing_is_no_rating_and_the_first_values_are_shown(client, world, on_day):
    made = agree(world, planned(world))
    aino, address = sign_in(client, world.aino), ("client_agreement_rating", made.episode.path.client_id, made.pk)
    assert "Arvioi ainakin yksi tavoite." in send(aino, *address, everyday="", capacity="", inclusion="")
    assert not made.ratings.exists()
    send(aino, *address, everyday="4", capacity="", inclusion="")
    assert "Ensimmäinen arvio 4, 12.3.2020." in page(aino, *address)


def test_ending_and_dropping_tell_which_meetings_leave_the_calendar_and_a_long_reason_is_told(client, world, on_day):
    made = agree(world, planned(world), interim=commands.Interim(world.aino, (moment(date(2020, 4, 20)),)))
    aino, drop = sign_in(client, world.aino), ("client_episode_drop", made.episode.path.client_id, made.episode_id)
    assert "Nämä tapaamiset poistuvat kalenterista: 20.4.2020 10.00 Aino Laine" in " ".join(page(aino, *drop).split())
    assert "ne, jotka ovat viimeisen päivän jälkeen" in page(aino, "client_episode_ending", *drop[1:])
    answer = aino.post(reverse(drop[0], args=drop[1:]), {"reason": "x" * 400})
    assert answer.status_code == 200
    assert answer.context["form"].errors["reason"]
    assert Agreement.objects.get().episode.dropped_on is None
