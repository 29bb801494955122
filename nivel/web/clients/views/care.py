"""Tiimipalaveri ja terveystarkastus asiakkaan sivulla; and whose health check is missing or late."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nivel.clients.gate import log_shown, open_client
from nivel.clients.models import Client
from nivel.clients.permissions import visible
from nivel.meetings.team_seats import TeamState, teams_of_client
from nivel.paths.commands import health_checks, team
from nivel.paths.health_checks import late_feedback, without_offer
from nivel.paths.models import HealthCheck, TeamMeeting
from nivel.paths.parameters import long_term_months
from nivel.paths.sections import closed_feedback
from nivel.web.answers import done, onwards, tried
from nivel.web.clients.form_page import form_page, open_path_of
from nivel.web.clients.forms.care import (
    AnswerForm,
    FeedbackForm,
    HealthAnswerForm,
    ProposalForm,
    ReferralForm,
    TeamForm,
    TellingForm,
    own_organisation,
)

TAB = "client_assessments"


def meeting(request: HttpRequest, number: int) -> HttpResponse:
    """Kutsu tiimi koolle."""
    client = open_client(request.door, number, "paths.change")
    path = open_path_of(client, request.day)
    teams = teams_of_client(client, request.day)
    form = TeamForm(request.POST or None, on=request.day, teams=teams)

    def call() -> None:
        team.call_team(path, **form.meeting(), on=request.day, by=request.user)

    if done(request, form, call, _("The team is called.")):
        return onwards(request, TAB, number)
    return form_page(request, client, form, _("Call the team"), _("Call"), intro=_empty_seats(teams))


def _empty_seats(teams: list[TeamState]) -> str:
    """Which professions cannot come, because nobody sits there."""
    missing = [f"{seat.title} ({date_format(seat.since, 'j.n.Y')})" for state in teams for seat in state.empty]
    return _("Empty seats in the team, since: %(seats)s.") % {"seats": ", ".join(missing)} if missing else ""


@require_POST
def calling_off(request: HttpRequest, number: int, team_meeting: int) -> HttpResponse:
    """Peru tiimipalaveri, jota ei ole pidetty."""
    client = open_client(request.door, number, "paths.change")
    row = get_object_or_404(TeamMeeting, pk=team_meeting, path__client=client)
    tried(request, lambda: team.call_off_team(row, on=request.day, by=request.user), _("The meeting is called off."))
    return onwards(request, TAB, number)


def proposal(request: HttpRequest, number: int, team_meeting: int) -> HttpResponse:
    """Kirjaa tiimin ehdotus."""
    client = open_client(request.door, number, "paths.change")
    row = get_object_or_404(TeamMeeting, pk=team_meeting, path__client=client)
    form = ProposalForm(request.POST or None, meeting=row)

    def propose() -> None:
        team.propose_plan(row, **form.cleaned_data, on=request.day, by=request.user)

    if done(request, form, propose, _("The proposal is recorded. The client answers it.")):
        return onwards(request, TAB, number)
    return form_page(request, client, form, _("The team's proposal"), _("Record"), intro=row.agenda)


def answer(request: HttpRequest, number: int, team_meeting: int) -> HttpResponse:
    """Kirjaa asiakkaan vastaus ehdotukseen."""
    client = open_client(request.door, number, "paths.change")
    row = get_object_or_404(TeamMeeting, pk=team_meeting, path__client=client)
    form = AnswerForm(request.POST or None)

    def record() -> None:
        team.answer_proposal(row, **form.cleaned_data, on=request.day, by=request.user)

    if done(request, form, record, _("The answer is recorded.")):
        return onwards(request, TAB, number)
    return form_page(request, client, form, _("The client's answer"), _("Record"), intro=row.proposal)


@require_POST
def check(request: HttpRequest, number: int) -> HttpResponse:
    """Tarjoa terveystarkastusta."""
    client = open_client(request.door, number, "paths.change")
    path = open_path_of(client, request.day)
    said = _("The health check is offered.")
    tried(request, lambda: health_checks.offer_health_check(path, on=request.day, by=request.user), said)
    return onwards(request, TAB, number)


def check_answer(request: HttpRequest, number: int, check: int) -> HttpResponse:
    """Asiakas vastaa tarjoukseen."""
    client = open_client(request.door, number, "paths.change")
    row = get_object_or_404(HealthCheck, pk=check, path__client=client)
    form = HealthAnswerForm(request.POST or None)

    def record() -> None:
        health_checks.answer_health_check(row, form.cleaned_data["answer"], on=request.day, by=request.user)

    if done(request, form, record, _("The answer is recorded.")):
        return onwards(request, TAB, number)
    return form_page(request, client, form, _("Health check"), _("Record"))


def referral(request: HttpRequest, number: int, check: int) -> HttpResponse:
    """Tee lähete: the client's permission is asked of the law before anything leaves."""
    client = open_client(request.door, number, "paths.change")
    row = get_object_or_404(HealthCheck, pk=check, path__client=client)
    form = ReferralForm(request.POST or None, on=request.day, by=request.user)

    def refer() -> None:
        health_checks.refer_to_health_check(row, **form.referral(), on=request.day, by=request.user)

    if done(request, form, refer, _("The referral is made. Print it with its feedback form.")):
        return onwards(request, TAB, number)
    intro = _("Needs the client's permission to give the summary of work ability to the clinic.")
    more = {"template": "clients/form_with_permission.html", "intro": intro}
    return form_page(request, client, form, _("Referral to a health check"), _("Make the referral"), **more)


