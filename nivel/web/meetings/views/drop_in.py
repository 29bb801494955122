"""PopUp-päivät: announcing a day, the walk-in queue, inviting those not reached."""

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from nivel.clients.commands import unit_of
from nivel.clients.gate import log_shown, open_clients
from nivel.clients.models import Client
from nivel.clients.permissions import visible
from nivel.meetings.commands import Invited, arrive, open_drop_in_day
from nivel.meetings.models import ContactAttempt, DropInDay, DropInVisit
from nivel.meetings.queries import drop_in_days, not_reached, queue_of
from nivel.paths.letters import invite_people, serve_visitor
from nivel.timeline import clock
from nivel.web.answers import done, onwards, tried
from nivel.web.meetings.forms import ArrivalForm, DropInDayForm
from nivel.web.meetings.sought import sought

INVITED_AT_ONCE = 200


def days(request: HttpRequest) -> HttpResponse:
    """PopUp-päivät."""
    return render(request, "meetings/drop_in_days.html", {"days": drop_in_days(request.day), "on": request.day})


def new(request: HttpRequest) -> HttpResponse:
    """Uusi PopUp-päivä."""
    form = DropInDayForm(request.POST or None, today=request.day, initial={"unit": unit_of(request.user, request.day)})
    made: list[DropInDay] = []

    def announce() -> None:
        made.append(open_drop_in_day(**form.cleaned_data, by=request.user))

    if done(request, form, announce, _("The drop-in day is announced.")):
        return onwards(request, "meetings_drop_in_day", made[0].pk)
    return render(request, "meetings/drop_in_new.html", {"form": form})


def day(request: HttpRequest, number: int) -> HttpResponse:
    """Jono: who waits, who has been served; a search finds who arrives."""
    row = get_object_or_404(DropInDay.objects.select_related("unit"), pk=number)
    form, found = sought(request, "dropin.manage")
    visits = queue_of(row)
    log_shown(request.door, "dropin.see", [visit.client for visit in visits if visit.client])
    context = {
        "row": row,
        "form": form,
        "found": found,
        "waiting": [visit for visit in visits if not visit.served_at],
        "served": [visit for visit in visits if visit.served_at],
        "is_today": row.held_on == request.day,
        "expected": _expected(request, row, {visit.client_id for visit in visits}),
        "opens": _opens(request, visits),
    }
    return render(request, "meetings/drop_in_day.html", context)


def _expected(request: HttpRequest, row: DropInDay, came: set[int | None]) -> list[Client]:
    """Those invited who have not come yet, as far as the reader may list them; nobody when the day is over."""
    if row.held_on < request.day:
        return []
    invited = Client.objects.filter(invitations__drop_in_day=row).exclude(pk__in=[number for number in came if number])
    return open_clients(request.door, "clients.list", invited.order_by("sort_name", "pk"))


def _opens(request: HttpRequest, visits: list[DropInVisit]) -> set[int]:
    """Whose page the reader may open from the queue."""
    numbers = [visit.client_id for visit in visits if visit.client_id]
    return set(Client.objects.filter(visible(request.actor, "clients.open"), pk__in=numbers).values_list("pk", flat=True))


@require_POST
def arrival(request: HttpRequest, number: int) -> HttpResponse:
    """Kirjaa saapuneeksi: somebody of one's own people or of those invited, or a visitor without a name."""
    row = get_object_or_404(DropInDay, pk=number)
    form = ArrivalForm(request.POST, people=Client.objects.filter(visible(request.actor, "clients.list")))
    if form.is_valid():
        given = form.cleaned_data
        tried(
            request,
            lambda: arrive(row, client=given["client"], topic=given["topic"], at=clock.now(), by=request.user),
            _("The visitor is in the queue."),
        )
    else:
        messages.error(request, _("The visitor was not found."))
    return onwards(request, "meetings_drop_in_day", number)


@require_POST
def service(request: HttpRequest, number: int) -> HttpResponse:
    """Ota vastaan."""
    visit = get_object_or_404(DropInVisit.objects.select_related("client", "day"), pk=number)
    checked = "checked" in request.POST
    tried(
        request,
        lambda: serve_visitor(visit, at=clock.now(), by=request.user, details_checked=checked),
        _("The visitor is served, and the contact is recorded.") if visit.client_id else _("The visitor is served."),
    )
    return onwards(request, "meetings_drop_in_day", visit.day_id)


def invitations(request: HttpRequest, number: int) -> HttpResponse:
    """Kutsu PopUp-päivään ne, joita ei ole tavoitettu."""
    row = get_object_or_404(DropInDay.objects.select_related("unit"), pk=number)
    people = _to_invite(request, row)
    if request.method == "POST":
        picked = {int(text) for text in request.POST.getlist("pick") if text.isdecimal() and len(text) < 19}
        chosen = open_clients(request.door, "letters.make", Client.objects.filter(pk__in=picked).order_by("sort_name", "pk"))
        _tell(request, invite_people([(client, row) for client in chosen], on=request.day, by=request.user))
        return onwards(request, "meetings_drop_in_day", number)
    shown = list(people[:INVITED_AT_ONCE])
    log_shown(request.door, "letters.make", shown)
    rows = [(client, ContactAttempt.Result(client.newest_result).label) for client in shown]
    return render(request, "meetings/drop_in_invitations.html", {"row": row, "rows": rows})


def _to_invite(request: HttpRequest, row: DropInDay) -> QuerySet[Client]:
    people = not_reached(visible(request.actor, "letters.make"))
    return people.exclude(Q(invitations__drop_in_day=row)).order_by("sort_name", "pk")


def _tell(request: HttpRequest, came: list[Invited]) -> None:
    """Each row its own result: how many letters, and who got none and why."""
    made = sum(each.made for each in came)
    if made:
        messages.success(request, ngettext("%(count)s letter is made.", "%(count)s letters are made.", made) % {"count": made})
    for each in came:
        if each.refusal:
            messages.warning(request, f"{each.client.name}: {each.refusal}")
