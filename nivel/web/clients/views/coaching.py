"""Työ ja valmennus: the client's choice of support, what is done, where the client wants to work and what is looked for (VSS-07-11)."""

from collections.abc import Callable

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nivel.clients.gate import open_client
from nivel.clients.models import Client
from nivel.employers.models import LabourNeed
from nivel.paths import commands
from nivel.paths.coaching import coaching_file
from nivel.paths.commands.coaching import people_needed
from nivel.paths.inventory import goal_now, goals_in_force
from nivel.paths.models import EmployerWish, Episode, Path, PlaceSearch, SkillEntry
from nivel.paths.plans import plan_in_force
from nivel.web.answers import done, tried
from nivel.web.clients.form_page import form_page, open_path_of
from nivel.web.clients.forms import coaching as forms
from nivel.web.clients.views.pages import client_tab

SEE, CHANGE = "clients.see_notes", "paths.change"


def coaching(request: HttpRequest, number: int) -> HttpResponse:
    """Työ ja valmennus."""
    client = open_client(request.door, number, SEE)
    path = Path.objects.filter(client=client, opened_on__lte=request.day).order_by("-opened_on").first()
    return client_tab(request, client, "coaching", file=coaching_file(path, request.day) if path else None)


def _step(
    request: HttpRequest, client: Client, form: Form, change: Callable[[], object], said: str, *, title: str, intro: str = ""
) -> HttpResponse:
    """Done and back to the tab, or shown again with everything typed."""
    if done(request, form, change, said):
        return redirect("client_coaching", client.pk)
    return form_page(request, client, form, title, _("Record"), intro=intro)


def scope(request: HttpRequest, number: int) -> HttpResponse:
    """Asiakkaan valitsema tuki."""
    client = open_client(request.door, number, CHANGE)
    path = open_path_of(client, request.day)
    now = path.scopes.first()
    form = forms.ScopeForm(request.POST or None, initial={"supports": now.supports, "rhythm": now.rhythm} if now else {})

    def choose() -> None:
        commands.choose_scope(path, **form.cleaned_data, on=request.day, by=request.user)

    return _step(request, client, form, choose, _("What the client chose is recorded."), title=_("Support chosen by the client"))


def act(request: HttpRequest, number: int) -> HttpResponse:
    """Kirjaa, mitä tehtiin."""
    client = open_client(request.door, number, CHANGE)
    path = open_path_of(client, request.day)
    form = forms.ActForm(request.POST or None, initial={"held_on": request.day})

    def record() -> None:
        commands.record_act(path, **form.cleaned_data, worker=request.user, on=request.day, by=request.user)

    return _step(request, client, form, record, _("What was done is recorded."), title=_("Record what was done"))


def realism(request: HttpRequest, number: int) -> HttpResponse:
    """Onko suunnitelma realistinen: beside the questions stands what the register knows of the wished fields."""
    client = open_client(request.door, number, CHANGE)
    path = open_path_of(client, request.day)
    plan = plan_in_force(path, request.day)
    if plan is None:
        raise Http404
    fields = sorted({wish.industry for wish in path.wishes.standing(request.day)})
    form = forms.RealismForm(request.POST or None, initial={"source": _("the register of employers")})

    def check() -> None:
        commands.check_realism(plan, **form.cleaned_data, industries=fields, on=request.day, by=request.user)

    now, foreseen = (people_needed(request.day, time, fields) for time in LabourNeed.Time)
    intro = _("In the fields that the client wishes, employers need %(now)s people now and foresee %(foreseen)s.")
    said = _("The plan's realism is recorded.")
    title = _("Is the plan realistic?")
    return _step(request, client, form, check, said, title=title, intro=intro % {"now": now, "foreseen": foreseen})


def skill(request: HttpRequest, number: int) -> HttpResponse:
    """Kirjaa vahvuus, osaaminen tai haaste."""
    client = open_client(request.door, number, CHANGE)
    path = open_path_of(client, request.day)
    form = forms.SkillEntryForm(request.POST or None, goals=goals_in_force(path, request.day))

    def tell() -> None:
        commands.tell_skill(path, **form.cleaned_data, on=request.day, by=request.user)

    return _step(request, client, form, tell, _("It is in the skill inventory."), title=_("A strength, a skill or a challenge"))