def feedback(request: HttpRequest, number: int, check: int) -> HttpResponse:
    """Kirjaa palautelomake."""
    client = open_client(request.door, number, "paths.change")
    row = get_object_or_404(HealthCheck, pk=check, path__client=client)
    form = FeedbackForm(request.POST or None)

    def record() -> None:
        receiver = own_organisation(request.user, request.day)
        health_checks.return_feedback(row, receiver=receiver, **form.cleaned_data, on=request.day, by=request.user)

    if done(request, form, record, _("The feedback is recorded.")):
        return onwards(request, TAB, number)
    return form_page(request, client, form, _("Feedback of a health check"), _("Record"))


def detail(request: HttpRequest, number: int, check: int) -> HttpResponse:
    """Palautteen suljettu osa: closed to everybody but health care; each opening is a look of its own (VPA-08)."""
    client = open_client(request.door, number, "assessments.see_health")
    row = get_object_or_404(HealthCheck.objects.select_related("clinic"), pk=check, path__client=client)
    return render(
        request, "clients/health_detail.html", {"client": client, "row": row, "detail": closed_feedback(row, sees_health=True)}
    )


def telling(request: HttpRequest, number: int, check: int) -> HttpResponse:
    """Anna työkyvyn yhteenveto työvoimaviranomaiselle."""
    client = open_client(request.door, number, "paths.change")
    row = get_object_or_404(HealthCheck, pk=check, path__client=client)
    form = TellingForm(request.POST or None)

    def tell() -> None:
        sender = own_organisation(request.user, request.day)
        health_checks.tell_work_ability(row, sender=sender, **form.cleaned_data, on=request.day, by=request.user)

    if done(request, form, tell, _("The labour authority was told.")):
        return onwards(request, TAB, number)
    intro = _("Only the summary of work ability is told, and only with the client's permission.")
    return form_page(
        request,
        client,
        form,
        _("Tell the labour authority"),
        _("Record"),
        template="clients/form_with_permission.html",
        intro=intro,
    )


def missing(request: HttpRequest) -> HttpResponse:
    """Terveystarkastus tarjoamatta tai palaute myöhässä: everybody the reader may change the path of (JOU-41)."""
    people = Client.objects.filter(visible(request.actor, "paths.change"))
    unoffered, late = without_offer(people, request.day), list(late_feedback(people, request.day))
    log_shown(request.door, "paths.change", [*(row[0] for row in unoffered), *(row.path.client for row in late)])
    told = {"unoffered": unoffered, "late": late, "limit": long_term_months()}
    return render(request, "clients/health_checks.html", told)
