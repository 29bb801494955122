"""The final assessment's form tells how the period went: attendance by reason, goals and the newest measurements."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nivel.paths import commands
from nivel.paths.models import Assessment, AttendanceDay, Goal, Plan
from nivel.paths.period_summary import period_summary
from tests.paths.agreeing import STARTS, agree, planned
from tests.web.signing_in import sign_in

pytestmark = pytest.mark.django_db

HELD = date(2020, 4, 24)  # the fourth Friday; Easter takes the Monday of the third week


@pytest.fixture
def period(world):
    path = planned(world)
    Goal.objects.create(plan=Plan.objects.get(path=path), text="Työ keittiössä", direction="work")
    made = agree(world, path, weekdays=(1, 4), goal="Arjen rytmi")
    days = [
        (date(2020, 3, 30), "4.5", ""),
        (date(2020, 4, 2), "4", ""),
        (date(2020, 4, 6), 0, "ill"),
        (date(2020, 4, 9), 0, "ill"),
    ]
    days += [(date(2020, 4, 16), "2", "cut_short"), (date(2020, 4, 20), 0, "unexcused")]
    AttendanceDay.objects.bulk_create(
        AttendanceDay(episode=made.episode, on=on, hours=Decimal(hours), absence=absence, told_on=on)
        for on, hours, absence in days
    )
    commands.rate_goals(made, {"everyday": 3}, on=STARTS, by=world.aino)
    return made.episode


def test_the_summary_counts_days_attended_agreed_absent_and_untold(period):
    told = period_summary(period, HELD, "fi")
    # Mondays and Thursdays from 30.3. to 24.4. but Easter Monday: seven; of Thursday 23.4. nobody has told.
    assert (told.attended, told.agreed, told.hours, told.untold) == (2, 7, Decimal("10.5"), 1)
    assert dict(told.absences) == {"sairaana": 2, "poissa ilmoittamatta": 1, "päivä jäi kesken": 1}
    assert (told.goal, [str(goal) for goal in told.plan_goals]) == ("Arjen rytmi", ["Työ keittiössä"])
    assert [(row.category, row.before) for row in told.ratings] == [("everyday", 3)]
    early = period_summary(period, date(2020, 4, 3), "fi")
    assert (early.attended, early.agreed, early.absences) == (2, 2, ())


def test_the_form_shows_it_and_its_queries_are_constant(client, world, period, monkeypatch):
    monkeypatch.setenv("NIVEL_TODAY", HELD.isoformat())
    final = Assessment.objects.get(episode=period)
    browser = sign_in(client, world.aino)
    address = reverse("client_assessment_result", args=[period.path.client_id, final.pk])
    page = browser.get(address).content.decode()
    assert "<strong>2</strong> / 7" in page
    for words in ("Poissa ilmoittamatta", "2 päivää", "Arjen rytmi", "Työ keittiössä", "30.3.2020: 3"):
        assert words in page

    def queries():
        with CaptureQueriesContext(
            connection,
        ) as counted:
            browser.get(address)
        return len(counted)

    before = queries()
    AttendanceDay.objects.create(episode=period, on=date(2020, 4, 23), hours=4, told_on=HELD)
    commands.rate_goals(period.agreements.get(), {"capacity": 4, "inclusion": 5}, on=HELD, by=world.aino)
    Goal.objects.create(plan=Plan.objects.get(path=period.path), text="Velat", direction="support")
    assert queries() == before