def skill_goal(request: HttpRequest, number: int, skill: int) -> HttpResponse:
    """Liitä osaaminen tavoitteeseen."""
    client = open_client(request.door, number, CHANGE)
    path = open_path_of(client, request.day)
    row = get_object_or_404(SkillEntry, pk=skill, path=path)
    told = {"goal": goal_now(path, row.goal, request.day) if row.goal else None, "bearing": row.bearing}
    form = forms.SkillGoalForm(request.POST or None, goals=goals_in_force(path, request.day), initial=told)

    def aim() -> None:
        commands.aim_skill(row, **form.cleaned_data, on=request.day, by=request.user)

    return _step(request, client, form, aim, _("It stands beside its goal."), title=_("What it means for a goal"), intro=row.text)


@require_POST
def skill_end(request: HttpRequest, number: int, skill: int) -> HttpResponse:
    """Ei pidä enää paikkaansa."""
    client = open_client(request.door, number, CHANGE)
    row = get_object_or_404(SkillEntry, pk=skill, path__client=client)
    tried(request, lambda: commands.end_skill(row, on=request.day, by=request.user), _("It no longer holds."))
    return redirect("client_coaching", number)


def wish(request: HttpRequest, number: int) -> HttpResponse:
    """Kirjaa toive työpaikasta."""
    client = open_client(request.door, number, CHANGE)
    path = open_path_of(client, request.day)
    form = forms.WishForm(request.POST or None)

    def tell() -> None:
        commands.tell_wish(path, **form.cleaned_data, on=request.day, by=request.user)

    return _step(request, client, form, tell, _("The wish is recorded."), title=_("Where the client wants to work"))


def wish_employer(request: HttpRequest, number: int, wish: int) -> HttpResponse:
    """Liitä toiveeseen työnantaja."""
    client = open_client(request.door, number, CHANGE)
    row = get_object_or_404(EmployerWish, pk=wish, path__client=client)
    form = forms.WishEmployerForm(request.POST or None, initial={"organisation": row.organisation_id})

    def link() -> None:
        commands.link_wish(row, form.cleaned_data["organisation"], on=request.day, by=request.user)

    return _step(request, client, form, link, _("The employer is named."), title=_("Employer of the wish"), intro=row.text)


@require_POST
def wish_end(request: HttpRequest, number: int, wish: int) -> HttpResponse:
    """Toive ei ole enää voimassa."""
    client = open_client(request.door, number, CHANGE)
    row = get_object_or_404(EmployerWish, pk=wish, path__client=client)
    tried(request, lambda: commands.end_wish(row, on=request.day, by=request.user), _("The wish has ended."))
    return redirect("client_coaching", number)


def search(request: HttpRequest, number: int) -> HttpResponse:
    """Kirjaa paikan haku."""
    client = open_client(request.door, number, CHANGE)
    path = open_path_of(client, request.day)
    form = forms.SearchForm(request.POST or None, on=request.day, initial={"started_on": request.day})

    def begin() -> None:
        commands.begin_search(path, **form.cleaned_data, on=request.day, by=request.user)

    return _step(request, client, form, begin, _("The search is recorded."), title=_("Search for a place"))


def search_end(request: HttpRequest, number: int, search: int) -> HttpResponse:
    """Kirjaa haun tulos."""
    client = open_client(request.door, number, CHANGE)
    row = get_object_or_404(PlaceSearch, pk=search, path__client=client)
    form = forms.SearchEndForm(request.POST or None)

    def end() -> None:
        commands.end_search(row, **form.cleaned_data, on=request.day, by=request.user)

    title = row.get_kind_display().capitalize()
    return _step(request, client, form, end, _("What came of the search is recorded."), title=title)


def employer_feedback(request: HttpRequest, number: int, episode: int) -> HttpResponse:
    """Kirjaa yhteydenotto työpaikkaan ja palaute molempiin suuntiin."""
    client = open_client(request.door, number, CHANGE)
    row = get_object_or_404(Episode.objects.select_related("place__organisation", "path"), pk=episode, path__client=client)
    form = forms.EmployerFeedbackForm(request.POST or None, initial={"held_on": request.day})

    def record() -> None:
        commands.record_employer_feedback(row, **form.cleaned_data, on=request.day, by=request.user)

    said = _("The feedback is recorded.")
    return _step(request, client, form, record, said, title=_("Feedback with the employer"), intro=str(row.place or row.service))
