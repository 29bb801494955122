"""A change of law is told only when it had been published: nobody knew in 2020 what the law would be in 2025."""

from datetime import date

from nivel.law.evaluation import verdicts, verdicts_as_known
from nivel.law.facts import DaysBefore, Facts, Payment, WageSubsidyPlan
from nivel.law.known import published_by
from nivel.law.verdict import Citation


def long_on_subsidy(days, by):
    return Facts(
        born=date(1970, 5, 1),
        payments=(Payment("tmt", by.replace(day=1), by, 15),),
        days_before=(DaysBefore(days, date.fromordinal(by.replace(day=1).toordinal() - 1)),),
    )


def test_the_law_of_2025_is_not_a_next_change_in_2020():
    facts, on = long_on_subsidy(1600, date(2020, 3, 31)), date(2020, 4, 14)
    assert verdicts(facts, on)["municipal_share"].next_change.on == date(2025, 1, 1)
    assert verdicts_as_known(facts, on)["municipal_share"].next_change is None


def test_the_law_of_2025_is_told_with_its_act_once_it_has_been_published():
    facts, on = long_on_subsidy(1600, date(2024, 3, 31)), date(2024, 4, 15)
    change = verdicts_as_known(facts, on)["municipal_share"].next_change
    assert (change.value, change.on) == (50, date(2025, 1, 1))
    assert change.citation.amended_by == "385/2023"


def test_the_persons_own_next_threshold_is_told_by_the_law_known_then():
    """In June 2022 a person at 360 days comes to 1 000 in 2025 by the law known then; the new tiers are not yet."""
    facts, on = long_on_subsidy(345, date(2022, 5, 31)), date(2022, 6, 13)
    change = verdicts_as_known(facts, on)["municipal_share"].next_change
    assert change.value == 70
    assert change.on.year == 2024
    near = verdicts_as_known(long_on_subsidy(200, date(2022, 5, 31)), on)["municipal_share"].next_change
    assert near.value == 50
    assert near.citation is None


def test_a_threshold_that_falls_after_an_unknown_law_is_reckoned_by_the_law_known():
    facts, on = long_on_subsidy(325, date(2022, 11, 30)), date(2022, 12, 12)
    assert verdicts(facts, on)["municipal_share"].next_change is None
    change = verdicts_as_known(facts, on)["municipal_share"].next_change
    assert change.value == 70
    assert change.on > date(2025, 1, 1)


def test_a_parameter_to_come_is_told_when_its_act_is_out():
    facts = Facts(wage_subsidy=WageSubsidyPlan(date(2020, 1, 1)))
    assert verdicts_as_known(facts, date(2020, 6, 1))["ktt_limits"].next_change is None
    rate = verdicts_as_known(facts, date(2020, 6, 1))["benefit_rate"]
    assert rate.next_change is None
    told = verdicts_as_known(facts, date(2023, 12, 31))["ktt_reimbursement"].next_change
    assert told is None or told.citation.amended_by == "399/2023"


def test_a_bill_is_no_law_and_an_old_act_does_not_tell_who_changed_it():
    starts = date(2025, 1, 1)
    assert published_by(Citation("1290/2002", "14:3 a §", "385/2023"), date(2023, 12, 31), in_force_on=starts)
    assert not published_by(Citation("1290/2002", "14:3 a §", "385/2023"), date(2023, 12, 30), in_force_on=starts)
    assert not published_by(Citation("1290/2002", "6:1 §"), date(2024, 12, 31), in_force_on=starts)
    assert not published_by(Citation("189/2001", "3 §", "HE 109/2025"), date(2025, 12, 31), in_force_on=date(2026, 1, 1))
