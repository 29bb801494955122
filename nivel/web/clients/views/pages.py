"""Asiakkaan sivu: the same top on every tab, and under it what the tab is for."""

from datetime import timedelta

from django.db.models import BooleanField, ExpressionWrapper, Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nivel.clients.gate import open_client
from nivel.clients.models import CareRelationship, Client
from nivel.clients.queries import shown_contact_details
from nivel.documents.models import Document
from nivel.meetings.models import Appointment, ContactAttempt, TeamCase
from nivel.meetings.team_seats import SeatState, TeamState, authors_of, teams_of_client
from nivel.paths.agreement_states import standings
from nivel.paths.commands.assessments import in_use
from nivel.paths.endings import outcome_told
from nivel.paths.measures import measures_done
from nivel.paths.models import (
    Agreement,
    Assessment,
    Closure,
    Episode,
    HealthCheck,
    Path,
    Section,
    StatementRequest,
    Task,
    TeamMeeting,
)
from nivel.paths.psychologist import psychologist_works, referral_out
from nivel.paths.sections import Part, distance_travelled, parts_of
from nivel.web.clients.looks import looks_at
from nivel.web.clients.parties import sides_of
from nivel.web.clients.person import person_of
from nivel.web.clients.plan_contents import contents_of, line_of, stage_of
from nivel.web.clients.tabs import tabs_for
from nivel.web.reasons import language
from nivel.web.remedies import assessment_reasons

SHOWN = 60
LATELY = timedelta(days=30)


def client_tab(request: HttpRequest, client: Client, name: str, **more: object) -> HttpResponse:
    """One tab under the top that all share."""
    person = person_of(request.door, client, request.day)
    context = {"person": person, "client": client, "tab": name, "tabs": tabs_for(person), **more}
    return render(request, f"clients/tab_{name}.html", context)


def plan(request: HttpRequest, number: int) -> HttpResponse:
    """Suunnitelma: own words, goals, tasks; beside them what the law says today."""
    client = open_client(request.door, number, "clients.open")
    tasks = Task.objects.filter(path__client=client).undone_on(request.day).select_related("worker", "debriefs")
    path = Path.objects.filter(client=client, opened_on__lte=request.day).order_by("-opened_on").first()
    closure = Closure.objects.filter(path=path, closed_on__lte=request.day).select_related("closed_by").first()
    lately = Task.objects.filter(path__client=client).settled_since(request.day - LATELY)
    more = {
        "settled": lately.select_related("worker").order_by("-done_on", "-dropped_on", "pk"),
        "contents": contents_of(path, request.user, request.day),
        "stage": stage_of(path, request.day),
        "line": line_of(client, request.day),
        "matters": TeamCase.objects.standing(request.day).filter(client=client).select_related("slot__meeting__body", "owner"),
        "closure": closure,
        "ended": outcome_told(closure, language()) if closure else "",
        "measures": measures_done(path, closure.closed_on) if path and closure else [],
        "gone": distance_travelled(path, closure.closed_on, language()) if path and closure else [],
        "statements": StatementRequest.objects.filter(path__client=client).select_related("asked_of", "payer"),
    }
    return client_tab(request, client, "plan", tasks=tasks, sides=sides_of(client, request.day), **more)


def assessments(request: HttpRequest, number: int) -> HttpResponse:
    """Arvio: each assessment with its deadline or result."""
    client = open_client(request.door, number, "clients.open")
    rows = Assessment.objects.filter(path__client=client).select_related("episode__service", "held_by").order_by("-due_on")
    rows = rows.annotate(is_used=ExpressionWrapper(in_use(), BooleanField()))
    followers = Prefetch("episode__successors", Episode.objects.filter(dropped_on__isnull=True), to_attr="followers")
    written = rows.prefetch_related(Prefetch("sections", Section.objects.select_related("written_by")), followers)
    path = Path.objects.filter(client=client, opened_on__lte=request.day).order_by("-opened_on").first()
    more = {
        "distance": distance_travelled(path, request.day, language()) if path else [],
        "meetings": TeamMeeting.objects.filter(path__client=client).prefetch_related("seats__worker"),
        "working": set(CareRelationship.objects.filter(client=client).in_force(request.day).values_list("worker", flat=True)),
        "psychologist_works": psychologist_works(),
        "referral": referral_out(path) if path else None,
        "check": HealthCheck.objects.filter(path__client=client).select_related("clinic", "referral").first(),
    }
    teams = teams_of_client(client, request.day)
    shown = [(row, *_parts(row, teams)) for row in written]
    return client_tab(request, client, "assessments", rows=shown, why=assessment_reasons(), teams=teams, **more)


