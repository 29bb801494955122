"""Each profession writes and signs its part; what is closed stays closed, and two ratings tell the way gone."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, connections

from nivel.access.models import RoleAssignment
from nivel.paths.commands import hold_assessment, open_path, start_assessment
from nivel.paths.commands.sections import name_successor, rate, sign_section, write_section
from nivel.paths.models import Assessment, ClosedText, Path, Section
from nivel.paths.refusals import (
    NotOfTheProfession,
    NotOnTheScale,
    OnlyItsAuthor,
    ReasonIsMissing,
    SectionHasChanged,
    SectionIsSigned,
    SectionsUnsigned,
    SummaryIsMissing,
    UnknownSection,
)
from nivel.paths.sections import closed_text, distance_travelled, parts_of
from tests.world import DAY, make_user, make_world, person

SECRET = "Merkki-terveys-unettomuus"


@pytest.fixture
def nurse(world):
    return make_user("Tuula", "Terveys", "nurse", world.workshop)


@pytest.fixture
def psychologist(world):
    return make_user("Pia", "Psykologi", "psychologist", world.workshop)


@pytest.fixture
def assessment(world):
    path = open_path(person(21, "Anna Arvioitava"), ground="contact", on=DAY, by=world.aino)
    return start_assessment(path, kind="service_needs", due_on=DAY + timedelta(days=30), on=DAY, by=world.aino)


def write(assessment, code, text, by, **more):
    return write_section(assessment, code, text=text, on=DAY, by=by, **more)


@pytest.mark.django_db
@pytest.mark.requirement("VSS-03")
def test_the_total_survey_has_its_five_parts_each_written_and_signed_with_its_day(world, assessment):
    for code in ("skill", "wishes", "work_ability_brief", "work_life_readiness", "life_management"):
        sign_section(write(assessment, code, f"Teksti {code}", world.aino), on=DAY, by=world.aino)
    found = {part.told.code: part.section for part in parts_of(assessment, "fi") if part.section}
    assert {code: (row.text, row.signed_on, row.signed_by) for code, row in found.items()} == {
        code: (f"Teksti {code}", DAY, world.aino)
        for code in ("skill", "wishes", "work_ability_brief", "work_life_readiness", "life_management")
    }


@pytest.mark.django_db
@pytest.mark.requirement("KEM-13")
def test_in_kemi_an_assessment_is_written_by_its_four_categories_of_need(world, settings):
    settings.PROGRAMME = "kemi-2012"
    path = Path.objects.create(client=person(23, "Kemi Asiakas"), opened_on=DAY, ground="contact")
    needs = start_assessment(path, kind="service_needs", due_on=DAY, on=DAY, by=world.aino)
    for code in ("readiness", "skill", "functional_capacity", "life_management"):
        write(needs, code, f"Teksti {code}", world.aino)
    found = {part.title: part.section.text for part in parts_of(needs, "fi") if part.section}
    assert set(found) == {
        "Yleiset työmarkkinavalmiudet", "Osaaminen ja vahvuudet", "Työ- ja toimintakyky", "Elämänhallinta ja arki",
    }  # fmt: skip


@pytest.mark.django_db
def test_a_part_is_written_only_by_its_profession(world, assessment, nurse):
    with pytest.raises(NotOfTheProfession):
        write(assessment, "health", SECRET, world.aino)
    with pytest.raises(NotOfTheProfession):
        write(assessment, "skill", "Osaa", nurse)
    RoleAssignment.objects.filter(user=nurse).update(ends_on=DAY - timedelta(days=1))
    with pytest.raises(NotOfTheProfession):
        write(assessment, "health", SECRET, nurse)
    with pytest.raises(UnknownSection):
        write(assessment, "horoscope", "x", world.aino)


@pytest.mark.django_db
def test_the_clients_own_view_stands_beside_the_workers(world, assessment, nurse):
    write(assessment, "own_view", "Haluan töihin, en kursseille.", nurse)
    part = next(part for part in parts_of(assessment, "fi") if part.own_view)
    assert part.section.text == "Haluan töihin, en kursseille."


def everything_stored(but=()):
    """Every text of every table, the history's included, as the database holds it."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table not in but:
                cursor.execute(f'SELECT row_to_json(t)::text FROM "{table}" t')
                found += [(table, row[0]) for row in cursor.fetchall()]
    return found


@pytest.mark.django_db
@pytest.mark.parametrize(("code", "who"), [("health", "nurse"), ("psychologist", "psychologist")])
def test_a_closed_part_stands_nowhere_in_plain_text_the_history_included(request, assessment, code, who):
    author = request.getfixturevalue(who)
    section = write(assessment, code, SECRET, author, summary="Voi tehdä osa-aikatyötä.")
    write(assessment, code, SECRET + " lisää", author, summary="Voi tehdä osa-aikatyötä.", seen=section.version)
    assert ClosedText.objects.count() == 1
    assert [table for table, row in everything_stored() if SECRET in row or SECRET.encode().hex() in row] == []


@pytest.mark.django_db
@pytest.mark.requirement("VPA-08")
def test_the_nurses_recommendation_is_the_teams_and_the_details_are_health_cares(world, assessment, nurse, psychologist):
    section = write(assessment, "health", SECRET, nurse, summary="Kevyt työ, vuorotyö ei käy.")
    sign_section(section, on=DAY, by=nurse)
    section.refresh_from_db()
    assert (section.text, section.summary) == ("", "Kevyt työ, vuorotyö ei käy.")
    assert closed_text(section, psychologist, sees_health=True, on=DAY) == SECRET
    assert closed_text(section, world.aino, sees_health=False, on=DAY) is None


