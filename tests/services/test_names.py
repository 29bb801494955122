"""A service that bears the law's own name is told in the reader's language; a name of the municipality's own stays as it is."""

import pytest
from django.utils.translation import override

from nivel.paths import commands
from nivel.paths.queries import next_steps
from nivel.services.models import Service
from tests.web import lives
from tests.world import DAY

pytestmark = pytest.mark.django_db


def test_a_name_of_the_law_is_told_in_the_readers_language(world):
    assert world.rehabilitative_work.name == "Kuntouttava työtoiminta"
    with override("sv"):
        assert str(world.rehabilitative_work) == "Arbetsverksamhet i rehabiliteringssyfte"
    with override("fi"):
        assert str(world.rehabilitative_work) == "Kuntouttava työtoiminta"


def test_a_name_of_the_municipalitys_own_stays(world):
    with override("sv"):
        assert Service.said("Ryhmä: voimavarat") == "Ryhmä: voimavarat"


def test_what_comes_next_is_told_with_the_service_in_the_readers_language(world):
    path = lives.planned(world, lives.met(world, 1, "Eino Salo"))
    path.tasks.update(dropped_on=DAY)
    commands.plan_episode(path, service=world.rehabilitative_work, starts_on=DAY.replace(day=20), on=DAY, by=world.aino)
    with override("sv"):
        assert next_steps([path.client_id], DAY)[path.client_id].text == "Arbetsverksamhet i rehabiliteringssyfte"
