"""Mistakes are mended and leavers hold nobody up: signatures, ratings, assessments and meetings taken back while it is time."""

from datetime import timedelta

import pytest

from nivel.access.models import RoleAssignment
from nivel.paths.assessment_refusals import (
    AssessmentIsInUse,
    AssessmentIsUnderWay,
    NobodyWasThere,
    SectionIsNotSigned,
)
from nivel.paths.commands import hold_assessment, open_path, start_assessment
from nivel.paths.commands.assessments import remove_assessment
from nivel.paths.commands.sections import (
    name_successor,
    rate,
    sign_section,
    take_back_rating,
    take_back_signature,
    write_section,
)
from nivel.paths.commands.team import call_off_team, call_team, propose_plan
from nivel.paths.models import Assessment, Rating, TeamMeeting
from nivel.paths.refusals import (
    AssessmentIsHeld,
    NotOfTheProfession,
    OnlyItsAuthor,
    ProposalOutOfTurn,
    ReasonIsMissing,
    SectionsUnsigned,
)
from nivel.paths.sections import closed_text, distance_travelled
from tests.world import DAY, make_user, person

pytestmark = pytest.mark.django_db
NEXT = DAY + timedelta(days=1)
LATER = DAY + timedelta(days=20)
SECRET = "Merkki-sinetti"


@pytest.fixture
def psychologist(world):
    return make_user("Pia", "Psykologi", "psychologist", world.workshop)


@pytest.fixture
def path(world):
    return open_path(person(24, "Virhe Korjattava"), ground="contact", on=DAY, by=world.aino)


@pytest.fixture
def assessment(world, path):
    return start_assessment(path, kind="service_needs", due_on=LATER, on=DAY, by=world.aino)


def write(assessment, code, text, by, **more):
    return write_section(assessment, code, text=text, on=DAY, by=by, **more)


def leave(worker, day=DAY):
    RoleAssignment.objects.filter(user=worker).update(ends_on=day)


# --- A part --------------------------------------------------------------------------------------------------------------


def test_the_author_takes_the_signature_back_corrects_and_signs_anew_while_the_assessment_is_under_way(world, assessment):
    section = write(assessment, "skill", "Osaa hitsta", world.aino)
    told = {"reason": "Kirjoitusvirhe", "on": DAY}
    with pytest.raises(SectionIsNotSigned):
        take_back_signature(section, **told, by=world.aino)
    sign_section(section, on=DAY, by=world.aino)
    with pytest.raises(OnlyItsAuthor):
        take_back_signature(section, **told, by=world.bertil)
    with pytest.raises(ReasonIsMissing):
        take_back_signature(section, reason=" ", on=DAY, by=world.aino)
    take_back_signature(section, **told, by=world.aino)
    with pytest.raises(SectionsUnsigned):
        hold_assessment(assessment, summary="Y", next_step="", on=DAY, by=world.aino)
    section = write(assessment, "skill", "Osaa hitsata", world.aino, seen=1)
    sign_section(section, on=NEXT, by=world.aino)
    hold_assessment(assessment, summary="Y", next_step="", on=NEXT, by=world.aino)
    with pytest.raises(AssessmentIsHeld):
        take_back_signature(section, **told, by=world.aino)


def test_who_is_no_longer_of_the_profession_does_not_sign_its_part(assessment, psychologist):
    section = write(assessment, "psychologist", SECRET, psychologist, summary="Yhteenveto")
    leave(psychologist)
    with pytest.raises(NotOfTheProfession):
        sign_section(section, on=NEXT, by=psychologist)


@pytest.mark.parametrize("how", ["role", "account"])
def test_a_part_that_a_leaver_left_unsigned_holds_nobody_up_and_stays_a_draft(world, assessment, psychologist, how):
    section = write(assessment, "psychologist", SECRET, psychologist, summary="Yhteenveto")
    with pytest.raises(SectionsUnsigned, match="Pia"):
        hold_assessment(assessment, summary="Y", next_step="", on=DAY, by=world.aino)
    if how == "role":
        leave(psychologist)
    else:
        psychologist.is_active = False
        psychologist.save()
    assert hold_assessment(assessment, summary="Y", next_step="", on=NEXT, by=world.aino).held_on == NEXT
    section.refresh_from_db()
    assert section.signed_on is None