@pytest.mark.django_db
def test_a_closed_part_is_not_signed_without_a_summary(assessment, nurse):
    section = write(assessment, "health", SECRET, nurse)
    with pytest.raises(SummaryIsMissing):
        sign_section(section, on=DAY, by=nurse)


@pytest.mark.django_db
def test_a_sealed_part_opens_to_its_author_and_a_named_successor_only(world, assessment, nurse, psychologist):
    other = make_user("Olli", "Psykologi", "psychologist", world.workshop)
    section = write(assessment, "psychologist", SECRET, psychologist, summary="Keskittyminen vaihtelee.")
    for reader in (other, nurse, world.lead):
        assert closed_text(section, reader, sees_health=True, on=DAY) is None
    assert closed_text(section, psychologist, sees_health=True, on=DAY) == SECRET
    with pytest.raises(OnlyItsAuthor):
        name_successor(section, other, reason="Haluan lukea", on=DAY, by=other)
    with pytest.raises(NotOfTheProfession):
        name_successor(section, nurse, reason="Siirtyy", on=DAY, by=psychologist)
    with pytest.raises(ReasonIsMissing):
        name_successor(section, other, reason=" ", on=DAY, by=psychologist)
    name_successor(section, other, reason="Vaihdan työtä", on=DAY, by=psychologist)
    assert closed_text(section, other, sees_health=False, on=DAY) == SECRET
    assert closed_text(section, other, sees_health=True, on=DAY - timedelta(days=1)) is None
    with pytest.raises(OnlyItsAuthor):
        write(assessment, "psychologist", "Toisen teksti", other, summary="x", seen=section.version)


@pytest.mark.django_db
def test_only_the_author_signs_and_what_is_signed_stands(world, assessment):
    section = write(assessment, "skill", "Osaa hitsata", world.aino)
    with pytest.raises(OnlyItsAuthor):
        sign_section(section, on=DAY, by=world.bertil)
    sign_section(section, on=DAY, by=world.aino)
    with pytest.raises(SectionIsSigned):
        write(assessment, "skill", "Muutos", world.aino, seen=1)


@pytest.mark.django_db
def test_a_part_saved_meanwhile_by_another_is_not_overwritten(world, assessment):
    write(assessment, "skill", "Ainon teksti", world.aino)
    with pytest.raises(SectionHasChanged):
        write(assessment, "skill", "Bertilin teksti", world.bertil, seen=0)
    assert Section.objects.get().text == "Ainon teksti"
    write(assessment, "skill", "Yhdessä", world.bertil, seen=1)
    assert Section.objects.get().text == "Yhdessä"


@pytest.mark.django_db
def test_an_assessment_is_held_when_every_part_begun_is_signed(world, assessment):
    section = write(assessment, "skill", "Osaa", world.aino)
    with pytest.raises(SectionsUnsigned, match="Aino"):
        hold_assessment(assessment, summary="Yhteenveto", next_step="", on=DAY, by=world.aino)
    sign_section(section, on=DAY, by=world.aino)
    assert hold_assessment(assessment, summary="Yhteenveto", next_step="", on=DAY, by=world.aino).held_on == DAY


@pytest.mark.django_db
@pytest.mark.requirement("JOU-25")
def test_two_ratings_of_the_goals_before_and_after_tell_the_way_gone(world, assessment):
    later = DAY + timedelta(days=20)
    after = start_assessment(assessment.path, kind="interim", due_on=later, on=DAY, by=world.aino)
    for measure, first, last in (("life_management", 3, 6), ("work_capacity", 4, 4), ("inclusion", 5, 2)):
        rate(assessment, measure, rater="client", value=first, on=DAY, by=world.aino)
        rate(after, measure, rater="client", value=last, on=later, by=world.aino)
    rows = {row.measure: row.change for row in distance_travelled(assessment.path, later, "fi")}
    assert rows == {"Arjen ja elämän hallinta": 3, "Työ- ja toimintakyky": 0, "Osallisuus: en jää yksin": -3}
    assert [row.again for row in distance_travelled(assessment.path, DAY, "fi")] == [False, False, False]


@pytest.mark.django_db
@pytest.mark.parametrize("value", [-1, 11])
def test_a_rating_is_on_the_scale(world, assessment, value):
    with pytest.raises(NotOnTheScale):
        rate(assessment, "inclusion", rater="client", value=value, on=DAY, by=world.aino)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_write_the_same_part_at_once_exactly_one_wins():
    world = make_world()
    path = open_path(person(22, "Bea Kaksi"), ground="contact", on=DAY, by=world.aino)
    assessment = Assessment.objects.get(path=path, kind="initial")
    won, told = [], []

    def writing(worker):
        try:
            won.append(write_section(assessment, "situation", text=worker.first_name, on=DAY, by=worker))
        except SectionHasChanged as refusal:
            told.append(str(refusal))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=writing, args=(worker,)) for worker in (world.aino, world.bertil)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(won), len(told)) == (1, 1)
    assert Section.objects.get().text == won[0].text
