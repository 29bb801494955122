"""Users: the whole way from a new account to a role with dates and its end, as the administrator walks it."""

import pytest
from django.urls import reverse

from nivel.access.models import RoleAssignment, User
from tests.web.signing_in import sign_in
from tests.world import make_user


@pytest.fixture
def paula(world, client, monkeypatch):
    monkeypatch.setenv("NIVEL_TODAY", "2020-03-12")
    paula = make_user("Paula", "Pääkäyttäjä", "administrator", world.workshop)
    sign_in(client, paula)
    return paula


def test_from_a_new_account_to_the_end_of_its_role(world, client, paula):
    form = {"first_name": "Ulla", "last_name": "Uusi", "username": "ulla.uusi", "language": "fi"}
    answer = client.post(reverse("staff_new"), form)
    ulla = User.objects.get(username="ulla.uusi")
    assert answer.headers["Location"] == reverse("staff_role_new", args=[ulla.pk])
    role = {"role": "coach", "unit": world.workshop.pk, "starts_on": "2020-03-12", "time_share": "60"}
    client.post(reverse("staff_role_new", args=[ulla.pk]), role)
    page = client.get(reverse("staff_user", args=[ulla.pk]))
    assert "/login/first/" in page.text
    assert "60 %" in page.text
    held = RoleAssignment.objects.get(user=ulla)
    client.post(reverse("staff_role_end", args=[ulla.pk, held.pk]), {"ends_on": "2020-06-30"})
    held.refresh_from_db()
    assert str(held.ends_on) == "2020-06-30"
    assert "30.6.2020 asti" in client.get(reverse("staff")).text


def test_what_was_typed_stays_when_it_is_refused(world, client, paula):
    answer = client.post(reverse("staff_new"), {"first_name": "A", "last_name": "B", "username": "aino.laine", "language": "fi"})
    assert "on jo käytössä" in answer.text
    assert 'value="aino.laine"' in answer.text


def test_one_s_own_roles_are_not_changed(world, client, paula):
    role = {"role": "coach", "unit": world.workshop.pk, "starts_on": "2020-03-12"}
    assert "Kukaan ei muuta omia roolejaan" in client.post(reverse("staff_role_new", args=[paula.pk]), role).text


def test_a_role_of_somebody_else_is_not_found_under_another_person(world, client, paula):
    held = RoleAssignment.objects.get(user=world.aino)
    assert client.get(reverse("staff_role_end", args=[world.sari.pk, held.pk])).status_code == 404


def test_closing_and_renewing_ask_why(world, client, paula):
    assert client.post(reverse("staff_closing", args=[world.sari.pk]), {"reason": ""}).context["form"].errors
    client.post(reverse("staff_closing", args=[world.sari.pk]), {"reason": "Siirtyi toisiin tehtäviin"})
    client.post(reverse("staff_login", args=[world.bertil.pk]), {"reason": "Puhelin katosi"})
    world.sari.refresh_from_db()
    world.bertil.refresh_from_db()
    assert (world.sari.is_active, world.bertil.has_usable_password()) == (False, False)


def test_a_unit_is_opened_with_its_organisation(world, client, paula):
    form = {"name": "Nuorten työpaja", "organisation": "Joutsan kunta", "kind": "municipality", "starts_on": "2020-03-12"}
    assert client.post(reverse("staff_units"), form).status_code == 302
    assert "samanniminen" in client.post(reverse("staff_units"), form).text


def test_the_list_takes_as_many_queries_for_many_as_for_few(world, client, paula, django_assert_max_num_queries):
    for number in range(30):
        make_user("Testi", f"Numero{number}", "coach", world.workshop)
    client.get(reverse("staff"))
    with django_assert_max_num_queries(10):
        client.get(reverse("staff"))


def test_the_page_of_rights_shows_the_policy_itself(world, client, paula):
    page = client.get(reverse("staff_rights"))
    assert "Asiakkaan sivun avaaminen" in page.text
    assert "vastuutyöntekijä" in page.text
