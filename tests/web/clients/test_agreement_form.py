"""The agreement maker: the service first, then only what it needs; nothing typed is lost; all that refuses is told at once."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from nivel.clients.commands import name_responsible
from nivel.paths import commands
from nivel.paths.models import Agreement, AttendanceDay, Episode, Plan
from tests.paths.agreeing import agree, planned
from tests.web.signing_in import sign_in
from tests.world import DAY, make_user, moment

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(world):
    return planned(world)


@pytest.fixture
def browser(client, world, on_day):
    return sign_in(client, world.aino)


def opened(browser, path, service, **query):
    address = reverse("client_episode", args=[path.client_id])
    return browser.get(address, {"service": service.pk, **query}).content.decode()


def sent(browser, path, **given):
    return browser.post(reverse("client_episode", args=[path.client_id]), given, follow=True).content.decode()


def typed(world, path, **changed):
    return {
        "service": world.rehabilitative_work.pk, "place": world.library.pk, "starts_on": "2020-03-30", "ends_on": "2020-07-03",
        "weekdays": [1, 4], "hours_a_day": "4", "coaching": ["individual", "work"], "plan": Plan.objects.get(path=path).pk,
        "plan_accepted_on": "2020-01-20", "goal": "Rytmi arkeen",
    } | changed  # fmt: skip


def test_the_service_is_chosen_first_by_a_link_that_needs_no_script(browser, path, world):
    page = browser.get(reverse("client_episode", args=[path.client_id])).content.decode()
    assert f'href="?service={world.rehabilitative_work.pk}"' in page
    assert 'name="starts_on"' not in page


def test_only_what_the_kind_needs_is_asked_and_what_it_requires_is_not_called_optional(browser, path, world):
    page = opened(browser, path, world.rehabilitative_work)
    for name in ("days_a_week", "hours_a_day", "plan_accepted_on", "coaching"):
        assert f'name="{name}"' in page, name
    for name in ("pension", "funding", "entry", "strengths", "group", "previous", "fit_note", "overbooked_because"):
        assert f'name="{name}"' not in page, name
    for label in ("Päiviä viikossa", "Tunteja päivässä", "Valmennuksen muodot", "Työvoimaviranomainen hyväksyi suunnitelman"):
        assert f'{label} <span class="optional">' not in page, label
    assert 'Yhteyshenkilö paikassa <span class="optional">' in page
    tryout = opened(browser, path, world.tryout)
    assert 'name="plan_accepted_on"' not in tryout
    assert 'Päiviä viikossa <span class="optional">' in tryout
    assert 'name="pension"' in opened(browser, path, social(world))


def social(world):
    world.debt.kind = "social_rehabilitation"
    world.debt.save()
    return world.debt


def test_all_that_refuses_is_told_in_one_list_and_what_was_typed_stays(browser, path, world):
    page = sent(browser, path, **typed(world, path, hours_a_day="3", ends_on="2020-04-30", plan_accepted_on="", coaching=[]))
    for said in ("3 tuntia päivässä on vastoin lakia", "3–24 kuukautta kerrallaan", "suunnitelmaa, jonka työvoimaviranomainen"):
        assert said in page, said
    assert page.count("<li>", page.index('role="alert"'), page.index("</ul>", page.index('role="alert"'))) == 4
    assert "JOU-" not in page
    assert 'value="Rytmi arkeen"' in page
    assert not Agreement.objects.exists()


def test_a_free_place_is_searched_within_the_form_and_nothing_typed_is_lost(browser, path, world):
    world.library.places_total = 2
    world.library.save()
    page = sent(browser, path, **typed(world, path, hours_a_day="3", find="1"))
    assert 'type="radio" name="place"' in page
    assert "Kirjasto, kunnan yksikkö (vapaana 2/2)" in page
    assert 'value="Rytmi arkeen"' in page
    assert 'name="weekdays" value="4"' in page
    assert "vastoin lakia" not in page, "a search checks nothing"
    none = sent(browser, path, **typed(world, path, find="1", find_unit_type="company"))
    assert "Mikään paikka ei vastaa hakua." in none


def test_changing_the_service_keeps_what_was_typed(browser, path, world):
    page = sent(browser, path, **typed(world, path, service=world.tryout.pk, anew="1"))
    assert 'value="Rytmi arkeen"' in page
    assert 'name="plan_accepted_on"' not in page
    assert not Agreement.objects.exists()


def test_the_plan_that_is_missing_is_made_on_the_way_and_nothing_typed_is_lost(browser, path, world):
    Plan.objects.update(kind="employment")
    former, plan_page = Plan.objects.get(), f"{reverse('client_plan', args=[path.client_id])}?kind=activation"
    page = sent(browser, path, **typed(world, path))
    assert f'name="begin_plan" value="1" formaction="{plan_page}"' in page
    begun = browser.post(plan_page, typed(world, path, begin_plan="1", making_agreement="1"))
    assert 'value="Rytmi arkeen"' in begun.content.decode()
    assert not begun.context["form"].is_bound, "nothing is checked yet"
    carried = {}
    for name, value in begun.context["carried"]:
        carried.setdefault(name, []).append(value)
    assert (carried["weekdays"], "plan" in carried) == (["1", "4"], False)
    told = {
        "main_need": "employment", "kind": "activation", "channel": "present", "client_agreed_on": "12.3.2020", "reason": "Ehto",
        "review_on": "10.6.2020", "goal_1": "Töihin", "direction_1": "work", "seen": begun.context["form"]["seen"].value(),
    }  # fmt: skip
    wrong = browser.post(plan_page, carried | told | {"client_agreed_on": "13.3.2020", "anew": "1"})
    assert ("weekdays", "4") in wrong.context["carried"], "also over a refusal"
    back = browser.post(plan_page, carried | told | {"anew": "1"}, follow=True)
    assert back.redirect_chain == [(reverse("client_episode", args=[path.client_id]), 307)]
    made, page = Plan.objects.get(ends_on=None), back.content.decode()
    assert (made.kind, made.replaces) == ("activation", former)
    assert f'<option value="{made.pk}" selected>' in page
    for kept in ('value="Rytmi arkeen"', 'value="30.3.2020"', 'value="3.7.2020"', 'name="weekdays" value="4"'):
        assert kept in page, kept
    assert not Agreement.objects.exists()


def test_an_agreement_keeps_its_weekdays_and_the_grid_marks_them(browser, path, world, monkeypatch):
    sent(browser, path, **typed(world, path))
    made = Agreement.objects.get()
    assert (made.weekdays, made.days_a_week, made.goal) == ([1, 4], 2, "Rytmi arkeen")
    assert "ma, to" in browser.get(reverse("client_agreement_page", args=[path.client_id, made.pk])).content.decode()
    monkeypatch.setenv("NIVEL_TODAY", "2020-04-03")
    page = browser.get(reverse("services_attendance")).content.decode()
    assert page.count("sovittu päivä") == 2
    assert "kaikkea ei ole kerrottu" in page, "both agreed days are past and untold"
    number = made.episode_id
    given = {f"h-{number}-2020-03-30": "4", f"h-{number}-2020-03-31": "4"}
    page = browser.post(reverse("services_attendance"), given, follow=True).content.decode()
    assert AttendanceDay.objects.count() == 2, "another day is possible"
    assert "ti 31.3. ei ole sovittu päivä" in page
    assert "ma 30.3. ei ole sovittu päivä" not in page


def test_saturday_is_in_the_grid_when_somebody_comes_on_it(browser, path, world, monkeypatch):
    monkeypatch.setenv("NIVEL_TODAY", "2020-04-03")
    agree(world, path)
    assert "4.4." not in browser.get(reverse("services_attendance")).content.decode()
    agree(world, planned(world, 2), weekdays=(3, 6), days_a_week=None)
    assert "4.4." in browser.get(reverse("services_attendance")).content.decode()


def test_a_plan_past_its_review_day_is_warned_of_with_the_way_to_review_it(browser, path, world):
    review = reverse("client_plan_review", args=[path.client_id, Plan.objects.get().pk])
    assert review not in opened(browser, path, world.rehabilitative_work)
    made = agree(world, path)
    page = reverse("client_agreement_page", args=[path.client_id, made.pk])
    assert review not in browser.get(page).content.decode()
    Plan.objects.update(review_on=date(2020, 3, 11))
    for shown in (opened(browser, path, world.rehabilitative_work), browser.get(page).content.decode()):
        assert review in shown
        assert "aktivointisuunnitelma olisi pitänyt tarkistaa viimeistään 11.3.2020" in shown


def test_a_full_place_is_refused_and_the_lead_coach_is_asked_why(browser, client, path, world):
    world.library.places_total = 1
    world.library.save()
    agree(world, planned(world, 2))
    page = sent(browser, path, **typed(world, path, overbooked_because="Silti"))
    assert "Kirjasto on täynnä 30.3.2020: 1 henkilöä, paikkoja 1. Seuraava paikka vapautuu 4.7.2020." in page
    assert "overbooked_because" not in page, "Aino may not decide so"
    lead = make_user("Lea", "Vastaava", "lead_coach", world.workshop)
    name_responsible(path.client, lead, on=DAY, by=lead, ground="Aino on poissa")
    browser = sign_in(client, lead)
    page = sent(browser, path, **typed(world, path))
    assert 'name="overbooked_because"' in page, "the one who may is asked why"
    Episode.objects.update(starts_on="2020-06-01")
    page = sent(browser, path, **typed(world, path))
    assert "Kirjasto on täynnä 1.6.2020" in page
    assert 'name="overbooked_because"' in page, "also when it fills only later in the period"
    assert "Jakso ja sen sopimus on tehty." in sent(browser, path, **typed(world, path, overbooked_because="Kaksi ohjaajaa"))


def test_the_day_of_a_continued_agreement_follows_the_one_before(browser, path, world):
    made = agree(world, path, weekdays=(1, 4), days_a_week=None)
    page = browser.get(reverse("client_agreement", args=[path.client_id, made.episode_id])).content.decode()
    assert 'value="4.7.2020"' in page
    assert made.ends_on > DAY


def test_why_the_service_fits_is_required_when_the_client_comes_from_another_service(browser, path, world):
    agree(world, path)
    label = "Miksi tämä sopii tälle asiakkaalle"
    assert label not in opened(browser, path, world.rehabilitative_work), "the same service goes on"
    page = opened(browser, path, world.tryout)
    assert label in page
    assert f'{label} <span class="optional">' not in page
    beside = opened(browser, path, world.tryout, previous="")
    assert f'{label} <span class="optional">' in beside
    assert 'value="4.7.2020"' in page, "it begins when the one before has ended"


def test_the_agreements_tab_tells_what_the_new_agreement_still_waits_for(browser, path, world):
    agree(world, path)
    tab = reverse("client_agreements", args=[path.client_id])
    assert "odottaa päätöstä" in browser.get(tab).content.decode()
    agree(world, planned(world, 2), service=world.tryout)
    other = reverse("client_agreements", args=[path.client_id + 1])
    assert "odottaa päätöstä" not in browser.get(other).content.decode()


def test_a_service_that_the_model_does_not_have_today_says_so_before_it_is_chosen(browser, path, world):
    choice = reverse("client_episode", args=[path.client_id])
    told = "ei kunnan omassa mallissa tänään"
    assert told not in browser.get(choice).content.decode()
    world.debt.kind = "work_life_trial"
    world.debt.save()
    assert browser.get(choice).content.decode().count(told) == 1


def test_an_address_with_an_unknown_model_or_service_is_no_dead_end(browser, path, world):
    assert "Alkaa" in opened(browser, path, world.tryout, programme="ei-ole", starts_on="joskus", place="x")
    choice = browser.get(reverse("client_episode", args=[path.client_id]), {"service": "99999"}).content.decode()
    assert "Valitse ensin palvelu" in choice


def test_a_continuation_into_days_that_somebody_else_has_taken_asks_the_one_who_may_why(browser, client, path, world):
    world.library.places_total = 1
    world.library.save()
    made = agree(world, path)
    agree(world, planned(world, 2), starts_on=date(2020, 7, 6), ends_on=date(2020, 10, 30))
    address = reverse("client_agreement", args=[path.client_id, made.episode_id])
    more = typed(world, path, starts_on="2020-07-04", ends_on="2020-10-16")
    page = browser.post(address, more, follow=True).content.decode()
    assert "Kirjasto on täynnä 6.7.2020" in page
    assert "overbooked_because" not in page, "Aino may not decide so"
    lead = make_user("Lea", "Vastaava", "lead_coach", world.workshop)
    name_responsible(path.client, lead, on=DAY, by=lead, ground="Aino on poissa")
    sign_in(client, lead)
    assert 'name="overbooked_because"' in client.post(address, more).content.decode()
    client.post(address, more | {"overbooked_because": "Kaksi ohjaajaa"})
    assert Agreement.objects.get(episode=made.episode, starts_on=date(2020, 7, 4)).overbooked_because == "Kaksi ohjaajaa"


@pytest.mark.parametrize("way", ["plan", "review"])
def test_a_continuation_that_goes_by_its_plan_comes_back_with_all_that_was_typed(browser, path, world, way):
    made = agree(world, path)
    Plan.objects.update(**{"kind": "employment"} if way == "plan" else {"review_on": date(2020, 3, 1)})
    plan = Plan.objects.get()
    form = reverse("client_agreement", args=[path.client_id, made.episode_id])
    aside = (
        f"{reverse('client_plan', args=[path.client_id])}?kind=activation"
        if way == "plan"
        else reverse("client_plan_review", args=[path.client_id, plan.pk])
    )
    mark = "begin_plan" if way == "plan" else "begin_review"
    page = browser.get(form).content.decode()
    assert f'name="{mark}" value="1" formaction="{aside}"' in page
    assert f'name="continuing" value="{made.episode_id}"' in page
    given = typed(world, path, starts_on="6.7.2020", ends_on="31.12.2020", continuing=made.episode_id, making_agreement="1")
    begun = browser.post(aside, given | {mark: "1"})
    assert not begun.context["form"].is_bound, "nothing is checked yet"
    assert f'formaction="{form}"' in begun.content.decode(), "and one may go back without it"
    kept = {}
    for name, value in begun.context["carried"]:
        kept.setdefault(name, []).append(value)
    told = {
        "plan": {
            "main_need": "employment", "kind": "activation", "channel": "present", "client_agreed_on": "12.3.2020", "reason": "Ehto",
            "review_on": "10.6.2020", "goal_1": "Töihin", "direction_1": "work",
            "seen": begun.context["form"]["seen"].value() if way == "plan" else "",
        },
        "review": {"text": "Sujuu", "next_review_on": "10.6.2020"},
    }[way]  # fmt: skip
    back = browser.post(aside, kept | told | {"anew": "1"}, follow=True)
    assert back.redirect_chain == [(form, 307)]
    page = back.content.decode()
    for each in ('value="Rytmi arkeen"', 'value="6.7.2020"', 'value="31.12.2020"', 'name="weekdays" value="4"'):
        assert each in page, each
    assert Agreement.objects.count() == 1


def test_the_day_of_acceptance_is_of_its_plan_and_is_not_taken_over_to_another(browser, path, world):
    made = agree(world, path)
    address = reverse("client_agreement", args=[path.client_id, made.episode_id])
    assert browser.get(address).context["form"]["plan_accepted_on"].value() == date(2020, 1, 20)
    Plan.objects.update(ends_on=date(2020, 3, 1))
    Plan.objects.create(path=path, kind="activation", starts_on=date(2020, 3, 2), review_on=date(2020, 6, 1),
                        client_agreed_on=date(2020, 3, 2))  # fmt: skip
    assert browser.get(address).context["form"]["plan_accepted_on"].value() is None


def test_the_page_offers_it_while_it_can_be_done_and_leads_to_a_new_agreement(client, world, on_day):
    made = agree(world, planned(world))
    number, browser = made.episode.path.client_id, sign_in(client, world.aino)
    address = reverse("client_agreement_taking_back", args=[number, made.pk])
    page = browser.get(reverse("client_agreement_page", args=[number, made.pk])).content.decode()
    assert f'<a href="{address}">Peru sopimus</a>' in page
    assert reverse("client_episode_drop", args=[number, made.episode_id]) in page, "not begun: it is dropped, not ended"
    said = browser.post(address, {"reason": "Väärä päivä"}, follow=True).content.decode()
    assert "Sopimus on peruttu." in said
    assert reverse("client_agreement", args=[number, made.episode_id]) in said
    again = agree(world, planned(world, 2))
    commands.confirm_agreement(again, on=DAY, at=moment(DAY), by=world.counsellor)
    page = browser.get(reverse("client_agreement_page", args=[again.episode.path.client_id, again.pk])).content.decode()
    assert "Peru sopimus" not in page


@pytest.mark.parametrize("number", ["²", "9" * 30, "-1"])
def test_a_service_or_place_that_no_row_has_is_no_fault(browser, path, world, number):
    address = reverse("client_episode", args=[path.client_id])
    assert browser.get(address, {"service": number}).status_code == 200
    assert browser.post(address, typed(world, path, place=number)).status_code == 200
    assert not Agreement.objects.exists()


def test_a_continuation_over_the_law_s_length_at_a_time_is_made_and_told_of(browser, path, world):
    made = agree(world, path, ends_on=date(2022, 3, 29), days_a_week=1)
    page = browser.get(reverse("client_agreement_page", args=[path.client_id, made.pk])).content.decode()
    assert "Niistä yhtäjaksoisesti 24. Jakso kestää enintään 24 kuukautta kerrallaan (189/2001 13 §)." in page
    address = reverse("client_agreement", args=[path.client_id, made.episode_id])
    given = typed(world, path, starts_on="30.3.2022", ends_on="31.7.2022")
    said = browser.post(address, given, follow=True).content.decode()
    assert "28 kuukautta yhtäjaksoisesti: jakso kestää enintään 24 kuukautta kerrallaan (189/2001 13 §)." in said
    assert Agreement.objects.count() == 2


def test_the_services_to_choose_from_are_named_in_the_reader_s_language(browser, path, world):
    browser.post(reverse("set_language"), {"language": "sv"})
    page = browser.get(reverse("client_episode", args=[path.client_id])).content.decode()
    assert ">Arbetsverksamhet i rehabiliteringssyfte</a>" in page
    assert ">Kuntouttava työtoiminta</a>" not in page


@pytest.mark.parametrize(("language", "hours", "shown"), [("fi", "5,5", "5,5"), ("sv", "5.5", "5,5"), ("en", "5,5", "5.5")])
def test_hours_are_written_with_a_comma_or_a_point_and_read_as_the_language_writes_them(
    browser, path, world, language, hours, shown
):
    browser.post(reverse("set_language"), {"language": language})
    sent(browser, path, **typed(world, path, hours_a_day=hours))
    made = Agreement.objects.get()
    assert made.hours_a_day == Decimal("5.5")
    address = reverse("client_agreement", args=[path.client_id, made.episode_id])
    assert f'name="hours_a_day" value="{shown}"' in browser.get(address).content.decode()
    said = browser.post(address, typed(world, path, hours_a_day="2.5", starts_on="6.7.2020", ends_on="31.12.2020"))
    assert f"{shown.replace('5', '2', 1)} " in str(said.context["form"].non_field_errors())


def test_a_dropped_agreement_s_page_offers_nothing_that_would_be_refused(browser, path, world):
    made = agree(world, path)
    commands.drop_episode(made.episode, reason="Sairaus", on=DAY, by=world.aino)
    page = browser.get(reverse("client_agreement_page", args=[path.client_id, made.pk])).content.decode()
    for route, number in (
        ("client_agreement_interim", made.pk), ("client_agreement_rating", made.pk), ("client_skill", made.episode_id),
        ("client_travel", made.episode_id), ("client_agreement", made.episode_id), ("client_agreement_taking_back", made.pk),
    ):  # fmt: skip
        assert reverse(route, args=[path.client_id, number]) not in page, route
