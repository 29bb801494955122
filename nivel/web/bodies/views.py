"""Toimielimet: "Kuka päättää, kuka tekee ja mihin mennessä?" The bodies and their members."""

from collections.abc import Callable

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from nivel.meetings import bodies
from nivel.meetings.models import Body, BodyMember
from nivel.web.answers import done, onwards
from nivel.web.bodies.forms import BodyForm, EndForm, MemberForm


def bodies_page(request: HttpRequest) -> HttpResponse:
    """All bodies, and the reader's own action items."""
    context = {
        "bodies": bodies.bodies_with_counts(),
        "items": bodies.action_items_of(request.user, request.day),
        "on": request.day,
        "may_manage": request.actor.may("bodies.manage"),
    }
    return render(request, "bodies/list.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """Found a body."""
    form = BodyForm(request.POST or None)
    made: list[Body] = []

    def found() -> None:
        made.append(bodies.found_body(**form.cleaned_data, by=request.user))

    if done(request, form, found, _("The body is founded.")):
        return onwards(request, "body", made[0].pk)
    return form_page(request, form, _("New body"), _("Save the body"), back=(_("Bodies"), reverse("bodies")))


def body(request: HttpRequest, number: int) -> HttpResponse:
    """A body: its founding, who is in it, its meetings and what waits to be done."""
    found = get_object_or_404(Body, pk=number)
    context = {
        "body": found,
        "members": bodies.members_on(found, request.day),
        "former": bodies.former_members(found, request.day),
        "meetings": bodies.meetings_of(found),
        "items": bodies.undone_items(request.day).filter(decision__meeting__body=found),
        "on": request.day,
        "may_manage": request.actor.may("bodies.manage"),
    }
    return render(request, "bodies/body.html", context)


def member_new(request: HttpRequest, number: int) -> HttpResponse:
    """Seat a member or an invited person."""
    found = get_object_or_404(Body, pk=number)
    form = MemberForm(request.POST or None, initial={"starts_on": request.day})

    def add() -> BodyMember:
        return bodies.add_member(found, **form.cleaned_data, by=request.user)

    return changed(request, form, add, _("The member is added."), found, _("New member or invited person"), _("Add to the body"))


def member_end(request: HttpRequest, number: int) -> HttpResponse:
    """The last day of a membership."""
    member = get_object_or_404(BodyMember.objects.select_related("body"), pk=number)
    form = EndForm(request.POST or None, initial={"on": request.day})

    def end() -> BodyMember:
        return bodies.end_membership(member, on=form.cleaned_data["on"], by=request.user)

    title = _("End of membership: %(name)s") % {"name": member.name}
    return changed(request, form, end, _("The membership has its last day."), member.body, title, _("Save the last day"))


def changed(
    request: HttpRequest, form: Form, change: Callable[[], object], said: str, of: Body, title: str, button: str
) -> HttpResponse:
    """A form about a body: done and back to the body, or shown again with everything typed."""
    if done(request, form, change, said):
        return onwards(request, "body", of.pk)
    return form_page(request, form, title, button, back=(of.name, reverse("body", args=[of.pk])))


def form_page(request: HttpRequest, form: Form, title: str, button: str, *, back: tuple[str, str]) -> HttpResponse:
    name, url = back
    return render(
        request, "bodies/form.html", {"form": form, "title": title, "button": button, "back_name": name, "back_url": url}
    )
