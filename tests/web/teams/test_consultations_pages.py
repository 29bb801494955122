"""Konsultaatiot on the screen: Aino asks, the nurse of another unit answers on her own list, and nothing else opens to her."""

import pytest
from django.test import Client as Browser
from django.urls import reverse

from nivel.clients.commands import name_responsible
from nivel.meetings.models import ConsultationRequest
from nivel.paths.commands import open_path
from tests.web.signing_in import sign_in
from tests.world import DAY, make_user, person

pytestmark = pytest.mark.django_db


def test_a_consultation_is_asked_for_on_the_clients_page_and_answered_from_the_nurses_list(as_aino, world):
    lea = person(3, "Lea Lehto")
    name_responsible(lea, world.aino, on=DAY, by=None)
    open_path(lea, ground="contact", on=DAY, by=world.aino)
    riitta = make_user("Riitta", "Koski", "nurse", world.social_office)
    assert reverse("client_consultations", args=[lea.pk]) in as_aino.get(lea.get_absolute_url()).content.decode()
    told = {"asked": riitta.pk, "data_class": "work_ability", "question": "Kestääkö selkä?", "due_on": "2020-03-26"}
    page = as_aino.post(reverse("client_consultation_new", args=[lea.pk]), told, follow=True).content.decode()
    assert "vastattava 26.3. mennessä" in page
    request = ConsultationRequest.objects.get()
    nurse = sign_in(Browser(), riitta)
    assert reverse("client_consultation", args=[lea.pk, request.pk]) in nurse.get(reverse("teams")).content.decode()
    answer = {"answer": "Kestää kevyen työn"}
    page = nurse.post(reverse("client_consultation_answer", args=[lea.pk, request.pk]), answer, follow=True).content.decode()
    assert "vastattu 12.3.2020" in page
    assert nurse.get(lea.get_absolute_url()).status_code == 404
    assert "Kestää kevyen työn" in as_aino.get(reverse("client_consultation", args=[lea.pk, request.pk])).content.decode()


def test_health_is_not_asked_about_without_a_permission_and_the_form_says_so(as_aino, world):
    lea = person(3, "Lea Lehto")
    name_responsible(lea, world.aino, on=DAY, by=None)
    riitta = make_user("Riitta", "Koski", "nurse", world.social_office)
    told = {"asked": riitta.pk, "data_class": "health", "question": "Kestääkö selkä?", "due_on": "2020-03-26"}
    page = as_aino.post(reverse("client_consultation_new", args=[lea.pk]), told, follow=True).content.decode()
    assert "Pyydä ensin asiakkaan suostumus" in page
    assert not ConsultationRequest.objects.exists()