Written = tuple[Part, list[SeatState]]


def _parts(row: Assessment, teams: list[TeamState]) -> tuple[list[Written], list[Written]]:
    """The parts in the table, and those left out of it: what was not written before the assessment was held is told on one line.

    Beside a part that is not written stands who of the client's team is of its profession, or since when that seat is empty (VPA-01).
    """
    parts = [(part, authors_of(teams, part.told.authors)) for part in parts_of(row, language(), row.sections.all())]
    if row.held_on is None:
        return parts, []
    return [each for each in parts if each[0].section], [each for each in parts if not each[0].section]


def contacts(request: HttpRequest, number: int) -> HttpResponse:
    """Yhteydenotot ja ajat, the newest first."""
    client = open_client(request.door, number, "clients.open")
    rows = ContactAttempt.objects.filter(client=client).select_related("worker")[:SHOWN]
    times = Appointment.objects.filter(client=client).select_related("worker").order_by("-starts_at")[:SHOWN]
    return client_tab(request, client, "contacts", rows=rows, times=times, details=shown_contact_details(request.door, client))


def agreements(request: HttpRequest, number: int) -> HttpResponse:
    """Palvelujaksot ja sopimukset."""
    client = open_client(request.door, number, "clients.open")
    followers = Prefetch("successors", Episode.objects.filter(dropped_on__isnull=True), to_attr="followers")
    rows = Episode.objects.filter(path__client=client).select_related("service", "place")
    rows = rows.prefetch_related("agreements", followers).order_by("-starts_on")
    stands = standings(Agreement.objects.filter(episode__path__client=client), request.day)
    stood = {stand.agreement.pk: stand for stand in stands}
    shown = [(row, [(each, stood[each.pk]) for each in row.agreements.all()]) for row in rows]
    return client_tab(request, client, "agreements", rows=shown, why=assessment_reasons())


def documents(request: HttpRequest, number: int) -> HttpResponse:
    """Asiakirjat."""
    client = open_client(request.door, number, "documents.open")
    rows = Document.objects.filter(client=client).select_related("made_by").prefetch_related("deliveries").defer("cipher")
    return client_tab(request, client, "documents", rows=rows)


def money(request: HttpRequest, number: int) -> HttpResponse:
    """Laki ja raha: where the person stands, why, and the payments behind it."""
    client = open_client(request.door, number, "clients.see_money")
    return client_tab(request, client, "money", rows=client.benefit_payments.order_by("-starts_on", "-paid_on")[:SHOWN])


def rights(request: HttpRequest, number: int) -> HttpResponse:
    """Luvat ja katselut: contact details, protection, who works with the person, who has looked."""
    client = open_client(request.door, number, "clients.open")
    workers = CareRelationship.objects.filter(client=client).select_related("worker", "unit").order_by("-starts_on")
    looks = looks_at(client) if request.door.may("clients.see_looks", client) else None
    transfers = _transfers(client) if request.door.may("permissions.see", client) else {}
    details = shown_contact_details(request.door, client)
    return client_tab(request, client, "rights", workers=workers, looks=looks, details=details, **transfers)


def _transfers(client: Client) -> dict[str, object]:
    """Permissions, prohibitions and transfers: what a permission is about can itself tell of health, so not for every reader."""
    parties = ("sender", "receiver")
    return {
        "may_see_transfers": True,
        "permissions": client.permissions.select_related(*parties, "paper__document").defer("paper__document__cipher"),
        "prohibitions": client.prohibitions.select_related(*parties),
        "disclosures": client.disclosures.select_related(*parties)[:SHOWN],
    }
