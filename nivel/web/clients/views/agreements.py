"""Sopimukset: "Mitä sovittiin, ja mitä siitä vielä puuttuu?" The maker, the agreement's page, decision, delivery and papers."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nivel.clients.gate import open_client
from nivel.clients.models import Client
from nivel.law.benefits_and_limits import ktt_limits
from nivel.law.facts import Facts
from nivel.paths import commands
from nivel.paths.above_agreed import above_agreed
from nivel.paths.agreement_states import rule_of_agreement, standing, with_facts
from nivel.paths.following import what_follows
from nivel.paths.interim import interim_meetings
from nivel.paths.models import Agreement, Certificate, Episode, Path, QualificationUnit, TravelClaim
from nivel.paths.months_in_all import months_in_all
from nivel.paths.papers import print_agreement
from nivel.paths.placement_rules import is_placeable
from nivel.paths.places import full_on
from nivel.paths.year_of_days import year_of_days
from nivel.services.models import Coaching, Direction, Service
from nivel.services.specifications import specification_on
from nivel.timeline import clock
from nivel.timeline.period import DAY
from nivel.web.answers import done, onwards, tried
from nivel.web.basis import told_basis
from nivel.web.clients.fields import row_number
from nivel.web.clients.form_page import form_page, open_path_of
from nivel.web.clients.forms.agreeing import ContinuationForm, MakerForm, kept, offered_services
from nivel.web.clients.forms.agreements import DeliveryForm, InterimForm, RatingForm, SendBackForm
from nivel.web.clients.forms.places import FIND, PlaceSearchForm
from nivel.web.clients.forms.reaching import DropForm
from nivel.web.reasons import told

ACTIONS = (
    "agreements.confirm", "agreements.deliver", "attendance.record", "clients.open", "paths.change", "skills.record", "travel.decide",
)  # fmt: skip


def maker(request: HttpRequest, number: int) -> HttpResponse:
    """Tee sopimus: the service is chosen first; what the law or the model refuses is refused here, each with its section."""
    client = open_client(request.door, number, "paths.change")
    path = open_path_of(client, request.day)
    sent = request.POST or request.GET
    service = offered_services(request.day).filter(pk=row_number(sent.get("service"))).first()
    if service is None:
        return _following(request, client, path) if "following" in request.GET else _choice_page(request, client)
    # A button that only shows the form anew keeps all that was typed and checks nothing yet.
    anew = FIND in request.POST or "anew" in request.POST
    form = MakerForm(
        None if anew else request.POST or None,
        path=path,
        on=request.day,
        service=service,
        programme=sent.get("programme", ""),
        worker=request.user,
        may_overbook=request.door.may("agreements.overbook", client),
        search=request.POST if FIND in request.POST else None,
        initial=kept(sent),
    )

    def make() -> None:
        commands.make_agreement(path, **form.agreement(), on=request.day, by=request.user)

    if not anew and done(request, form, make, _("The period and its agreement are made.")):
        return onwards(request, "client_agreements", number)
    search = PlaceSearchForm(initial=kept(sent)) if "place" in form.fields else None
    more = {"search": search, "found": FIND in request.POST, "specification": specification_on(service, request.day)}
    return _maker_page(request, client, form, _("Start a period in a service"), **more)


def _following(request: HttpRequest, client: Client, path: Path) -> HttpResponse:
    """Sovi jatkosta: the form that mends a period with nothing after it, the period and the plan's next service chosen."""
    ahead = what_follows(path, request.day)
    query = request.GET.copy()
    if ahead is None:
        return _choice_page(request, client)
    if ahead.continues:
        return redirect(f"{reverse('client_agreement', args=[client.pk, ahead.period.pk])}?{query.urlencode()}")
    if ahead.service is None:
        return _choice_page(request, client, previous=str(ahead.period.pk))
    query["previous"], query["service"] = str(ahead.period.pk), str(ahead.service.pk)
    return redirect(f"{reverse('client_episode', args=[client.pk])}?{query.urlencode()}")


def _choice_page(request: HttpRequest, client: Client, **known: str) -> HttpResponse:
    """Mihin palveluun: the services by where they lead, each opening its own form, with what is known already."""
    services = offered_services(request.day).select_related("provider", "arranger")
    query = request.GET.copy()
    query.update(known)

    def address(service: Service) -> str:
        query["service"] = str(service.pk)
        return f"?{query.urlencode()}"

    rows = [(each, address(each), is_placeable(each.kind, request.day)) for each in services]
    ways = [(label, [row for row in rows if row[0].direction == code]) for code, label in Direction.choices]
    context = {
        "client": client,
        "ways": [way for way in ways if way[1]],
        "following": "following" in request.GET,
        "may_close": request.door.may("paths.close", client),
        "origin": request.GET.get("next", ""),
        "shut": False,
    }
    return render(request, "clients/agreement_service.html", context)


