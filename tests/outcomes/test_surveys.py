"""Surveys and statistics forms: questions from configuration, to whom sent, by whom answered, small numbers hidden, printable."""

import io
from datetime import date, time, timedelta

import pytest
from pypdf import PdfReader

from nivel.access.models import Organisation
from nivel.meetings import bodies
from nivel.meetings import commands as meetings
from nivel.meetings.models import Body, free_slots
from nivel.outcomes.models import SurveyAnswer
from nivel.outcomes.surveys import commands
from nivel.outcomes.surveys.papers import form_pdf, results_pdf
from nivel.outcomes.surveys.questionnaires import newest_questionnaires, questionnaires
from nivel.outcomes.surveys.results import from_register, results_of
from tests.world import BEGAN, DAY, person

pytestmark = pytest.mark.django_db

DUE = DAY + timedelta(days=30)
YEAR = (date(2020, 1, 1), date(2020, 12, 31))


def opened(code, title="Kysely"):
    form = next(each for each in newest_questionnaires() if each.code == code)
    return commands.open_survey(form, title=title, starts_on=YEAR[0], ends_on=YEAR[1], due_on=DUE, on=DAY, by=None)


def sent(survey, *names, section=""):
    return [commands.send_survey(survey, name, section=section, on=DAY, by=None) for name in names]


def numbers(told):
    return {line.label: line.number for line in told.lines}, told.whole


def told_of(survey, place):
    return results_of(survey, "fi").told[place]


def text_of(pdf):
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def group_answer(matters, **more):
    return {"matters": matters, "decisions": matters, "with_client": matters, "meetings": 4, "works": "yes", "hinders": ""} | more


@pytest.mark.requirement("REL-16")
def test_nine_groups_one_with_two_sections_fill_in_their_statistics_form_and_eight_answer(world):
    survey = opened("rehabilitation_groups")
    plain = sent(survey, *(f"Ryhmä {number}" for number in range(1, 9)))
    north, south = sent(survey, "Seinäjoki", section="pohjoinen") + sent(survey, "Seinäjoki", section="eteläinen")
    for number, group in enumerate(plain[:7], start=1):
        commands.answer_survey(group, group_answer(10 * number), on=DAY, by=world.lead)
    commands.answer_survey(north, group_answer(12), on=DAY, by=world.lead)
    rate = results_of(survey, "fi").rate
    assert (rate.asked, rate.sections, rate.answered) == (9, 10, 7)  # one section has not answered: nor has its group
    commands.answer_survey(south, group_answer(2), on=DAY, by=world.lead)
    rate = results_of(survey, "fi").rate
    assert (rate.asked, rate.answered, str(rate.percent)) == (9, 8, "88.9")
    shown, whole = numbers(told_of(survey, 0))
    assert whole == 10 * sum(range(1, 8)) + 14
    assert shown["Seinäjoki, eteläinen"] is None  # two clients
    assert shown["Ryhmä 1"] is None  # it would give the two away
    assert shown["Ryhmä 7"] == 70
    assert numbers(told_of(survey, 3)) == (dict.fromkeys(shown, 4), 36)
    text = text_of(form_pdf(plain[2], "fi", DAY))
    assert "Ryhmässä käsitellyt asiakkaat" in text
    assert "30" in text
    assert "88,9" in text_of(results_pdf(survey, "fi", DAY))


@pytest.mark.requirement("REL-16")
def test_a_group_of_ours_finds_its_numbers_in_the_register(world):
    body = bodies.found_body("Kuntoutusryhmä", kind=Body.Kind.REHABILITATION, founded_on=BEGAN, founded_by="sopimus", by=None)
    told = {"office": "ohjaaja", "standing": "member", "starts_on": BEGAN, "organisation": world.municipality, "by": None}
    bodies.add_member(body, name=world.aino.name, user=world.aino, **told)
    slots = meetings.slots_from(time(9), 30, 3, 0)
    meetings.call_team(body, first_on=DAY, last_on=DAY, slots=slots, by=None)
    for number, slot in enumerate(list(free_slots().filter(meeting__body=body)), start=1):
        case = meetings.bring_matter(slot, person(number), presenter=world.aino, question="Kuntoutus?", on=DAY, by=world.aino)
        if number < 3:
            follow_up = {"client_present": True, "follow_up_on": DUE, "on": DAY, "by": world.aino}
            meetings.decide_matter(case, decision="Lähete", **follow_up)
    survey = opened("rehabilitation_groups")
    ours = commands.send_survey(survey, "", body=body, on=DAY, by=None)
    theirs = commands.send_survey(survey, "Naapurin ryhmä", on=DAY, by=None)
    assert from_register(ours) == {"matters": 3, "decisions": 2, "with_client": 2}
    assert from_register(theirs) == {}


