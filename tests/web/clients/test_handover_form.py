"""The handover form: a refused transfer leads to the permission and back, each class has its text, an ended model is not offered."""

from datetime import time, timedelta

import pytest
from django.urls import reverse

from nivel.clients.models import Permission
from nivel.meetings.models import Appointment
from nivel.paths.commands import Meeting, NewPeriod, accept_handover, propose_handover
from nivel.paths.models import Handover
from tests.web.lives import met, planned
from tests.web.signing_in import sign_in
from tests.world import DAY

pytestmark = pytest.mark.django_db
TYPED = {"reason": "Muutto Jyväskylään", "told_plan": "Aamut sujuvat", "told_health": "Selkä on kipeä", "handing_over": "1"}


@pytest.fixture
def someone(world):
    return planned(world, met(world, 1, "Helmi Mäkinen")).client


def address(route, someone):
    return reverse(route, args=[someone.pk])


def test_a_refused_class_leads_to_its_permission_and_back_with_all_that_was_typed(as_aino, world, someone):
    typed = TYPED | {"receiver": world.bertil.pk}
    refused = as_aino.post(address("client_handover", someone), typed)
    wanted = f"health:{world.municipality.pk}:{world.municipality.pk}"
    page = refused.content.decode()
    assert f'value="{wanted}"' in page
    assert f'formaction="{address("client_permission", someone)}"' in page
    asked = as_aino.post(address("client_permission", someone), typed | {"wanted": wanted})
    form = asked.context["form"]
    assert [str(form[name].value()) for name in ("data_class", "sender", "receiver")] == wanted.split(":")
    assert not form.is_bound
    carried = dict(asked.context["carried"]) | {"anew": "1"}
    assert carried["told_health"] == "Selkä on kipeä"
    given = {"permission-data_class": "health", "permission-sender": world.municipality.pk, "permission-form": "written"}
    given |= {"permission-receiver": world.municipality.pk, "permission-purpose": "Siirto", "permission-ends_on": "31.12.2020"}
    wrong = as_aino.post(address("client_permission", someone), carried | given | {"permission-purpose": ""})
    assert dict(wrong.context["carried"])["told_health"] == "Selkä on kipeä"
    back = as_aino.post(address("client_permission", someone), carried | given, follow=True)
    assert back.redirect_chain == [(address("client_handover", someone), 307)]
    assert Permission.objects.get(client=someone).data_class == "health"
    assert not Handover.objects.exists()
    form = back.context["form"]
    assert {name: form[name].value() for name in TYPED if name in form.fields} == {
        name: text for name, text in TYPED.items() if name in form.fields
    }
    as_aino.post(address("client_handover", someone), typed)
    assert set(Handover.objects.get().texts.values_list("disclosure__data_class", flat=True)) == {"plan", "health"}


def test_who_reads_the_open_handover_sees_by_class(client, as_aino, world, someone):
    as_aino.post(address("client_handover", someone), {"receiver": world.bertil.pk, "reason": "r", "told_plan": "Aamut sujuvat"})
    page = sign_in(client, world.bertil).get(address("client_handover", someone)).content.decode()
    assert "Aamut sujuvat" in page
    assert "Suunnitelmat ja sopimukset" in page


def test_a_planned_meeting_is_ahead_and_goes_to_both_calendars(as_aino, world, someone):
    sent = {"receiver": world.bertil.pk, "reason": "r", "meeting_on": DAY - timedelta(days=1)}
    page = as_aino.post(address("client_handover", someone), sent).content.decode()
    assert "pidetty" in page
    assert not Handover.objects.exists()
    sent |= {"meeting_on": DAY + timedelta(days=1), "meeting_clock": "9.30", "meeting_place": "Varikko"}
    as_aino.post(address("client_handover", someone), sent)
    assert set(Appointment.objects.values_list("worker", flat=True)) == {world.aino.pk, world.bertil.pk}
    assert "9.30, Varikko" in as_aino.get(address("client_handover", someone)).content.decode()


def test_only_models_that_run_are_offered(as_aino, someone):
    form = as_aino.get(address("client_handover", someone)).context["form"]
    offered = dict(form.fields["to_programme"].choices) if "to_programme" in form.fields else {}
    assert "valke-2008" not in offered