def continuation(request: HttpRequest, number: int, episode: int) -> HttpResponse:
    """Jatka sopimusta: the same rules as for the first one. Come back to from a plan made on the way, it has all that was typed."""
    client = open_client(request.door, number, "paths.change")
    row = get_object_or_404(Episode.objects.select_related("service", "path", "place"), pk=episode, path__client=client)
    newest = row.agreements.order_by("-ends_on").first()
    about = {"path": row.path, "kind": row.service.kind, "programme": row.programme, "worker": request.user}
    anew = "anew" in request.POST
    initial = _as_before(newest, row) | (kept(request.POST) if anew else {})
    form = ContinuationForm(None if anew else request.POST or None, on=request.day, initial=initial, **about)
    if not anew and newest and newest.plan != form.newest:
        # The day belongs to the plan that it tells of.
        form.initial.pop("plan_accepted_on", None)
    form.tell_full(_is_full(row, form), request.door.may("agreements.overbook", client))

    def extend() -> None:
        commands.continue_agreement(row, terms=form.terms(), interim=form.interim(), on=request.day, by=request.user)

    if not anew and done(request, form, extend, _("The agreement continues.")):
        _warn_of_length(request, row.agreements.order_by("-starts_on")[0])
        return onwards(request, "client_agreements", number)
    title = _("Continue the agreement") if newest else _("Make the agreement")
    return _maker_page(request, client, form, title, intro=str(row), continuing=row.pk)


def _warn_of_length(request: HttpRequest, made: Agreement) -> None:
    """A period that goes on without a break over the length of one period at a time is made, and told of."""
    found = months_in_all(made)
    if found and found.over:
        told = {"months": found.unbroken, "most": found.most, "source": found.citation}
        said = _(
            "%(months)s months without a break: one period lasts at most %(most)s at a time (%(source)s). Renew the plan first."
        )
        messages.warning(request, said % told)


def _is_full(episode: Episode, form: ContinuationForm) -> bool:
    """Whether somebody else has taken the room of the period's place in the days to come."""
    limited = episode.place is not None and episode.service.kind == Service.Kind.REHABILITATIVE_WORK
    return limited and full_on(episode.place, form.day, form.day_of("ends_on"), episode.path) is not None


def _as_before(agreement: Agreement | None, episode: Episode) -> dict[str, object]:
    """The new agreement begins as the one before told; the first one of a planned period with the period's days."""
    names = (
        "days_a_week", "hours_a_day", "weekdays", "coaching", "goal", "strengths", "content", "plan_accepted_on", "pension",
        "entry", "funding",
    )  # fmt: skip
    if agreement is None:
        return {"starts_on": episode.starts_on, "ends_on": episode.planned_ends_on}
    return {"starts_on": agreement.ends_on + DAY} | {name: getattr(agreement, name) for name in names}


def _maker_page(request: HttpRequest, client: Client, form: ContinuationForm, title: str, **more: object) -> HttpResponse:
    limits = told(ktt_limits(Facts(), form.day)) if form.rule and form.rule.law_limits else []
    submit, template = _("Make the agreement"), "clients/agreement_form.html"
    more |= {"following": "following" in request.GET, "may_close": request.door.may("paths.close", client)}
    return form_page(request, client, form, title, submit, template=template, limits=limits, limits_on=form.day, **more)


def page(request: HttpRequest, number: int, agreement: int) -> HttpResponse:
    """Sopimuksen sivu: its state, what it lacks, what it was checked by, and what has come of it."""
    client = open_client(request.door, number, "agreements.see")
    row = get_object_or_404(with_facts(Agreement.objects.all()), pk=agreement, episode__path__client=client)
    may = request.door.allowed(ACTIONS, client)
    context = {
        "open": "paths.change" in may and not (row.episode.ended_on or row.episode.dropped_on),
        "client": client,
        "agreement": row,
        "episode": row.episode,
        "standing": standing(row, request.day),
        "rule": rule_of_agreement(row),
        "limits": told_basis(row.law_basis),
        "year": year_of_days(row, request.day),
        "sent_back": commands.sent_back(row),
        "takeable": commands.why_it_stays(row) is None,
        "coaching": [Coaching(form).label for form in row.coaching],
        "above": above_agreed(row, request.day),
        "months": months_in_all(row),
        "interim": interim_meetings([row]),
        "ratings": row.ratings.all(),
        "units": QualificationUnit.objects.filter(episode=row.episode),
        "certificates": Certificate.objects.filter(episode=row.episode).select_related("issuer", "document"),
        "travel": TravelClaim.objects.filter(episode=row.episode).select_related("document"),
        "specification": specification_on(row.episode.service, row.agreed_on),
        "accommodations": row.accommodations.open_on(request.day),
        "may": may,
        "plan_overdue": _rests_on_overdue(row, request.day),
        "on": request.day,
    }
    return render(request, "clients/agreement.html", context)


def _rests_on_overdue(agreement: Agreement, on: date) -> bool:
    """Whether its plan should have been reviewed by now, while the period still runs."""
    plan, last = agreement.plan, agreement.episode.last_day
    return plan is not None and plan.ends_on is None and plan.review_on < on and (last is None or last >= on)


