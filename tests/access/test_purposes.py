"""Every kind of record has its purpose and legal basis, and everybody who works here may read them."""

import pytest
from django.apps import apps
from django.db import models
from django.urls import reverse

from nivel import programmes
from nivel.access.models import User
from nivel.access.purposes import purpose_of, purposes
from nivel.clients.models import Client
from tests.web.signing_in import sign_in

# The acts of the plan, chapter 7; 1303/2014 of the plan is the Social Welfare Act 1301/2014.
ACTS = {
    "189/2001", "916/2012", "1301/2014", "1369/2014", "1326/2010", "812/2000", "1285/2016", "410/2015", "1290/2002", "1542/1993",
    "1050/2018", "(EU) 2016/679",
}  # fmt: skip
# Who wrote, booked or sent a row: the actor of a command is under the purpose of users' rights and logs.
ACTORS = {"made_by", "told_by", "opened_by", "booked_by", "by"}


def own_models():
    made = [model for model in apps.get_models() if model.__module__.startswith("nivel.")]
    return [model for model in made if not any(field.name == "pgh_id" for field in model._meta.fields)]


def tells_of_a_client(model, seen=()):
    """A client stands behind the row, directly or through another table."""
    if model is Client:
        return True
    links = [field.related_model for field in model._meta.local_fields if isinstance(field, models.ForeignKey)]
    return any(tells_of_a_client(link, (*seen, model)) for link in links if link not in (*seen, model, User))


def names_somebody(model):
    links = {field.name for field in model._meta.local_fields if field.related_model is User}
    return model is User or bool(links - ACTORS)


@pytest.mark.requirement("JOU-91")
def test_every_table_in_which_a_person_is_found_has_a_purpose_with_its_legal_basis():
    about = {model._meta.label for model in own_models() if tells_of_a_client(model) or names_somebody(model)}
    assert len(about) > 30
    told_by_municipality = {"outcomes.IndicatorValue", "money.CostLine"}
    assert {label for label in about - told_by_municipality if purpose_of(label) is None} == set()
    assert [purpose.code for purpose in purposes() if not (purpose.basis and purpose.acts and purpose.records)] == []


@pytest.mark.requirement("JOU-91")
def test_the_acts_of_the_plan_are_named_and_each_is_the_ground_of_something():
    named = {statute.act for statute in programmes.programme("joutsa-2020").legal_basis}
    assert named == ACTS
    assert {act for purpose in purposes() for act in purpose.acts} == ACTS


def test_a_record_has_one_purpose_and_is_a_table_that_exists():
    labels = [label for purpose in purposes() for label in purpose.records]
    assert len(labels) == len(set(labels))
    assert [label for label in labels if apps.get_model(label) is None] == []


@pytest.mark.django_db
@pytest.mark.requirement("JOU-91")
@pytest.mark.parametrize(
    ("language", "act"), [("fi", "Laki kuntouttavasta työtoiminnasta 189/2001"), ("sv", "Dataskyddslagen 1050/2018")]
)
def test_the_legal_bases_are_read_on_the_screen_in_both_languages(client, world, monkeypatch, language, act):
    monkeypatch.setenv("NIVEL_TODAY", "2020-03-12")
    world.aino.language = language
    world.aino.save()
    page = sign_in(client, world.aino).get(reverse("purposes")).content.decode()
    assert act in page
    assert "Vastuutyöntekijä" in page or "Ansvarig arbetstagare" in page
    assert "6(1)(c)" in page
