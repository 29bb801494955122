"""Making the demo (esittely): Joutsa from January to June 2020, through the same commands as real work."""

import random
from collections.abc import Callable

from django.db import transaction
from django.utils import translation

from nivel.access.installation import is_marked_as_demo, mark_as_demo
from nivel.demo import TODAY
from nivel.demo.agreements_life import tell_claims, tell_guides
from nivel.demo.clarifications_life import tell_clarifications
from nivel.demo.diary import Diary
from nivel.demo.employers_life import tell_employers
from nivel.demo.intake_life import tell_referrals
from nivel.demo.joint_life import tell_joint_service
from nivel.demo.leavers_life import tell_leaver
from nivel.demo.lives import Lives
from nivel.demo.months import tell_months
from nivel.demo.municipality import found_municipality
from nivel.demo.notices_life import tell_notices
from nivel.demo.processes_life import tell_processes
from nivel.demo.services_life import tell_services
from nivel.demo.steering_life import tell_steering
from nivel.demo.teams_life import tell_teams
from nivel.demo.working_group import tell_working_group
from nivel.demo.youth_life import tell_youth


def make_demo(say: Callable[[str], None]) -> None:
    """Fill an empty database with the demo municipality, all or nothing. Raises InRealUse on any other database."""
    if is_marked_as_demo():
        return
    with transaction.atomic(), translation.override("fi"):
        mark_as_demo(municipality_code="172", municipality_name="Joutsa", by=None)
        say("Joutsa: staff, units, services and places …")
        town = found_municipality()
        diary = Diary(until=TODAY)
        lives = Lives(town, diary, random.Random(2020))  # noqa: S311  (the same story at every making)
        tell_working_group(town, diary)
        tell_joint_service(town)
        tell_services(town, diary)
        tell_notices(town, diary)
        tell_claims(town, diary)
        tell_guides(town, diary)
        tell_teams(town, diary)
        tell_clarifications(town, diary)
        tell_processes(town, diary)
        tell_youth(town, diary)
        tell_referrals(lives, diary)
        tell_leaver(town, diary)
        tell_employers(town, diary)
        tell_steering(town, diary)
        tell_months(lives, diary)
        say("January to June 2020: lists, reviews, meetings, paths …")
        diary.live()
