"""Ryhmät: "Mitä ryhmiä on suunniteltu, ja mitkä ovat alkaneet?" Groups by term, their people and what was said of them."""

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from nivel.paths.supply_rules import taken_in
from nivel.services import commands
from nivel.services.models import Group, GroupPerson
from nivel.services.queries import FEWEST, groups_with_people, terms, told_by_others, words_of_clients
from nivel.web.services.forms import DayForm, GroupForm, GroupPersonForm
from nivel.web.services.pages import Back, changed, tabs

AUTUMN_BEGINS = 7


def groups_page(request: HttpRequest) -> HttpResponse:
    """Planned against started groups, the newest term first."""
    context = {
        "terms": terms(request.day),
        "on": request.day,
        "tabs": tabs("services_groups", request.actor),
        "may_manage": request.actor.may("services.manage"),
    }
    return render(request, "services/groups.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """Plan a group."""
    term = Group.Term.AUTUMN if request.day.month >= AUTUMN_BEGINS else Group.Term.SPRING
    form = GroupForm(request.POST or None, initial={"year": request.day.year, "term": term})

    def plan() -> Group:
        return commands.plan_group(**form.cleaned_data, on=request.day, by=request.user)

    back = _("Groups"), reverse("services_groups")
    return changed(
        request, form, plan, _("The group is planned."), title=_("Plan a group"), button=_("Save the group"), back=back
    )


def group(request: HttpRequest, number: int) -> HttpResponse:
    """A group: its time, its people, what was said of it and what it learned from others."""
    found = get_object_or_404(groups_with_people(), pk=number)
    taken = taken_in(found, request.day)
    context = {
        "group": found,
        "on": request.day,
        "fewest": FEWEST,
        "sessions": found.sessions.annotate(told=Count("attendance"), came=Count("attendance", filter=Q(attendance__came=True))),
        "over": found.ends_on is not None and found.ends_on < request.day,
        "taken": taken,
        "free": None if found.size is None else max(0, found.size - taken),
        "may_tell": request.actor.may("attendance.record"),
        "words": words_of_clients(found, request.day),
        "others": told_by_others(request.day).filter(group=found),
        "learned": found.used_feedback.select_related("group", "service").order_by("used_on", "pk"),
        "may_manage": request.actor.may("services.manage"),
    }
    return render(request, "services/group.html", context)


def start(request: HttpRequest, number: int) -> HttpResponse:
    """The group's first day."""
    found = get_object_or_404(Group, pk=number)
    form = DayForm(request.POST or None, initial={"on": request.day})

    def begin() -> Group:
        return commands.start_group(found, on=form.cleaned_data["on"], by=request.user)

    title = _("Start of the group: %(name)s") % {"name": found}
    return changed(
        request, form, begin, _("The group's start is saved."), title=title, button=_("Save the start"), back=_back(found)
    )


def end(request: HttpRequest, number: int) -> HttpResponse:
    """The group's last day."""
    found = get_object_or_404(Group, pk=number)
    form = DayForm(request.POST or None, initial={"on": request.day})

    def finish() -> Group:
        return commands.end_group(found, on=form.cleaned_data["on"], by=request.user)

    title = _("End of the group: %(name)s") % {"name": found}
    return changed(
        request, form, finish, _("The group's end is saved."), title=title, button=_("Save the end"), back=_back(found)
    )


def person_new(request: HttpRequest, number: int) -> HttpResponse:
    """A leader or an expert by experience."""
    found = get_object_or_404(Group, pk=number)
    form = GroupPersonForm(request.POST or None)

    def name() -> GroupPerson:
        return commands.name_group_person(found, **form.cleaned_data, by=request.user)

    title = _("Leader or expert by experience: %(name)s") % {"name": found}
    return changed(request, form, name, _("The person is named."), title=title, button=_("Add to the group"), back=_back(found))


def _back(of: Group) -> Back:
    return of.name, reverse("services_group", args=[of.pk])
