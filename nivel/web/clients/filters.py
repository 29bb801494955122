"""Rajaukset, jotka luetaan lauseena, and views saved by the reader: a name for a sentence, kept in the reader's own browser."""

import json
from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from nivel.programmes.lines import service_lines
from nivel.web.clients.states import STATES
from nivel.web.reasons import language

COOKIE = "client-views"
LASTS = 365 * 24 * 60 * 60
MOST = 12

WHO = [
    ("mine", pgettext_lazy("filter", "with whom I work")),
    ("responsible", pgettext_lazy("filter", "for whom I am responsible")),
    ("unit", pgettext_lazy("filter", "of my unit")),
    ("all", pgettext_lazy("filter", "whom I may see")),
]
STATE = [(state.code, state.label) for state in STATES.values()]
LINES = [line.code for line in service_lines()]


@dataclass(frozen=True)
class Filters:
    who: str = "mine"
    state: str = "any"
    line: str = ""

    @property
    def query(self) -> str:
        return urlencode({"who": self.who, "state": self.state} | ({"line": self.line} if self.line else {}))


class FilterForm(forms.Form):
    """Lause: three choices in a sentence."""

    who = forms.ChoiceField(label=_("Whose clients"), choices=WHO, required=False)
    state = forms.ChoiceField(label=_("What of their path"), choices=STATE, required=False)
    line = forms.ChoiceField(label=_("On which line of service"), required=False)

    def __init__(self, *args: object, everybody: bool, **options: object) -> None:
        super().__init__(*args, **options)
        any_line = ("", pgettext("filter", "on any line of service"))
        self.fields["line"].choices = [any_line, *((line.code, line.title.say(language())) for line in service_lines())]
        self.first = "all" if everybody else "mine"

    def filters(self) -> Filters:
        """What was asked; anything unknown is as if not asked."""
        given = self.cleaned_data if self.is_valid() else {}
        return Filters(given.get("who") or self.first, given.get("state") or "any", given.get("line") or "")


class ViewForm(forms.Form):
    """Tallennettu näkymä: its name."""

    name = forms.CharField(label=_("Name of the view"), max_length=40)


@dataclass(frozen=True)
class SavedView:
    name: str
    query: str


def saved_views(request: HttpRequest) -> list[SavedView]:
    """The views in the reader's browser; a spoilt cookie is no views."""
    text = request.get_signed_cookie(COOKIE, default="[]", max_age=LASTS)
    return [SavedView(name, query) for name, query in json.loads(text)]


def keep_views(response: HttpResponse, views: list[SavedView], *, secure: bool) -> None:
    text = json.dumps([(view.name, view.query) for view in views[-MOST:]])
    response.set_signed_cookie(COOKIE, text, max_age=LASTS, httponly=True, samesite="Lax", secure=secure, path="/clients")


def sentence_of(posted: QueryDict) -> str:
    """The sentence as a query, of the known choices only."""
    who, state, line = posted.get("who", ""), posted.get("state", ""), posted.get("line", "")
    known = (who if who in dict(WHO) else "mine", state if state in dict(STATE) else "any", line if line in LINES else "")
    return Filters(*known).query
