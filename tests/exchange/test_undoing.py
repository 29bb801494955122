"""The newest list can be taken back whole, until something has been built on it."""

from datetime import UTC, date, datetime

import pytest

from nivel.access.models import User
from nivel.clients.models import Client
from nivel.exchange.models import ImportBatch, ImportChange
from nivel.exchange.undoing import AlreadyUndone, BuiltOn, NotTheNewest, undo_batch, why_not_undoable
from nivel.money.models import Review, ReviewDecision
from tests.exchange.lists import DEMO, changed, csv_list, payment
from tests.exchange.test_applying import apply, everything, jobseekers

pytestmark = pytest.mark.django_db

LATER = datetime(2020, 6, 30, 10, 0, tzinfo=UTC)


def newest():
    return ImportBatch.objects.order_by("-pk").first()


def undo(batch=None, by=None):
    return undo_batch(batch or newest(), by=by, at=LATER)


@pytest.mark.parametrize(
    "name", ["kela_kuntaosuus_2020-01.xlsx", "te_asiakasluettelo_2020-03-02.csv", "sosiaalityo_asiakkaat_2020-03.csv"]
)
def test_the_first_list_taken_back_leaves_nothing(name):
    apply(DEMO / name)
    undo()
    assert everything() == [[], [], [], []]
    assert apply(DEMO / name)["new"] > 0


def test_what_was_changed_is_as_before(tmp_path):
    apply(csv_list(tmp_path, payment(1), payment(2)))
    before = everything()
    apply(csv_list(tmp_path, changed(payment(1), days="18", gross="605,88", share="302,94"), payment(2), payment(3)))
    undo()
    assert everything() == before
    assert not ImportChange.objects.filter(batch=newest()).exists()


def test_statuses_and_entries_are_as_before(tmp_path):
    apply(jobseekers(tmp_path, "2020-03-02", (1, "1.2.2019", "02"), (2, "1.2.2019", "02"), (3, "1.2.2019", "03")))
    before = everything()
    apply(
        jobseekers(
            tmp_path, "2020-04-01", (1, "1.2.2019", "08"), (2, "1.2.2019", "02"), (3, "1.2.2019", "02"), (4, "1.2.2019", "02")
        )
    )
    assert everything() != before
    undo()
    assert everything() == before


def test_lists_are_taken_back_newest_first(tmp_path):
    apply(csv_list(tmp_path, payment(1), name="tammi.csv"))
    first = newest()
    apply(csv_list(tmp_path, payment(2), name="helmi.csv"))
    with pytest.raises(NotTheNewest, match=r"helmi\.csv"):
        undo(first)
    undo()
    assert why_not_undoable(first) == ""
    undo(first)
    assert everything() == [[], [], [], []]


def test_a_list_is_taken_back_once(tmp_path):
    apply(csv_list(tmp_path, payment(1)))
    aino = User.objects.create(username="aino", first_name="Aino", last_name="Niemi")
    batch = undo(by=aino)
    assert (batch.undone_at, batch.undone_by) == (LATER, aino)
    with pytest.raises(AlreadyUndone):
        undo(batch)


def test_a_list_stands_when_its_people_have_been_worked_with(tmp_path):
    apply(csv_list(tmp_path, payment(1)))
    before = everything()
    client = Client.objects.get()
    client.contact_details.create(
        kind="phone", value="040", search_value="040", source="phone", starts_on=date(2020, 3, 1), checked_on=date(2020, 3, 1)
    )
    assert why_not_undoable(newest())
    with pytest.raises(BuiltOn):
        undo()
    assert everything() == before


def test_a_list_stands_when_its_month_has_been_decided(tmp_path):
    apply(csv_list(tmp_path, payment(1)))
    client = Client.objects.get()
    apply(csv_list(tmp_path, changed(payment(1), paid="10.03.2020")))
    review = Review.objects.create(month=date(2020, 3, 1), opened_on=date(2020, 3, 31))
    ReviewDecision.objects.create(review=review, client=client, need="continues", decided_on=date(2020, 3, 31))
    with pytest.raises(BuiltOn):
        undo()
