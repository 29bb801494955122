"""SC3 of the dossier: Matti, 58, and the employment notice, told through the same commands the screens call."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from nivel.clients.models import Client
from nivel.meetings import bodies
from nivel.meetings.models import Body, BodyMeeting
from nivel.money import commands as money
from nivel.money.refusals import (
    DecisionIsMissing,
    DecisionIsNegative,
    JobIsNotAccepted,
    PeriodIsOutside,
    PeriodOverlaps,
    PurposeIsMissing,
)
from nivel.paths import commands as paths
from nivel.paths.continuity import breaches
from nivel.paths.models import Assessment, EmploymentNotice, Path, Task
from nivel.paths.refusals import (
    AlternativeIsOfAnother,
    CostsAreNotAgreed,
    NoticeIsNotHandled,
    NoticeWithoutObligation,
    ReasonIsMissing,
    SuitabilityIsMissing,
)
from tests.web.signing_in import sign_in
from tests.world import moment, person

pytestmark = pytest.mark.django_db

RECEIVED = date(2020, 3, 2)
ENDS = date(2020, 3, 20)
MEETING = date(2020, 3, 9)


@pytest.fixture
def matti(world) -> Client:
    return person(1, "Matti Meikäläinen", born_on=date(1961, 5, 4))


def registered(world, client, ends_on=ENDS, received_on=RECEIVED) -> EmploymentNotice:
    return paths.register_notice(
        client, sender="TE-toimisto", received_on=received_on, allowance_ends_on=ends_on, on=received_on, by=world.clerk
    )


def supervisors(world, on=MEETING) -> BodyMeeting:
    body = Body.objects.filter(kind=Body.Kind.SUPERVISORS).first() or bodies.found_body(
        "Esimiespalaveri", kind=Body.Kind.SUPERVISORS, founded_on=date(2015, 1, 1), founded_by="Kunnanjohtaja", by=None
    )
    return bodies.call_meeting(body, held_on=on, agenda="", by=world.clerk)


def handled(world, notice):
    kitchen = paths.propose_job(
        notice, job="Keittiöapulainen", place=world.library, suits="Raskasta nostamista", on=MEETING, by=world.clerk
    )
    library = paths.propose_job(
        notice, job="Kirjastoavustaja", place=world.library, suits="Istumatyö sopii selälle", on=MEETING, by=world.clerk
    )
    meeting = supervisors(world)
    paths.put_on_agenda(notice, meeting, by=world.clerk)
    paths.handle_notice(
        notice,
        meeting=meeting,
        chosen=library,
        costs_agreed="Palkka kirjastolta, koulutus TyöVarikolta",
        on=MEETING,
        by=world.clerk,
    )
    return kitchen, library, meeting


def accepted(world, notice, on=date(2020, 3, 11)):
    handled(world, notice)
    offer = paths.offer_job(notice, on=MEETING, by=world.clerk)
    return paths.answer_offer(offer, accepted=True, on=on, by=world.clerk)


def applied(world, notice, on=date(2020, 3, 12)):
    return money.apply_for_subsidy(
        notice,
        purpose="Kirjastotyön osaaminen avoimille työmarkkinoille",
        monthly_wage_cost=Decimal("2400.00"),
        starts_on=date(2020, 3, 23),
        on=on,
        by=world.clerk,
    )


@pytest.mark.requirement("JOU-13")
def test_1_the_notice_comes_to_the_clerk_and_asks_for_a_contact(world, matti):
    notice = registered(world, matti)
    assert notice.age_at_end == 58
    task = Task.objects.get(worker=world.clerk)
    assert (task.kind, task.due_on) == (Task.Kind.CONTACT, date(2020, 3, 9))
    assert Path.objects.get(client=matti).ground == Path.Ground.NOTICE


@pytest.mark.requirement("JOU-61")
@pytest.mark.parametrize(
    ("born_on", "age"),
    [(date(1960, 3, 20), 60), (date(1959, 1, 1), 61), (date(1963, 3, 21), 56)],
    ids=["60 on the last day", "past 60", "57 on the day after"],
)
def test_1_a_notice_outside_57_to_59_is_refused_with_the_section(world, born_on, age):
    other = person(2, "Toinen Henkilö", born_on=born_on)
    with pytest.raises(NoticeWithoutObligation) as refused:
        registered(world, other)
    assert "916/2012 11:1 §" in str(refused.value)
    assert str(age) in str(refused.value)
    assert not EmploymentNotice.objects.exists()


@pytest.mark.requirement("JOU-61")
@pytest.mark.parametrize("born_on", [date(1963, 3, 20), date(1960, 3, 21)], ids=["57 on the last day", "60 on the day after"])
def test_1_a_notice_of_57_or_59_is_taken(world, born_on):
    assert registered(world, person(3, "Juuri Oikea", born_on=born_on)).pk


def test_1_after_the_repeal_no_notice_is_taken(world):
    late = person(4, "Liian Myöhään", born_on=date(1966, 5, 4))
    with pytest.raises(NoticeWithoutObligation):
        registered(world, late, ends_on=date(2024, 9, 1), received_on=date(2024, 8, 12))
    assert registered(world, late, ends_on=date(2024, 8, 31), received_on=date(2024, 8, 12)).pk


def test_1_a_notice_keeps_the_law_it_was_found_by(world, matti):
    basis = registered(world, matti).law_basis
    told = {row["name"]: (row["value"], row["from"]) for row in basis["parameters"]}
    assert told["employment_obligation.duration"][0] == 6
    assert told["employment_obligation.before_age"] == (60, "2013-01-01")
    assert (basis["rule"], basis["value"], basis["on"]) == ("employment_obligation", True, "2020-03-21")
    assert all(reason["text"]["sv"] for reason in basis["because"])


@pytest.mark.requirement("JOU-65")
def test_2_the_supervisors_meeting_has_it_on_the_agenda_and_agrees_job_and_costs(world, matti):
    notice = registered(world, matti)
    _kitchen, library, meeting = handled(world, notice)
    meeting.refresh_from_db()
    assert str(notice.pk) in meeting.agenda
    assert "Meikäläinen" not in meeting.agenda
    # Of another person's notice: not this one's job, and nothing is decided before the costs are agreed.
    other = registered(world, person(2, "Toinen Tulija", born_on=date(1962, 5, 4)))
    own = paths.propose_job(other, job="Varasto", place=world.library, suits="Lähellä kotia", on=MEETING, by=world.clerk)
    told = {"meeting": meeting, "on": MEETING, "by": world.clerk}
    with pytest.raises(AlternativeIsOfAnother):
        paths.handle_notice(other, chosen=library, costs_agreed="Kirjasto", **told)
    with pytest.raises(CostsAreNotAgreed):
        paths.handle_notice(other, chosen=own, costs_agreed=" ", **told)
    decision = meeting.decisions.get()
    assert "Kirjastoavustaja" in decision.text
    assert "Palkka kirjastolta" in decision.text
    assert "Meikäläinen" not in decision.title + decision.text
    assert notice.handling.chosen == library


@pytest.mark.requirement("JOU-73")
def test_2_each_alternative_says_how_it_suits_and_the_others_stay(world, matti):
    notice = registered(world, matti)
    with pytest.raises(SuitabilityIsMissing):
        paths.propose_job(notice, job="Varasto", place=world.library, suits=" ", on=MEETING, by=world.clerk)
    handled(world, notice)
    told = [(row.job, row.suits) for row in notice.alternatives.all()]
    assert told == [("Keittiöapulainen", "Raskasta nostamista"), ("Kirjastoavustaja", "Istumatyö sopii selälle")]


@pytest.mark.requirement("JOU-62")
def test_3_notice_contact_job_offer_answer_and_application_follow_each_other(world, matti):
    notice = registered(world, matti)
    paths.record_contact(
        matti, worker=world.clerk, channel="phone", at=moment(date(2020, 3, 3)), result="reached", by=world.clerk
    )
    assert not Task.objects.undone_on(date(2020, 3, 4)).filter(worker=world.clerk, kind=Task.Kind.CONTACT).exists()
    with pytest.raises(NoticeIsNotHandled):
        paths.offer_job(notice, on=MEETING, by=world.clerk)
    with pytest.raises(JobIsNotAccepted):
        applied(world, notice)
    accepted(world, notice)
    assert applied(world, notice).job == "Kirjastoavustaja, Kirjasto"


@pytest.mark.requirement("JOU-62")
def test_3_a_decline_has_its_reason_and_is_told_to_the_te_office(world, matti):
    notice = registered(world, matti)
    handled(world, notice)
    offer = paths.offer_job(notice, on=MEETING, by=world.clerk)
    with pytest.raises(ReasonIsMissing):
        paths.answer_offer(offer, accepted=False, on=MEETING, by=world.clerk)
    paths.answer_offer(offer, accepted=False, reason="Hoitaa vaimoaan", on=MEETING, by=world.clerk)
    with pytest.raises(JobIsNotAccepted):
        applied(world, notice)
    assert paths.tell_sender(offer, on=date(2020, 3, 10), by=world.clerk).told_sender_on == date(2020, 3, 10)


@pytest.mark.requirement("REL-10")
def test_3_an_application_says_how_the_work_betters_skill_or_place_on_the_market(world, matti):
    notice = registered(world, matti)
    accepted(world, notice)
    with pytest.raises(PurposeIsMissing):
        money.apply_for_subsidy(
            notice,
            purpose="  ",
            monthly_wage_cost=Decimal("2400.00"),
            starts_on=date(2020, 3, 23),
            on=date(2020, 3, 12),
            by=world.clerk,
        )
    assert applied(world, notice).purpose


@pytest.mark.requirement("JOU-63")
def test_3_a_contract_is_made_only_after_a_positive_decision(world, matti):
    notice = registered(world, matti)
    accepted(world, notice)
    application = applied(world, notice)
    sign = {"service": world.mandatory, "hours_a_week": Decimal("36.25"), "on": date(2020, 3, 18), "by": world.clerk}
    with pytest.raises(DecisionIsMissing):
        money.sign_contract(notice, **sign)
    money.record_subsidy_decision(application, positive=True, percent=50, decided_on=date(2020, 3, 17), by=world.clerk)
    contract = money.sign_contract(notice, **sign)
    assert (contract.starts_on, contract.ends_on) == (date(2020, 3, 23), date(2020, 9, 22))
    assert (contract.hours_a_week, contract.episode.place) == (Decimal("36.25"), world.library)
    (terms,) = contract.episode.agreements.all()
    assert (terms.days_a_week, terms.hours_a_day, terms.ends_on) == (5, Decimal("7.3"), contract.ends_on)
    assert Assessment.objects.get(episode=contract.episode).due_on == date(2020, 9, 8)


def test_3_a_negative_decision_makes_no_contract(world, matti):
    notice = registered(world, matti)
    accepted(world, notice)
    application = applied(world, notice)
    money.record_subsidy_decision(application, positive=False, reason="Määräraha", decided_on=date(2020, 3, 17), by=world.clerk)
    with pytest.raises(DecisionIsNegative):
        money.sign_contract(notice, service=world.mandatory, hours_a_week=Decimal("36.25"), on=date(2020, 3, 18), by=world.clerk)


@pytest.mark.requirement("JOU-64")
def test_3_mandatory_work_fulfils_the_work_condition_wholly_and_says_so(client, world, matti, monkeypatch):
    monkeypatch.setenv("NIVEL_TODAY", "2020-03-23")
    contract = employed(world, matti)
    browser = sign_in(client, world.clerk)

    def says():
        page = browser.get(reverse("client_notice", args=[matti.pk])).content.decode()
        assert "velvoitetyössä" in page
        return "Työ kerryttää työssäoloehtoa kokonaan" in page

    assert (contract.counts_wholly, says()) == (True, True)
    contract.counts_wholly = False
    contract.save()
    assert not says(), "of work that counts on other terms it is not said"


def employed(world, client):
    notice = registered(world, client)
    accepted(world, notice)
    application = applied(world, notice)
    money.record_subsidy_decision(application, positive=True, percent=50, decided_on=date(2020, 3, 17), by=world.clerk)
    return money.sign_contract(
        notice, service=world.mandatory, hours_a_week=Decimal("36.25"), on=date(2020, 3, 18), by=world.clerk
    )


@pytest.mark.requirement("JOU-14")
def test_3_application_decision_and_settlements_to_the_keha_centre(world, matti):
    application = employed(world, matti).notice.subsidy_application
    first = money.make_settlement(
        application,
        starts_on=date(2020, 3, 23),
        ends_on=date(2020, 4, 30),
        wage_cost=Decimal("3120.55"),
        on=date(2020, 5, 4),
        by=world.clerk,
    )
    assert first.amount == Decimal("1560.28")
    more = {"wage_cost": Decimal("2400.00"), "on": date(2020, 6, 2), "by": world.clerk}
    with pytest.raises(PeriodOverlaps):
        money.make_settlement(application, starts_on=date(2020, 4, 30), ends_on=date(2020, 5, 31), **more)
    with pytest.raises(PeriodIsOutside):
        money.make_settlement(application, starts_on=date(2020, 9, 1), ends_on=date(2020, 9, 23), **more)
    second = money.make_settlement(application, starts_on=date(2020, 5, 1), ends_on=date(2020, 5, 31), **more)
    assert (second.amount, application.settlements.count()) == (Decimal("1200.00"), 2)
    sent = money.send_settlement(first, on=date(2020, 5, 5), by=world.clerk)
    assert money.record_settlement_paid(sent, on=date(2020, 5, 25), by=world.clerk).paid_on == date(2020, 5, 25)


def test_a_job_that_is_not_arranged_when_the_allowance_ends_breaks_the_path(world, matti):
    notice = registered(world, matti)
    kinds = {breach.kind.code for breach in breaches(date(2020, 3, 20))}
    assert "job_not_arranged" not in kinds
    late = [breach for breach in breaches(date(2020, 3, 25)) if breach.kind.code == "job_not_arranged"]
    assert [(breach.client_id, breach.since) for breach in late] == [(notice.client_id, date(2020, 3, 21))]


def test_an_arranged_job_breaks_nothing(world, matti):
    employed(world, matti)
    assert "job_not_arranged" not in {breach.kind.code for breach in breaches(date(2020, 3, 25))}
