"""The demo's clarifications: a pension cleared up half way, psychiatry that answers first, a required visit, a restricted placement."""

from datetime import date, timedelta
from decimal import Decimal

from nivel.access.models import User
from nivel.clients.models import CareRelationship
from nivel.demo.diary import Diary
from nivel.demo.municipality import Joutsa
from nivel.paths import commands as paths
from nivel.paths.commands.clarifications import obliging_periods
from nivel.paths.models import Path

EXAMINATIONS = ("Lääkärin arvio työkyvystä", "Laboratoriokokeet", "Fysioterapeutin arvio")
SUPPORT = "Kuntouttava työtoiminta jatkuu hoidon tahdissa."


def tell_clarifications(town: Joutsa, diary: Diary) -> None:
    diary.on(date(2020, 6, 2), lambda on: _pension(town, on))
    diary.on(date(2020, 6, 3), lambda on: _visit(town, on))
    diary.on(date(2020, 6, 8), lambda on: _placement(town, on))


def _paths_of(worker: User, on: date) -> list[Path]:
    """The worker's open paths that no story tells, the newest first."""
    own = CareRelationship.objects.filter(worker=worker).responsible(on).values("client")
    return list(Path.objects.open_on(on).filter(client__in=own, handovers__isnull=True).order_by("-pk"))


def _pension(town: Joutsa, on: date) -> None:
    """Two of three examinations are done, the health centre's case manager helps, and adult psychiatry answers first."""
    worker = town.staff["bertil"]
    path = _paths_of(worker, on)[0]
    due_on = on + timedelta(days=60)
    row = paths.begin_clarification(path, purpose="pension", due_on=due_on, examinations=EXAMINATIONS, on=on, by=worker)
    paths.name_helper(row, town.staff["sirkka"], on=on, by=worker)
    for each in row.examinations.all()[:2]:
        paths.record_examination(each, done_on=on, place="Joutsan terveysasema", on=on, by=worker)
    paths.name_primary_service(
        path, organisation=town.clinic, service="Aikuispsykiatria", contact="Oma hoitaja, puh. 014 000 00", support=SUPPORT, on=on,
        by=worker,
    )  # fmt: skip


def _visit(town: Joutsa, on: date) -> None:
    worker = town.staff["bertil"]
    found = [(path, periods[0]) for path in _paths_of(worker, on)[1:] if (periods := obliging_periods(path, on))]
    path, episode = found[0]
    ground = "Tullut kahdesti päihtyneenä; koneiden käyttö ei ole turvallista."
    paths.require_visit(path, episode, endangers=ground, due_on=on + timedelta(days=40), on=on, by=worker)


def _placement(town: Joutsa, on: date) -> None:
    """Outi places somebody at the workshop and runs it with the work coach; the others see a period like any other."""
    worker = town.staff["outi"]
    path = next(path for path in _paths_of(worker, on) if not path.episodes.exists())
    starts_on = on + timedelta(days=7)
    agreement = paths.AgreementTerms(
        starts_on,
        starts_on + timedelta(days=59),
        on,
        days_a_week=2,
        hours_a_day=Decimal(4),
        next_meeting_on=starts_on + timedelta(days=30),
        coaching=("individual", "work"),
    )
    terms = paths.PlacementTerms(town.services["other"], town.places["varikko"], agreement, "Seppo Hakala")
    sanction = paths.Sanction("community_service", "Vain päivisin verstaalla, ei asiakaspalvelussa.", "Rikosseuraamustoimisto")
    made = paths.make_other_placement(path, sanction=sanction, terms=terms, on=on, by=worker)
    paths.name_runner(made, town.staff["seppo"], on=on, by=worker)
