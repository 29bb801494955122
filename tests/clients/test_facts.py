"""From list rows to the law's facts: corrections netted, the days before our lists, and Kela's own count beside the law's."""

from datetime import date

import pytest

from nivel.clients.facts import PaymentFacts, net_payments, payment_facts
from nivel.clients.models import BenefitPayment
from nivel.law.facts import DaysBefore
from nivel.law.municipal_share import payment_shares
from tests.money.lists import paid, period, read_joutsa_lists
from tests.world import person

pytestmark = pytest.mark.django_db

JANUARY, FEBRUARY, MARCH = date(2020, 1, 10), date(2020, 2, 10), date(2020, 3, 10)


def stands(numbers, on):
    known = payment_facts(numbers)
    return {number: known.get(number, PaymentFacts()).stand(on) for number in numbers}


def facts(client):
    return payment_facts([client.pk])[client.pk]


def test_a_correction_cancels_its_original_and_the_replacement_stands():
    client = person(1)
    paid(client, 0, JANUARY, counted=500)
    paid(client, 0, MARCH, days=-20, counted=500)
    paid(client, 0, MARCH, days=12, counted=500, correction=True)
    assert [payment.days for payment in net_payments([client.pk])[client.pk]] == [12]
    assert facts(client).unmatched == ()


def test_a_payment_taken_back_without_a_replacement_is_gone():
    client = person(1)
    paid(client, 0, JANUARY, counted=500)
    paid(client, 0, MARCH, days=-20)
    assert net_payments([client.pk])[client.pk] == []


def test_a_correction_may_take_back_a_part():
    client = person(1)
    paid(client, 0, JANUARY)
    paid(client, 0, MARCH, days=-8)
    [payment] = net_payments([client.pk])[client.pk]
    assert (payment.days, str(payment.gross)) == (12, "403.92")


def test_a_correction_of_a_payment_we_never_saw_is_told_and_its_replacement_stands():
    client = person(1)
    paid(client, 0, JANUARY, days=-20, counted=657)
    paid(client, 0, JANUARY, days=12, counted=657, correction=True)
    found = facts(client)
    assert [payment.days for payment in found.payments] == [12]
    assert [payment.days for payment in found.unmatched] == [-20]
    assert found.opening == (DaysBefore(637, date(2019, 10, 6)),)


def test_the_days_before_the_first_row_open_the_count():
    client = person(1)
    paid(client, 0, JANUARY, counted=306)
    starts_on, ends_on = period(0)
    assert facts(client).opening == (DaysBefore(286, date(2019, 10, 6)),)
    assert stands([client.pk], starts_on)[client.pk].value == 0
    assert stands([client.pk], ends_on)[client.pk].days_counted == 306


def test_days_on_a_list_that_was_not_read_join_the_count():
    client = person(1)
    paid(client, 0, JANUARY, counted=400)
    paid(client, 2, FEBRUARY, counted=440)
    assert facts(client).opening == (DaysBefore(380, date(2019, 10, 6)), DaysBefore(20, period(1)[1]))
    assert stands([client.pk], period(2)[1])[client.pk].days_counted == 440


def test_a_count_that_runs_ahead_without_time_for_it_is_not_believed():
    client = person(1)
    paid(client, 0, JANUARY, counted=400)
    paid(client, 1, FEBRUARY, counted=460)
    assert stands([client.pk], period(1)[1])[client.pk].days_counted == 420


def test_without_kela_s_count_only_the_days_on_the_lists_are_known():
    client = person(1)
    paid(client, 0, JANUARY)
    assert facts(client).opening == ()
    assert facts(client).accumulated is None


def test_a_person_without_payments_stands_nowhere():
    client = person(1)
    assert stands([client.pk], MARCH)[client.pk].value is None


def test_the_law_agrees_with_every_percentage_of_joutsa_s_lists():
    """506 payments of 102 people; the count differs only where a payment was corrected, by the days taken back."""
    read_joutsa_lists()
    charged = {(row.client_id, row.starts_on, row.ends_on): row.percent for row in BenefitPayment.objects.filter(negative=False)}
    corrected = set(BenefitPayment.objects.filter(correction=True).values_list("client", flat=True))
    known = payment_facts(set(BenefitPayment.objects.values_list("client", flat=True)))
    assert len(known) == 102
    compared = 0
    for number, found in known.items():
        shares = payment_shares(found.payments, opening=found.opening)
        for payment, share in zip(found.payments, shares, strict=True):
            compared += 1
            assert share.percent == charged[number, payment.starts_on, payment.ends_on]
        differs = found.accumulated != found.stand(found.accumulated_on).days_counted
        assert differs == (number in corrected)
    assert compared == 506


def test_many_people_are_one_query(django_assert_num_queries):
    people = [person(number) for number in range(40)]
    for client in people:
        paid(client, 0, JANUARY, counted=400)
    with django_assert_num_queries(1):
        assert len(stands([client.pk for client in people], MARCH)) == 40
