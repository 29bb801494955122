"""Käyttäjät: accounts, their roles with dates, units, and the page that shows every action against every role."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from nivel.access import commands, queries
from nivel.access.models import RoleAssignment, Unit, User
from nivel.access.policy import policy
from nivel.access.refusal import Refusal
from nivel.access.second_factor import has_factor
from nivel.access.tickets import ticket_for
from nivel.access.words import action_words, relation_words
from nivel.clients.models import CareRelationship
from nivel.paths.commands import close_account
from nivel.paths.loose_ends import loose_ends_of
from nivel.timeline import clock
from nivel.web.answers import done
from nivel.web.staff.forms import NewRole, NewUnit, NewUser, RoleEnd, Why


def staff(request: HttpRequest) -> HttpResponse:
    """Everybody with an account, with the roles in force today."""
    people = [(user, [_shown(row) for row in user.role_assignments.all() if _in_force(row, request)]) for user in queries.staff()]
    return render(request, "staff/list.html", {"people": people})


def _shown(row: RoleAssignment) -> dict[str, object]:
    return {"name": queries.role_name(row.role), "unit": row.unit, "ends_on": row.ends_on}


def _in_force(row: RoleAssignment, request: HttpRequest) -> bool:
    return row.starts_on <= request.day and (row.ends_on is None or row.ends_on >= request.day)


def staff_new(request: HttpRequest) -> HttpResponse:
    form = NewUser(request.POST or None, initial={"language": "fi"})
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        try:
            user = commands.make_user(given.pop("username"), **given, by=request.user)
        except Refusal as refusal:
            form.add_error("username", str(refusal))
        else:
            messages.success(request, _("The account is made. Give a role, and then the setup link."))
            return redirect("staff_role_new", user.pk)
    return render(request, "staff/new.html", {"form": form})


def staff_user(request: HttpRequest, user: int) -> HttpResponse:
    """One person: roles with dates, and while there is no password yet, the setup link to hand over."""
    person = get_object_or_404(queries.staff(), pk=user)
    ticket = ticket_for(person) if person.is_active and not person.has_usable_password() else ""
    link = request.build_absolute_uri(reverse("account_setup", args=[ticket])) if ticket else ""
    rows = [(row, queries.role_name(row.role), _in_force(row, request)) for row in person.role_assignments.all()]
    own = person.pk == request.user.pk
    return render(
        request, "staff/user.html", {"person": person, "rows": rows, "link": link, "factor": has_factor(person), "own": own}
    )


def staff_role_new(request: HttpRequest, user: int) -> HttpResponse:
    person = get_object_or_404(User, pk=user)
    form = NewRole(request.POST or None, initial={"starts_on": request.day})

    def change() -> None:
        given = dict(form.cleaned_data)
        commands.assign_role(person, given.pop("role"), given.pop("unit"), **given, by=request.user)

    if done(request, form, change, _("The role is given.")):
        return redirect("staff_user", person.pk)
    return render(request, "staff/role_new.html", {"person": person, "form": form, "units": Unit.objects.exists()})


def staff_role_end(request: HttpRequest, user: int, role: int) -> HttpResponse:
    row = get_object_or_404(RoleAssignment.objects.select_related("user", "unit"), pk=role, user=user)
    form = RoleEnd(request.POST or None, initial={"ends_on": request.day})
    if done(
        request,
        form,
        lambda: commands.end_role(row, ends_on=form.cleaned_data["ends_on"], by=request.user),
        _("The last day is set."),
    ):
        return redirect("staff_user", row.user_id)
    return render(request, "staff/role_end.html", {"row": row, "role": queries.role_name(row.role), "form": form})


def staff_login(request: HttpRequest, user: int) -> HttpResponse:
    """A lost phone or password: the old sign-in is taken away and a new setup link follows."""
    person = get_object_or_404(User, pk=user)
    form = Why(request.POST or None)

    def change() -> None:
        commands.renew_login(person, reason=form.cleaned_data["reason"], at=clock.true_moment(), by=request.user)

    if done(request, form, change, _("The old sign-in no longer works. Give the new setup link.")):
        return redirect("staff_user", person.pk)
    return render(request, "staff/login.html", {"person": person, "form": form})


def staff_closing(request: HttpRequest, user: int) -> HttpResponse:
    person = get_object_or_404(User, pk=user)
    form = Why(request.POST or None)

    def change() -> None:
        close_account(person, on=request.day, reason=form.cleaned_data["reason"], by=request.user)

    if done(request, form, change, _("The account is closed.")):
        return redirect("staff")
    left = CareRelationship.objects.filter(worker=person).responsible(request.day).count()
    things = len(loose_ends_of(person, request.day))
    return render(request, "staff/closing.html", {"person": person, "form": form, "left": left, "things": things})


def staff_units(request: HttpRequest) -> HttpResponse:
    form = NewUnit(request.POST or None, initial={"starts_on": request.day})

    def change() -> None:
        given = form.cleaned_data
        organisation = commands.found_organisation(given["organisation"], given["kind"], by=request.user)
        told = {"starts_on": given["starts_on"], "sector": given["sector"]}
        commands.open_unit(given["name"], organisation=organisation, **told, by=request.user)

    if done(request, form, change, _("The unit is opened.")):
        return redirect("staff_units")
    units = Unit.objects.select_related("organisation").order_by("organisation__name", "name")
    return render(request, "staff/units.html", {"units": units, "form": form})


def staff_rights(request: HttpRequest) -> HttpResponse:
    """Who may what: the policy file as a table, the very same that decides."""
    known = policy()
    rows = [(action_words(action), [_grants(grants, role) for role in known.roles]) for action, grants in known.actions.items()]
    return render(request, "staff/rights.html", {"roles": [queries.role_name(code) for code in known.roles], "rows": rows})


def _grants(grants: dict[str, frozenset[str]], role: str) -> str:
    return ", ".join(relation_words(relation) for relation in sorted(grants.get(role, ())))
