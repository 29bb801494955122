"""Pöytäkirja: minutes, decisions, action items, confirming and passing on."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from nivel.meetings import bodies
from nivel.meetings.models import ActionItem, BodyMeeting, Decision, MinutesSharing
from nivel.web.answers import done, onwards, tried
from nivel.web.bodies.forms import ActionItemForm, DecisionForm, MinutesForm, SharingForm
from nivel.web.bodies.meetings import meeting_of, of_meeting


def write(request: HttpRequest, number: int) -> HttpResponse:
    """Write the minutes."""
    found = meeting_of(number)
    form = MinutesForm(request.POST or None, initial={"minutes": found.minutes})

    def save() -> BodyMeeting:
        return bodies.write_minutes(found, form.cleaned_data["minutes"], on=request.day, by=request.user)

    return of_meeting(request, form, save, _("The minutes are saved."), found, pgettext("body", "Minutes"), _("Save the minutes"))


def decision_new(request: HttpRequest, number: int) -> HttpResponse:
    """A new decision, with the next section number."""
    found = meeting_of(number)
    form = DecisionForm(request.POST or None)

    def record() -> Decision:
        return bodies.record_decision(found, **form.cleaned_data, on=request.day, by=request.user)

    return of_meeting(request, form, record, _("The decision is saved."), found, _("New decision"), _("Save the decision"))


def decision(request: HttpRequest, number: int) -> HttpResponse:
    """Change the wording of a decision while the minutes are unconfirmed."""
    found = decision_of(number)
    form = DecisionForm(request.POST or None, initial={"title": found.title, "text": found.text})

    def change() -> Decision:
        return bodies.change_decision(found, **form.cleaned_data, by=request.user)

    return of_meeting(request, form, change, _("The decision is saved."), found.meeting, str(found), _("Save the decision"))


def decision_of(number: int) -> Decision:
    return get_object_or_404(Decision.objects.select_related("meeting__body"), pk=number)


def action_item_new(request: HttpRequest, number: int) -> HttpResponse:
    """What somebody does because of a decision."""
    found = decision_of(number)
    form = ActionItemForm(request.POST or None, meeting=found.meeting)

    def add() -> ActionItem:
        return bodies.add_action_item(found, **form.cleaned_data, by=request.user)

    title = _("New action item: %(decision)s") % {"decision": found}
    return of_meeting(request, form, add, _("The action item is saved."), found.meeting, title, _("Save the action item"))


def action_items(request: HttpRequest) -> HttpResponse:
    """The reader's own action items."""
    items = bodies.action_items_of(request.user, request.day)
    return render(request, "bodies/action_items.html", {"items": items, "on": request.day})


@require_POST
def completion(request: HttpRequest, number: int) -> HttpResponse:
    """Mark an action item as done: its owner, or who manages bodies."""
    item = get_object_or_404(ActionItem.objects.select_related("owner", "decision__meeting"), pk=number)
    if item.owner.user_id != request.user.pk and not request.actor.may("bodies.manage"):
        raise Http404
    tried(request, lambda: bodies.complete_action_item(item, on=request.day, by=request.user), _("Marked as done."))
    return onwards(request, "body_meeting", item.decision.meeting_id)


@require_POST
def confirm(request: HttpRequest, number: int) -> HttpResponse:
    """Confirm the minutes."""
    found = meeting_of(number)
    tried(request, lambda: bodies.confirm_minutes(found, on=request.day, by=request.user), _("The minutes are confirmed."))
    return redirect("body_meeting", number)


@require_POST
def share(request: HttpRequest, number: int) -> HttpResponse:
    """Tell that the notes were passed on."""
    found = meeting_of(number)
    form = SharingForm(request.POST)

    def tell() -> MinutesSharing:
        return bodies.share_minutes(found, shared_with=form.cleaned_data["shared_with"], on=request.day, by=request.user)

    if done(request, form, tell, _("Passing on is recorded.")):
        return onwards(request, "body_meeting", number)
    return of_meeting(request, form, tell, "", found, _("To whom the notes were passed on"), _("Record passing on"))
