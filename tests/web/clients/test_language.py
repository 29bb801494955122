"""The language somebody uses with us, and the interpreter's: changed on the screen, told by name wherever the person is met."""

import pytest
from django.urls import reverse

from tests.web import lives
from tests.web.signing_in import sign_in

pytestmark = pytest.mark.django_db


def test_a_client_comes_to_speak_somali_through_an_interpreter(client, world, on_day):
    browser, person = sign_in(client, world.aino), lives.helmi(world)
    sent = {"language": "so", "interpreter": "so"}
    page = browser.post(reverse("client_language", args=[person.pk]), sent, follow=True).content.decode()
    person.refresh_from_db()
    assert (person.language, person.interpreter) == ("so", "so")
    assert page.count("somali") >= 3, "in the top of the page and beside the contact details"
    refused = browser.post(reverse("client_language", args=[person.pk]), {"language": "xx"})
    assert refused.status_code == 200
    person.refresh_from_db()
    assert person.language == "so"


def test_a_language_that_is_not_known_here_is_told_as_it_is(client, world, on_day):
    person = lives.helmi(world)
    person.language = "qaa"
    person.save()
    browser = sign_in(client, world.aino)
    assert "qaa" in browser.get(reverse("client", args=[person.pk])).content.decode()
