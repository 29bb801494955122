"""The people whom a reader reaches are the same, asked of everybody in turn or gathered relation by relation."""

import pytest

from nivel.access.policy import policy
from nivel.clients.models import Client
from nivel.clients.permissions import those_reached, visible
from tests.web import lives

pytestmark = pytest.mark.django_db

ACTIONS = ("gaps.see", "clients.list", "clients.open", "figures.open")


@pytest.mark.parametrize("action", ACTIONS)
def test_those_reached_are_those_to_whom_the_action_is_allowed(world, action):
    assert action in policy().actions
    lives.everybody(world)
    for user in (world.aino, world.bertil, world.sari, world.lead, world.clerk, world.counsellor):
        actor = world.actor(user)
        asked = set(Client.objects.filter(visible(actor, action)))
        assert set(those_reached(actor, action)) == asked, user


def test_somebody_with_no_right_reaches_nobody(world):
    lives.everybody(world)
    assert not those_reached(world.actor(world.clerk), "gaps.see").exists()
    assert those_reached(world.actor(world.lead), "gaps.see").exists()
