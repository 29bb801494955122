"""The demo's leaver: Venla's fixed term ends in July, and her clients are handed over one by one from the middle of June."""

from datetime import date

from nivel.clients.models import CareRelationship
from nivel.demo.diary import Diary
from nivel.demo.municipality import Joutsa
from nivel.paths import commands as paths
from nivel.paths.models import Caseload, Handover, Path

LAST_DAY, MEETING = date(2020, 7, 31), date(2020, 6, 25)
REASON = "Venlan määräaikainen työ päättyy"
DONE = ("clients_told", "papers_in_place")


def tell_leaver(town: Joutsa, diary: Diary) -> None:
    """Put the handover of Venla's caseload into the diary."""
    diary.on(date(2020, 6, 15), lambda on: _begin(town, on))
    diary.on(date(2020, 6, 17), lambda on: _propose(town, on))
    diary.on(date(2020, 6, 18), lambda on: _accept(town, on))
    diary.on(MEETING, lambda on: _meet(town, on))


def _begin(town: Joutsa, on: date) -> None:
    caseload = paths.begin_caseload(town.staff["venla"], last_day_on=LAST_DAY, reason=REASON, on=on, by=town.staff["liisa"])
    for check in caseload.checks.filter(code__in=DONE):
        paths.tick_check(check, on=on, by=town.staff["venla"])


def _propose(town: Joutsa, on: date) -> None:
    """Those in a service first: Bertil and Aino by turns; the others wait for their turn."""
    cares = CareRelationship.objects.filter(worker=town.staff["venla"]).responsible(on)
    people = Path.objects.open_on(on).filter(client__in=cares.values("client"), episodes__isnull=False)
    turns = [town.staff["bertil"], town.staff["aino"]]
    receivers = {path: turns[order % 2] for order, path in enumerate(people.order_by("pk").distinct())}
    paths.hand_over_caseload(Caseload.objects.get(), receivers, meeting_on=MEETING, on=on, by=town.staff["liisa"])


def _accept(town: Joutsa, on: date) -> None:
    """Bertil takes all that are offered to him; Aino has not answered yet."""
    for row in Handover.objects.filter(caseload__isnull=False, receiver=town.staff["bertil"]).open_on(on):
        paths.accept_handover(row, on=on, by=town.staff["bertil"])


def _meet(town: Joutsa, on: date) -> None:
    """One has met the new worker with Venla beside; the responsibility is Bertil's."""
    row = Handover.objects.filter(caseload__isnull=False, accepted_on__isnull=False).open_on(on).order_by("pk").first()
    if row:
        paths.record_meeting_with_receiver(row, met_on=on, together=True, on=on, by=town.staff["bertil"])