def test_a_sealed_part_is_open_to_its_author_and_the_successor_only_while_they_are_of_the_profession(
    world, assessment, psychologist
):
    other = make_user("Olli", "Psykologi", "psychologist", world.workshop)
    section = write(assessment, "psychologist", SECRET, psychologist, summary="Yhteenveto")
    name_successor(section, other, reason="Vaihdan työtä", on=DAY, by=psychologist)
    RoleAssignment.objects.filter(role="psychologist").update(ends_on=DAY)
    RoleAssignment.objects.create(user=psychologist, unit=world.workshop, role="coach", starts_on=NEXT)
    for reader in (psychologist, other):
        assert closed_text(section, reader, sees_health=False, on=DAY) == SECRET
        assert closed_text(section, reader, sees_health=False, on=NEXT) is None


# --- Ratings -------------------------------------------------------------------------------------------------------------


def ratings(path, on=LATER + timedelta(days=30)):
    return [(row.first, row.last, row.change) for row in distance_travelled(path, on, "fi")]


def test_a_rating_corrected_afterwards_stays_the_first_of_the_way_gone(world, path, assessment):
    after = start_assessment(path, kind="interim", due_on=LATER, on=DAY, by=world.aino)
    rate(assessment, "life_management", rater="client", value=3, on=DAY, by=world.aino)
    rate(after, "life_management", rater="client", value=7, on=LATER, by=world.aino)
    rate(assessment, "life_management", rater="client", value=2, on=LATER + timedelta(days=5), by=world.bertil)
    assert ratings(path) == [(2, 7, 5)]
    assert Rating.objects.get(assessment=assessment).made_by == world.bertil


def test_a_rating_said_by_mistake_is_taken_back_until_the_assessment_is_held(world, path, assessment):
    rate(assessment, "life_management", rater="client", value=3, on=DAY, by=world.aino)
    take_back_rating(assessment, "life_management", rater="client", on=DAY, by=world.aino)
    assert ratings(path) == []
    hold_assessment(assessment, summary="Y", next_step="", on=DAY, by=world.aino)
    with pytest.raises(AssessmentIsHeld):
        take_back_rating(assessment, "life_management", rater="client", on=DAY, by=world.aino)


# --- An assessment and a meeting -----------------------------------------------------------------------------------------


def test_of_a_kind_one_assessment_is_under_way_at_a_time_unless_it_is_of_another_matter(world, path, assessment):
    told = {"kind": "service_needs", "due_on": LATER, "on": DAY, "by": world.aino}
    with pytest.raises(AssessmentIsUnderWay, match=r"12\.3\.2020"):
        start_assessment(path, **told)
    start_assessment(path, **told, beside=True).delete()
    hold_assessment(assessment, summary="Y", next_step="", on=DAY, by=world.aino)
    start_assessment(path, **told)


def test_an_assessment_begun_by_mistake_is_removed_and_one_in_which_something_is_said_is_not(world, path, assessment):
    rate(assessment, "life_management", rater="client", value=3, on=DAY, by=world.aino)
    with pytest.raises(AssessmentIsInUse):
        remove_assessment(assessment, on=DAY, by=world.aino)
    mapping = start_assessment(path, kind="mapping", due_on=LATER, on=DAY, by=world.aino)
    remove_assessment(mapping, on=DAY, by=world.aino)
    assert not Assessment.objects.filter(kind="mapping").exists()


def test_a_meeting_called_by_mistake_is_called_off_and_one_held_is_not(world, path):
    told = {"meets_on": DAY, "agenda": "Ehdotus", "seats": [(world.aino, "valmentaja")], "on": DAY, "by": world.aino}
    call_off_team(call_team(path, **told), on=DAY, by=world.aino)
    assert not TeamMeeting.objects.exists()
    meeting = call_team(path, **told)
    proposed = {"proposal": "Kokeilu", "plan_kind": "progress", "on": DAY, "by": world.aino}
    with pytest.raises(NobodyWasThere):
        propose_plan(meeting, **proposed, present=[world.bertil])
    propose_plan(meeting, **proposed, present=[world.aino])
    with pytest.raises(ProposalOutOfTurn):
        call_off_team(meeting, on=DAY, by=world.aino)


def test_two_ratings_of_one_day_in_two_assessments_tell_a_way_gone_too(world, path, assessment):
    after = start_assessment(path, kind="interim", due_on=LATER, on=DAY, by=world.aino)
    for row, value in ((assessment, 3), (after, 7)):
        rate(row, "life_management", rater="client", value=value, on=DAY, by=world.aino)
    (gone,) = distance_travelled(path, DAY, "fi")
    assert (gone.first, gone.last, gone.again) == (3, 7, True)
