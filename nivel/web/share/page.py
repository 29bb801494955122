"""The month's page put together: the list, its rows, coverage, and who may take part."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, QuerySet

from nivel.access.models import RoleAssignment, User
from nivel.access.policy import policy
from nivel.clients.gate import open_clients
from nivel.clients.models import Client
from nivel.exchange.models import ImportBatch
from nivel.meetings.models.contacts import Channel
from nivel.money.models import Review, Reviewer
from nivel.money.queries import Coverage, ListedPerson, MonthList, coverage, list_months, month_list, on_list
from nivel.timeline.months import add_months
from nivel.web.middleware import NivelRequest
from nivel.web.share.rows import PersonRow, person_rows

ROWS_A_PAGE = 100


@dataclass(frozen=True)
class MonthPage:
    """Kuukauden sivu: the list as the reader may see it, with what the meeting needs around it."""

    month: date
    months: list[date]
    review: Review | None
    arrived_at: datetime | None
    listed: MonthList
    part: Page
    rows: list[PersonRow]
    coverage: Coverage
    workers: list[User]
    only_undecided: bool = False
    number: str = ""

    @property
    def channels(self) -> list[tuple[str, str]]:
        return Channel.reaching()

    @property
    def is_open(self) -> bool:
        return self.review is not None and self.review.closed_on is None

    @property
    def keep(self) -> str:
        """What of the address stays when another page is turned to."""
        return "&undecided=1" if self.only_undecided else ""

    @property
    def place(self) -> str:
        """The place on the list to come back to, as the rest of an address."""
        kept = {"undecided": "1" if self.only_undecided else "", "page": self.number}
        told = urlencode({name: value for name, value in kept.items() if value})
        return f"?{told}" if told else ""


def people_of(month: date) -> QuerySet[Client]:
    """Those on the month's list and those of the month before, who may have left it."""
    return Client.objects.filter(on_list(month) | on_list(add_months(month, -1)))


def month_page(request: NivelRequest, month: date) -> MonthPage:
    """The page of a month, its people through the gate in one logged look."""
    people = open_clients(request.door, "share.see", people_of(month))
    page = _page(request, month, people)
    return replace(page, rows=_rows(request, page, page.part.object_list))


def page_of_one(request: NivelRequest, month: date, client: Client) -> MonthPage:
    """The page for one row only, after it was changed; empty when the reader may not see the person on the list."""
    page = _page(request, month, open_clients(request.door, "share.see", Client.objects.filter(pk=client.pk)))
    return replace(page, rows=_rows(request, page, page.listed.people))


def _rows(request: NivelRequest, page: MonthPage, people: Sequence[ListedPerson]) -> list[PersonRow]:
    return person_rows(request, people, request.day, open_for_change=page.is_open)


def _page(request: NivelRequest, month: date, people: list[Client]) -> MonthPage:
    reviewers = Prefetch("reviewers", Reviewer.objects.select_related("user"))
    review = Review.objects.prefetch_related(reviewers).filter(month=month).first()
    listed = month_list(month, request.day, people)
    wished = request.POST if request.method == "POST" else request.GET
    only_undecided = bool(wished.get("undecided"))
    part = _part(listed, wished.get("page", "1"), only_undecided=only_undecided)
    return MonthPage(
        month=month,
        months=list_months(request.day),
        review=review,
        arrived_at=_arrived_at(month),
        listed=listed,
        part=part,
        rows=[],
        coverage=coverage(month, request.day),
        workers=list(may_review(request.day)),
        only_undecided=only_undecided,
        number=wished.get("page", ""),
    )


def _part(listed: MonthList, number: str, *, only_undecided: bool) -> Page:
    """The people of one page of the table: all of them, or those still without a decision."""
    people = [person for person in listed.people if person.decision is None or not only_undecided]
    return Paginator(people, ROWS_A_PAGE).get_page(number)


def _arrived_at(month: date) -> datetime | None:
    """When the month's newest list was read, where that is known."""
    batch = (
        ImportBatch.objects.filter(source="kela-share", months__contains=[month], undone_at__isnull=True).order_by("-pk").first()
    )
    return batch.read_at if batch else None


def may_review(on: date) -> QuerySet[User]:
    """Those whose role lets them take part in a review on the day."""
    roles = policy().actions["share.see"].keys()
    held = RoleAssignment.objects.in_force(on).filter(role__in=roles)
    return User.objects.filter(is_active=True, pk__in=held.values("user"))
