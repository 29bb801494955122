"""One form about one person: the page that shows it, the same for all of them."""

from datetime import date

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from nivel.clients.models import Client
from nivel.paths.models import Path


def form_page(request: HttpRequest, client: Client, form: Form, title: str, submit: str, **more: object) -> HttpResponse:
    """The form with its title and button. `template` names another than the plain one; `intro` is a sentence before it.

    The person's own page is linked to whoever may open it.
    """
    template = more.pop("template", "clients/form.html")
    origin = request.POST.get("next") or request.GET.get("next", "")
    context = {"client": client, "form": form, "title": title, "submit": submit, "origin": origin, "intro": "", **more}
    context["shut"] = not request.door.may("clients.open", client)
    return render(request, str(template), context)


def open_path_of(client: Client, on: date) -> Path:
    """The person's open path; a page that changes a path does not exist without one."""
    path = Path.objects.filter(client=client).open_on(on).first()
    if path is None:
        raise Http404
    return path
