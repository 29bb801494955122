"""The two tabs of funding: grants and purchases, each by its right."""

from django.urls import reverse
from django.utils.translation import gettext as _

from nivel.access.actor import Actor


def tabs(current: str, actor: Actor) -> list[dict[str, object]]:
    named = (("grants", _("Grants"), "grants.see"), ("purchases", _("Purchases"), "purchases.see"))
    shown = ((route, label) for route, label, action in named if actor.may(action))
    return [{"label": label, "url": reverse(route), "current": route == current} for route, label in shown]
