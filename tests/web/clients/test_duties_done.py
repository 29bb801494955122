"""A duty of law that the recorded facts say is done is no duty any more: the line of days and the panel tell the same."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from nivel.clients.models import EmploymentStatus, RegisterEntry
from nivel.paths import commands
from nivel.paths.models import Path
from tests.money.lists import paid
from tests.paths.test_joint_service import Joint
from tests.web import lives
from tests.world import DAY

pytestmark = pytest.mark.django_db
FACT = DAY + timedelta(days=7)
BEFORE = FACT - timedelta(days=1)
MAKE_PLAN, ASSESS_NEED = "aktivointisuunnitelma on tehtävä", "yhteispalvelun tarve on arvioitava"


@pytest.fixture
def helmi(world):
    """Both grounds hold on DAY: 505 days of labour market subsidy and an employment plan in force."""
    client = lives.helmi(world)
    paid(client, 3, date(2020, 2, 4), counted=485, percent=50)
    paid(client, 4, date(2020, 3, 4), counted=505, percent=50)
    EmploymentStatus.objects.create(
        client=client, status="unemployed", code="02", starts_on=date(2019, 1, 7), source="te-register"
    )
    return client


@pytest.fixture
def read(as_aino, monkeypatch):
    """The line of days, the picture with its table, and the panel of the law, as the page of the day has them."""

    def page(client, on):
        monkeypatch.setenv("NIVEL_TODAY", on.isoformat())
        text = " ".join(as_aino.get(reverse("client", args=[client.pk])).content.decode().split())
        line = text[text.index('class="thresholds"') :]
        panel = text[text.index('class="verdicts"') :]
        picture = text[text.index("<svg") : text.index('class="thresholds"')]
        return line[: line.index("</section>")], panel[: panel.index("</section>")], picture

    return page


def plan_of(world, client, kind, on, **more):
    path = Path.objects.get(client=client)
    return commands.make_plan(
        path, kind=kind, starts_on=on, review_on=on + timedelta(days=60), client_agreed_on=on, on=on, by=world.aino, **more
    )


def test_the_need_is_to_be_assessed_until_the_day_it_is_assessed(world, helmi, read):
    joint = Joint(world)
    joint.client(Path.objects.get(client=helmi), world.aino, on=FACT)
    line, panel, _picture = read(helmi, BEFORE)
    assert ASSESS_NEED in line
    assert "Yhteispalvelun tarve on arvioitava." in panel
    line, panel, picture = read(helmi, FACT)
    assert ASSESS_NEED not in line
    assert ASSESS_NEED not in picture
    assert f"Yhteispalvelun tarve on arvioitu {FACT.day}.{FACT.month}.{FACT.year}." in panel
    assert "arvioitava." not in panel


def test_an_activation_plan_is_to_be_made_until_the_day_a_joint_plan_replaces_it_and_again_when_that_has_ended(
    world, helmi, read
):
    joint = plan_of(world, helmi, "joint", FACT)
    line, panel, _picture = read(helmi, BEFORE)
    assert MAKE_PLAN in line
    assert "Aktivointisuunnitelma on tehtävä; aloittaa TE-toimisto." in panel
    line, panel, picture = read(helmi, FACT)
    assert MAKE_PLAN not in line
    assert MAKE_PLAN not in picture
    assert "Peruste täyttyy; monialainen työllistymissuunnitelma korvaa aktivointisuunnitelman." in panel
    joint.ends_on = FACT + timedelta(days=7)
    joint.save()
    told = {"latest_plan_on": "2019-02-04", "latest_plan_kind": "työllistymissuunnitelma"}
    RegisterEntry.objects.create(client=helmi, register="te-register", facts=told, as_of=date(2020, 3, 2))
    assert MAKE_PLAN not in read(helmi, joint.ends_on)[0]
    assert MAKE_PLAN in read(helmi, joint.ends_on + timedelta(days=1))[0]


def test_an_activation_plan_that_has_been_made_is_not_to_be_made(world, helmi, read):
    told = {"latest_plan_on": "2019-02-04", "latest_plan_kind": "työllistymissuunnitelma"}
    RegisterEntry.objects.create(client=helmi, register="te-register", facts=told, as_of=date(2020, 3, 2))
    plan_of(world, helmi, "activation", FACT)
    line, panel, _picture = read(helmi, BEFORE)
    assert MAKE_PLAN in line
    line, panel, _picture = read(helmi, FACT)
    assert MAKE_PLAN not in line
    assert f"Peruste täyttyy; aktivointisuunnitelma on voimassa {FACT.day}.{FACT.month}.{FACT.year} alkaen." in panel


def test_where_the_condition_is_not_met_the_panel_says_that_rehabilitative_work_needs_a_plan_all_the_same(world, read):
    client = lives.helmi(world)
    paid(client, 3, date(2020, 2, 4), counted=405, percent=50)
    _line, panel, _picture = read(client, BEFORE)
    assert "Aktivointiehto ei täyty, joten suunnitelmaa ei ehdon vuoksi tarvitse tehdä." in panel
    assert "Kuntouttava työtoiminta vaatii silti aktivointisuunnitelman tai monialaisen työllistymissuunnitelman." in panel
    plan_of(world, client, "joint", FACT)
    _line, panel, _picture = read(client, FACT)
    assert f"Aktivointiehto ei täyty. Kuntouttavan työtoiminnan vaatima suunnitelma on voimassa {FACT.day}." in panel
    assert "vaatii silti" not in panel
    assert MAKE_PLAN not in panel, "what has been done is not foretold as a duty to come"
