"""The Kuopio pilot: six municipalities together, each client's home municipality told apart in what is reported."""

from datetime import date

import pytest

from nivel.outcomes.exits import ELSEWHERE, WHOLE, exits_of
from nivel.paths.models import Closure, Path
from nivel.programmes import programme
from tests.world import person

pytestmark = pytest.mark.django_db

SIX = {"297": "Kuopio", "476": "Maaninka", "686": "Rautalampi", "749": "Siilinjärvi", "778": "Suonenjoki", "857": "Tuusniemi"}


@pytest.mark.requirement("REL-22")
def test_the_pilots_six_municipalities_are_configured_and_its_exits_are_split_by_them(world, settings):
    settings.PROGRAMME = "kuopio-pilotti-2012"
    pilot = programme("kuopio-pilotti-2012")
    assert set(pilot.area) == set(SIX.values())
    assert {region.municipalities: region.title.fi for region in pilot.regions} == {(n,): name for n, name in SIX.items()}
    for number, home in enumerate([*SIX, "297", "091"], start=1):
        client = person(number)
        client.home_municipality = home
        client.save()
        path = Path.objects.create(client=client, opened_on=date(2014, 1, 7), ground="contact", closed_on=date(2014, 5, 5))
        told = {"reason": "x", "continuation_plan": "x", "closed_by": world.aino}
        Closure.objects.create(path=path, closed_on=date(2014, 5, 5), outcome="education", **told)
    found = {
        table.region: (table.title, table.total.people)
        for table in exits_of(2014, date(2014, 12, 31), "fi", covered=False).tables
    }
    assert found.pop(WHOLE)[1] == 8
    assert found.pop(ELSEWHERE)[1] == 1
    assert sorted(found.values()) == sorted((name, 2 if name == "Kuopio" else 1) for name in SIX.values())