@require_POST
def decision(request: HttpRequest, number: int, agreement: int) -> HttpResponse:
    """Vahvista päätös (JOU-06)."""
    client = open_client(request.door, number, "agreements.confirm")
    row = _agreement(client, agreement)

    def confirm() -> None:
        commands.confirm_agreement(row, on=request.day, at=clock.now(), by=request.user)

    tried(request, confirm, _("The decision is confirmed."))
    return onwards(request, "client_agreement_page", number, agreement)


def returning(request: HttpRequest, number: int, agreement: int) -> HttpResponse:
    """Palauta sopimus: it is not confirmed, and why goes to the responsible worker."""
    client = open_client(request.door, number, "agreements.confirm")
    row = _agreement(client, agreement)
    form = SendBackForm(request.POST or None)

    def send_back() -> None:
        commands.send_back_agreement(row, **form.cleaned_data, on=request.day, at=clock.now(), by=request.user)

    if done(request, form, send_back, _("The agreement is sent back. The responsible worker has it as a task.")):
        return onwards(request, "client_agreement_page", number, agreement)
    return form_page(request, client, form, _("Send the agreement back"), _("Send back"), intro=str(row.episode))


def delivery(request: HttpRequest, number: int, agreement: int) -> HttpResponse:
    """Toimitettu viranomaiselle (JOU-59)."""
    client = open_client(request.door, number, "agreements.deliver")
    row = _agreement(client, agreement)
    form = DeliveryForm(request.POST or None, initial={"delivered_on": request.day})

    def deliver() -> None:
        commands.deliver_agreement(row, **form.cleaned_data, on=request.day, by=request.user)

    if done(request, form, deliver, _("The delivery is recorded.")):
        return onwards(request, "client_agreement_page", number, agreement)
    return form_page(request, client, form, _("The agreement is delivered"), _("Record"), intro=str(row.episode))


def taking_back(request: HttpRequest, number: int, agreement: int) -> HttpResponse:
    """Peru virheellinen sopimus: the period stays, and its agreement is made anew."""
    client = open_client(request.door, number, "paths.change")
    row = _agreement(client, agreement)
    form = DropForm(request.POST or None)

    def take_back() -> None:
        commands.take_back_agreement(row, reason=form.cleaned_data["reason"], on=request.day, by=request.user)

    said = _("The agreement is taken back. The period still stands: make its agreement anew, or drop or end it.")
    if done(request, form, take_back, said):
        return onwards(request, "client_agreements", number)
    more = {"template": "clients/drop_form.html", "meetings": [each for each in interim_meetings([row]) if not each.outcome]}
    intro = f"{row.episode} {date_format(row.starts_on, 'j.n.Y')}–{date_format(row.ends_on, 'j.n.Y')}"
    return form_page(request, client, form, _("Take the agreement back"), _("Take back"), intro=intro, **more)


def interim(request: HttpRequest, number: int, agreement: int) -> HttpResponse:
    """Lisää väliyhteydenotto kalenteriin (JOU-78)."""
    client = open_client(request.door, number, "paths.change")
    row = _agreement(client, agreement)
    form = InterimForm(
        request.POST or None, on=request.day, near=request.user, initial={"worker": request.user, "day": _middle(row)}
    )

    def book() -> None:
        commands.book_interim_contacts(row, form.interim(), by=request.user)

    if done(request, form, book, _("The interim contact is in the calendar.")):
        return onwards(request, "client_agreement_page", number, agreement)
    return form_page(request, client, form, _("Interim contact"), _("Put in the calendar"), intro=str(row.episode))


def rating(request: HttpRequest, number: int, agreement: int) -> HttpResponse:
    """Arvioi tavoitteet: before the period, and again at its end (JOU-25)."""
    client = open_client(request.door, number, "paths.change")
    row = _agreement(client, agreement)
    form = RatingForm(request.POST if request.method == "POST" else None, rated=row.ratings.all())

    def rate() -> None:
        commands.rate_goals(row, form.ratings(), on=request.day, by=request.user)

    if done(request, form, rate, _("The goals are rated.")):
        return onwards(request, "client_agreement_page", number, agreement)
    intro = _("From 0 (does not work at all) to 10 (works well), together with the client.")
    return form_page(request, client, form, _("Rate the goals"), _("Record"), intro=intro)


def _middle(agreement: Agreement) -> date:
    return agreement.starts_on + (agreement.ends_on - agreement.starts_on) / 2


@require_POST
def paper(request: HttpRequest, number: int, agreement: int) -> HttpResponse:
    """Tulosta sopimus allekirjoitettavaksi."""
    client = open_client(request.door, number, "paths.change")
    row = _agreement(client, agreement)
    tried(request, lambda: print_agreement(row, on=request.day, by=request.user), _("The agreement is among the documents."))
    return redirect("client_documents", number)


def _agreement(client: Client, number: int) -> Agreement:
    rows = Agreement.objects.select_related("episode__service", "episode__place", "episode__path__client", "plan", "made_by")
    return get_object_or_404(rows, pk=number, episode__path__client=client)