def employer_answer(number):
    return {
        "has_employed": ("now", "before", "never")[number % 3],
        "could_employ": "yes" if number < 3 else ("with_support", "no")[number % 2],
        "cooperation": 1 + number % 5,
        "support_wished": "",
    }


@pytest.mark.requirement("REL-17")
def test_the_employers_survey_has_161_answers_and_51_interviews_without_who_answered_what(world):
    survey = opened("employers")
    addressees = sent(survey, *(f"Työnantaja {number}" for number in range(230)))
    for number, employer in enumerate(addressees[:212]):
        channel = "form" if number < 161 else "interview"
        commands.answer_survey(employer, employer_answer(number), channel=channel, on=DAY, by=world.lead)
    results = results_of(survey, "fi")
    assert [(line.label, line.number) for line in results.channels] == [("lomake", 161), ("haastattelu", 51), ("", 212)]
    assert (results.rate.asked, results.rate.answered, str(results.rate.percent)) == (230, 212, "92.2")
    assert numbers(results.told[0]) == ({"on nyt": 71, "on ollut aiemmin": 71, "ei ole ollut": 70}, 212)
    shown, _whole = numbers(results.told[1])
    assert shown["kyllä"] is None
    assert str(results.told[2].mean) == "3.0"
    assert not SurveyAnswer.objects.exclude(addressee=None, answered_on=None, made_by=None).exists()
    assert survey.addressees.filter(answered_on=DAY).count() == 212
    text = text_of(results_pdf(survey, "fi", DAY))
    assert all(part in text for part in ("161", "51", "92,2", "piilotettu"))


@pytest.mark.requirement("REL-18")
def test_the_learning_support_survey_is_sent_to_18_persons_reminded_answered_and_closed(world):
    survey = opened("learning_support")
    people = sent(survey, *(f"Henkilö {number}" for number in range(1, 19)))
    for one in people[:4]:
        commands.answer_survey(one, {"knows": "well", "useful": 4, "wish": "Opinto-ohjausta"}, on=DAY, by=None)
    few = results_of(survey, "fi")
    assert (few.rate.asked, few.rate.answered) == (18, 4)
    assert all(told.too_few and not told.lines and not told.words for told in few.told)
    assert commands.remind_of_survey(survey, on=DUE, by=None) == 14
    for one in people[4:9]:
        commands.answer_survey(one, {"knows": "some", "useful": 2, "wish": ""}, on=DUE, by=None)
    known, useful, wish = results_of(survey, "fi").told
    assert numbers(known)[1] == 9
    assert str(useful.mean) == "2.9"
    assert wish.too_few  # four have written something
    with pytest.raises(commands.AddresseeHasAnswered):
        commands.answer_survey(people[0], {"knows": "well", "useful": 4, "wish": ""}, on=DUE, by=None)
    with pytest.raises(commands.AnswerIsWrong):
        commands.answer_survey(people[10], {"knows": "maybe", "useful": 4, "wish": ""}, on=DUE, by=None)
    with pytest.raises(commands.AnswerIsWrong):
        commands.answer_survey(people[10], {"knows": "well", "useful": 6, "wish": ""}, on=DUE, by=None)
    with pytest.raises(commands.AddresseeIsKnown):
        sent(survey, "Henkilö 1")
    commands.close_survey(survey, on=DUE, by=None)
    with pytest.raises(commands.SurveyIsClosed):
        commands.answer_survey(people[10], {"knows": "well", "useful": 4, "wish": ""}, on=DUE, by=None)


def test_every_questionnaire_is_in_three_languages_and_names_its_source():
    for form in questionnaires():
        words = [form.title, *(question.title for question in form.questions)]
        words += [option.title for question in form.questions for option in question.options]
        assert all(each.fi and each.sv and each.en for each in words)
        assert form.source


def test_the_results_take_two_queries_however_many_have_answered(world, django_assert_num_queries):
    survey = opened("employers")
    for number, employer in enumerate(sent(survey, *(f"Yritys {number}" for number in range(12)))):
        commands.answer_survey(employer, employer_answer(number), on=DAY, by=None)
    with django_assert_num_queries(2):
        results_of(survey, "fi")


def test_a_survey_is_refused_a_due_day_and_a_period_that_run_backwards(world):
    form = newest_questionnaires()[0]
    with pytest.raises(commands.SurveyDueTooEarly):
        commands.open_survey(form, title="", starts_on=DAY, ends_on=DAY, due_on=BEGAN, on=DAY, by=None)
    with pytest.raises(commands.PeriodIsBackwards):
        commands.open_survey(form, title="", starts_on=DAY, ends_on=BEGAN, due_on=DUE, on=DAY, by=None)
    with pytest.raises(commands.AddresseeIsMissing):
        sent(opened("employers"), " ")
    saha = Organisation.objects.create(name="Saha Oy", kind="company")
    assert commands.send_survey(opened("employers"), "", organisation=saha, on=DAY, by=None).name == "Saha Oy"
