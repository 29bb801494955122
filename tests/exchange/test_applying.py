"""Lists applied: whole, once, told as settled; people found by their code; late and corrected payments where they belong."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pghistory.models
import pytest
from django.db import connection
from django.db.models import Sum
from hypothesis import given, settings
from hypothesis import strategies as st

from nivel.access.models import User
from nivel.clients.codes import decrypted
from nivel.clients.models import BenefitPayment, Client, EmploymentStatus, RegisterEntry
from nivel.exchange import commands
from nivel.exchange.command import import_file
from nivel.exchange.faults import ListRefused
from nivel.exchange.models import ImportBatch
from nivel.exchange.people import index_of
from tests.exchange.lists import DEMO, HEADER, changed, code, csv_list, payment

pytestmark = pytest.mark.django_db

AT = datetime(2020, 6, 30, 9, 0, tzinfo=UTC)
COUNTS = ("new", "changed", "unchanged", "gone", "corrections", "duplicates")


def apply(path, **given):
    return import_file(path, at=AT, **given).as_json()


def counts(told):
    return tuple(told[name] for name in COUNTS)


def everything():
    """All that lists can change, as it stands."""
    return [
        list(model.objects.order_by("pk").values_list()) for model in (Client, BenefitPayment, RegisterEntry, EmploymentStatus)
    ]  # fmt: skip


def test_the_document_is_as_settled():
    told = apply(DEMO / "kela_kuntaosuus_2020-01.xlsx")
    assert counts(told) == (82, 0, 0, 0, 4, 0)
    assert (told["source"], told["rows"], told["people"], told["applied"], told["rejected"]) == ("kela-share", 82, 65, True, [])
    assert ImportBatch.objects.get(pk=told["batch"]).outcome["new"] == 82
    assert {"gross", "municipal_share", "benefit_month", "percent"} <= told["totals"].keys()


@pytest.mark.requirement("JOU-87")
def test_the_spring_of_2020_month_by_month():
    told = [apply(DEMO / f"kela_kuntaosuus_2020-0{month}.{'xlsx' if month % 2 else 'csv'}") for month in range(1, 7)]
    assert [row["new"] for row in told] == [82, 85, 88, 92, 85, 88]
    assert [row["gone"] for row in told] == [0, 14, 11, 15, 19, 18]
    arrived = BenefitPayment.objects.filter(ends_on__month=12, ends_on__year=2019).values("list_month").order_by("list_month")
    december = {row["list_month"]: row["share"] for row in arrived.annotate(share=Sum("municipal_share"))}
    assert list(december) == [date(2020, 1, 1), date(2020, 2, 1), date(2020, 3, 1)]
    assert december[date(2020, 2, 1)] == Decimal("2086.92")


def test_the_same_file_again_changes_nothing():
    for name in ("kela_kuntaosuus_2020-03.xlsx", "te_asiakasluettelo_2020-03-02.csv", "sosiaalityo_asiakkaat_2020-03.csv"):
        first = apply(DEMO / name)
        before = everything()
        again = apply(DEMO / name)
        assert everything() == before
        assert (again["new"], again["changed"], again["unchanged"]) == (0, 0, first["new"])
        assert (again["applied"], again["batch"]) == (True, first["batch"])
    assert ImportBatch.objects.count() == 3


def test_a_preview_tells_the_same_and_writes_nothing():
    before = everything()
    preview = apply(DEMO / "kela_kuntaosuus_2020-02.csv", dry_run=True)
    assert everything() == before
    assert not ImportBatch.objects.exists()
    applied = apply(DEMO / "kela_kuntaosuus_2020-02.csv")
    assert (preview["applied"], preview["batch"]) == (False, None)
    assert preview | {"applied": True, "batch": applied["batch"]} == applied


def test_the_same_person_under_another_spelling_is_one_client(tmp_path):
    apply(csv_list(tmp_path, payment(1)))
    spelt = changed(payment(1), code=code(1).lower(), surname="VIRTANEN-AALTO", paid="10.03.2020")
    told = apply(csv_list(tmp_path, spelt))
    client = Client.objects.get()
    assert (told["new"], client.last_name, client.benefit_payments.count()) == (1, "Virtanen", 2)


def test_a_new_person_is_kept_with_code_encrypted_and_names_for_finding(tmp_path):
    apply(csv_list(tmp_path, changed(payment(1), surname="ÅKERLUND")))
    client = Client.objects.get()
    assert decrypted(client.code_cipher) == code(1)
    assert (client.last_name, client.search_name, client.born_on) == ("Åkerlund", "åkerlund aino b", date(1980, 1, 1))
    assert client.first_seen_on == AT.date()


def test_corrections_from_a_later_list_net(tmp_path):
    apply(csv_list(tmp_path, payment(1)))
    taken = changed(payment(1), days="-20", gross="-673,20", share="-336,60", paid="10.03.2020", mark="K")
    replaced = changed(payment(1), days="12", gross="403,92", share="201,96", paid="10.03.2020", mark="K")
    told = apply(csv_list(tmp_path, taken, replaced))
    assert (told["corrections"], told["totals"]["municipal_share"]) == (2, "-134.64")
    february = BenefitPayment.objects.filter(ends_on__month=2)
    assert february.aggregate(share=Sum("municipal_share"))["share"] == Decimal("201.96")


def test_other_figures_of_a_known_payment_are_a_change(tmp_path):
    apply(csv_list(tmp_path, payment(1), payment(2)))
    told = apply(csv_list(tmp_path, changed(payment(1), days="18", gross="605,88", share="302,94"), payment(2)))
    assert counts(told)[:3] == (0, 1, 1)
    assert set(BenefitPayment.objects.values_list("days", flat=True)) == {18, 20}


def test_gone_are_those_of_the_month_before_who_are_not_on_this_list(tmp_path):
    apply(csv_list(tmp_path, payment(1), payment(2), payment(3)))
    march = {"starts": "17.02.2020", "ends": "15.03.2020", "paid": "24.03.2020"}
    assert apply(csv_list(tmp_path, changed(payment(1), **march)))["gone"] == 2


def test_rejected_rows_are_told_and_the_others_applied(tmp_path):
    told = apply(csv_list(tmp_path, payment(1), changed(payment(2), starts="29.2.2023")))
    assert told["rejected"] == [{"row": 3, "column": "Maksukausi alkaa", "reason": told["rejected"][0]["reason"]}]
    assert (told["new"], Client.objects.count()) == (1, 1)


def test_a_refused_file_leaves_nothing(tmp_path):
    with pytest.raises(ListRefused):
        apply(csv_list(tmp_path, header=HEADER[:5]))
    assert not ImportBatch.objects.exists()


def test_a_list_is_applied_whole_or_not_at_all(monkeypatch):
    def fails(*_args, **_kwargs):
        raise RuntimeError("the power went")

    monkeypatch.setattr(commands, "_close_batch", fails)
    with pytest.raises(RuntimeError):
        apply(DEMO / "kela_kuntaosuus_2020-01.xlsx")
    assert everything() == [[], [], [], []]
    assert not ImportBatch.objects.exists()


def test_jobseekers_become_entries_and_statuses():
    told = apply(DEMO / "te_asiakasluettelo_2020-03-02.csv")
    assert counts(told) == (132, 0, 0, 0, 0, 1)
    entry = RegisterEntry.objects.get(client__last_name="Myllylä", client__first_names="Jaana")
    assert entry.as_of == date(2020, 3, 2)
    assert entry.facts["unemployed_since"] == "2019-01-28"
    assert entry.facts["subsidy_days"] == 122
    status = EmploymentStatus.objects.get(client=entry.client)
    assert (status.status, status.code, status.starts_on) == ("unemployed", "02", date(2019, 1, 28))


JOBSEEKER = ["Hetu", "Nimi", "Työttömyys alkanut", "Työllisyyskoodi"]


def jobseekers(folder, day, *rows):
    return csv_list(
        folder, *[[code(n), "Niemi Aino", since, status] for n, since, status in rows], header=JOBSEEKER, name=f"te_{day}.csv"
    )


def test_a_newer_list_of_jobseekers_changes_statuses_and_tells_the_gone(tmp_path):
    apply(jobseekers(tmp_path, "2020-03-02", (1, "1.2.2019", "02"), (2, "1.2.2019", "02"), (3, "1.2.2019", "02")))
    told = apply(jobseekers(tmp_path, "2020-04-01", (1, "1.2.2019", "08"), (2, "1.2.2019", "02")))
    assert counts(told)[:4] == (0, 1, 1, 1)
    statuses = EmploymentStatus.objects.filter(client__code_index=index_of(code(1))).order_by("starts_on")
    assert [(row.status, row.starts_on, row.ends_on) for row in statuses] == [
        ("unemployed", date(2019, 2, 1), date(2020, 3, 31)),
        ("in_service", date(2020, 4, 1), None),
    ]


def test_an_older_list_does_not_take_the_place_of_a_newer(tmp_path):
    apply(jobseekers(tmp_path, "2020-04-01", (1, "1.2.2019", "08")))
    told = apply(jobseekers(tmp_path, "2020-03-02", (1, "1.2.2019", "02")))
    assert counts(told)[:3] == (0, 0, 1)
    assert RegisterEntry.objects.get().facts["employment_code"] == "08"
    assert EmploymentStatus.objects.get().status == "in_service"


def test_the_history_knows_who_read_the_list_and_by_which_command(tmp_path):
    aino = User.objects.create(username="aino", first_name="Aino", last_name="Niemi")
    apply(csv_list(tmp_path, payment(1)), by=aino)
    context = pghistory.models.Context.objects.latest("created_at")
    assert context.metadata == {"command": "exchange.apply_list", "actor": aino.pk}
    for event in (Client.pgh_event_model, BenefitPayment.pgh_event_model):
        assert event.objects.get().pgh_context_id == context.pk


def test_nothing_told_or_kept_in_plain_holds_a_code(tmp_path):
    path = csv_list(tmp_path, payment(1), changed(payment(2), surname=code(2)), name=f"lista {code(1)}.csv")
    told = apply(path)
    assert code(1) not in str(told)
    assert code(2) not in str(told)
    batch = ImportBatch.objects.get()
    assert batch.file_name == "lista ***.csv"
    for table in (
        "exchange_importbatch",
        "exchange_importbatchevent",
        "clients_client",
        "clients_clientevent",
        "clients_benefitpayment",
    ):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {table} t WHERE t::text LIKE %s", [f"%{code(1)[:6]}%{code(1)[7:]}%"])
            assert cursor.fetchone() == (0,)


ROWS = st.lists(
    st.tuples(
        st.integers(0, 5),
        st.sampled_from(["25.02.2020", "10.03.2020"]),
        st.sampled_from([("20", "673,20", "336,60"), ("10", "336,60", "168,30")]),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=10)
@given(st.lists(ROWS, min_size=1, max_size=4))
def test_replaying_lists_changes_nothing(tmp_path_factory, lists):
    """Any lists in any order; the last of them again, and the sums are those of distinct payments."""
    folder = tmp_path_factory.mktemp("replay")
    for number, rows in enumerate(lists):
        spelt = [changed(payment(n), paid=paid, days=days, gross=gross, share=share) for n, paid, (days, gross, share) in rows]
        path = csv_list(folder, *spelt, name=f"{number}.csv")
        told = apply(path)
        assert told["new"] + told["changed"] + told["unchanged"] + told["duplicates"] + len(told["rejected"]) == told["rows"]
        before = everything()
        again = apply(path)
        assert (again["new"], again["changed"], everything()) == (0, 0, before)
    keys = BenefitPayment.objects.values_list("client_id", "starts_on", "paid_on", "negative")
    assert len(keys) == len(set(keys))
