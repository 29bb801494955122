"""The demo's months: the lists arrive, the review decides for everybody on them, and lives follow from the decisions."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

from django.utils import timezone

from nivel.access.models import User
from nivel.clients.commands import change_language
from nivel.clients.models import Client
from nivel.demo.diary import Diary
from nivel.demo.lives import Lives
from nivel.demo.told import TOLD
from nivel.demo.told_again import TOLD_AGAIN
from nivel.demo.turns import turn
from nivel.exchange.command import import_file
from nivel.money import commands as money
from nivel.money.models import Review
from nivel.paths.queries import open_path
from nivel.timeline.months import last_day_of_month
from nivel.timeline.workdays import add_workdays

LISTS = Path(__file__).parent / "lists" / "joutsa-2020"
CALLERS = ("venla", "bertil", "aino", "liisa", "outi", "aino", "bertil", "aino", "liisa", "outi")
SWEDISH = ("Bäckman", "Åkerlund", "Öhman")
LATEST_UNDECIDED = 9
ALL_TOLD = (*TOLD, *TOLD_AGAIN)


def tell_months(lives: Lives, diary: Diary) -> None:
    """Put every month's list and review into the diary, and the two registers' lists of March."""
    for month in range(1, 7):
        first = date(2020, month, 1)
        arrives_on = last_day_of_month(first)
        file = next(LISTS.glob(f"kela_kuntaosuus_2020-{month:02d}.*"))
        diary.on(arrives_on, _arrival(file, lives.town.staff["tiina"]))
        review_on = add_workdays(arrives_on, 4) if month < 6 else arrives_on
        diary.on(review_on, lambda on, first=first: _review(lives, diary, first, on))
    diary.on(date(2020, 3, 2), _arrival(LISTS / "te_asiakasluettelo_2020-03-02.csv", lives.town.staff["tiina"]))
    diary.on(date(2020, 3, 31), _arrival(LISTS / "sosiaalityo_asiakkaat_2020-03.csv", lives.town.staff["tiina"]))


def _arrival(file: Path, clerk: User):
    def happening(on: date) -> None:
        import_file(file, at=timezone.make_aware(datetime.combine(on, time(8))), by=clerk)

    return happening


def _review(lives: Lives, diary: Diary, month: date, on: date) -> None:
    """The meeting of three over the month's list; the newest one is still going on."""
    staff = lives.town.staff
    lead = staff["liisa"]
    review = money.open_review(month, [lead, staff["aino"], staff["bertil"], staff["outi"]], on=on, by=lead)
    people = list(Client.objects.filter(benefit_payments__list_month=month).distinct().order_by("pk"))
    latest = on >= diary.until
    for order, client in enumerate(people[:-LATEST_UNDECIDED] if latest else people):
        _decide(lives, review, client, order, on)
    if not latest:
        money.close_review(review, on=on, by=lead)


def _decide(lives: Lives, review: Review, client: Client, order: int, on: date) -> None:
    lead = lives.town.staff["liisa"]
    if open_path(client, on):
        money.decide(review, client, need="continues", on=on, by=lead)
    elif client.paths.exists():
        money.decide(review, client, need="no_service_now", note="Polku päätetty, seurataan", on=on, by=lead)
    elif turn(client) % 19 == 12:
        money.decide(review, client, need="no_service_now", note="Eläkehakemus vireillä", on=on, by=lead)
    else:
        _send_somebody(lives, review, client, order, on)


def _send_somebody(lives: Lives, review: Review, client: Client, order: int, on: date) -> None:
    staff = lives.town.staff
    told = ALL_TOLD[order] if review.month == date(2020, 1, 1) and order < len(ALL_TOLD) else None
    worker = staff["aino"] if told else staff[CALLERS[turn(client) % len(CALLERS)]]
    if client.last_name in SWEDISH:
        change_language(client, "sv", by=staff["tiina"])
    elif client.first_names == "Amina":
        change_language(client, "so", interpreter="so", by=staff["tiina"])
    due_on = on + timedelta(days=5 + turn(client) % 9)
    money.decide(review, client, need="contact", contact_by=worker, channel="phone", due_on=due_on, on=on, by=staff["liisa"])
    if told:
        told(lives, client)
    else:
        lives.tell_details(client, on, worker)
        lives.call(client, worker, due_on, then=lambda day: lives.book(
            client, day + timedelta(days=4), now=day, kind="initial", then=lives.first_meeting
        ))  # fmt: skip