def test_a_new_period_is_planned_on_the_form(as_aino, world, someone):
    sent = {"receiver": world.bertil.pk, "reason": "r", "new_service": world.tryout.pk}
    assert "new_starts_on" in as_aino.post(address("client_handover", someone), sent).context["form"].errors
    as_aino.post(address("client_handover", someone), sent | {"new_starts_on": DAY + timedelta(days=9)})
    coming = Handover.objects.get().to_episode
    assert (coming.service, coming.starts_on) == (world.tryout, DAY + timedelta(days=9))
    page = as_aino.get(reverse("client_agreements", args=[someone.pk])).content.decode()
    assert reverse("client_agreement", args=[someone.pk, coming.pk]) in page


def test_another_kind_of_receiver_is_chosen_without_losing_what_was_typed(as_aino, someone):
    typed = {"reason": "Muutto", "told_plan": "Aamut sujuvat"}
    form = as_aino.post(address("client_handover", someone), typed | {"anew": "outside"}).context["form"]
    assert ("organisation" in form.fields, form["reason"].value(), form["told_plan"].value()) == (True, "Muutto", "Aamut sujuvat")
    back = as_aino.post(address("client_handover", someone), typed | {"outside": "1", "anew": "inside"}).context["form"]
    assert ("receiver" in back.fields, back["reason"].value()) == (True, "Muutto")
    assert not Handover.objects.exists()
    kept = as_aino.post(address("client_handover", someone), typed | {"outside": "1", "anew": "1"}).context["form"]
    assert "organisation" in kept.fields


def test_the_receiver_is_told_that_a_meeting_before_the_joint_one_cancels_it(client, as_aino, world, someone):
    meeting = {"meeting_on": "18.3.2020", "meeting_clock": "10.00"}
    as_aino.post(address("client_handover", someone), {"receiver": world.bertil.pk, "reason": "r"} | meeting)
    row = Handover.objects.get()
    accept_handover(row, on=DAY, by=world.bertil)
    page = sign_in(client, world.bertil).get(reverse("client_handover_meeting", args=[someone.pk, row.pk])).content.decode()
    assert "Yhteinen tapaaminen on sovittu päivälle 18.3.2020" in page


def test_each_receiver_is_told_with_profession_and_unit(as_aino, world, someone):
    page = as_aino.get(address("client_handover", someone)).content.decode()
    assert "Bertil Öhman, yksilövalmentaja, TyöVarikko</option>" in page
    assert "Outi Ohjaaja, sosiaaliohjaaja, Sosiaalitoimisto</option>" in page


def test_the_receivers_coming_period_stands_on_the_page_of_the_handover(as_aino, world, someone):
    path, begins = someone.paths.get(), DAY + timedelta(days=14)
    period = NewPeriod(world.tryout, begins, begins + timedelta(days=90), world.library)
    propose_handover(path, receiver=world.bertil, reason="r", new_period=period, on=DAY, by=world.aino)
    page = as_aino.get(address("client_handover", someone)).content.decode()
    assert "Tuleva jakso" in page
    assert 'Työkokeilu, Kirjasto <span class="quiet">26.3.2020–24.6.2020</span>' in page


def test_a_joint_meeting_cancelled_in_the_calendar_is_agreed_anew_on_the_page_of_the_handover(as_aino, world, someone):
    path, meets = someone.paths.get(), DAY + timedelta(days=5)
    made = propose_handover(path, receiver=world.bertil, reason="r", meeting=Meeting(meets, time(10)), on=DAY, by=world.aino)
    at = reverse("client_handover_time", args=[someone.pk, made.pk])
    assert at not in as_aino.get(address("client_handover", someone)).content.decode()
    mine = Appointment.objects.get(worker=world.aino)
    said = as_aino.post(reverse("meetings_outcome", args=[mine.pk]), {"outcome": "cancelled"}, follow=True).content.decode()
    assert "Yhteinen tapaaminen muuttui myös toisen työntekijän kalenterissa" in said
    assert at in as_aino.get(address("client_handover", someone)).content.decode()
    as_aino.post(at, {"meeting_on": "19.3.2020", "meeting_clock": "9.00", "meeting_place": "Varikko"})
    assert Appointment.objects.filter(outcome="", place="Varikko").count() == 2
