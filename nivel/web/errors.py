"""Error pages. "No right" and "no such thing" are one page with one status, so that nobody learns who is a client."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, 400, _("The request could not be understood."))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, 403, _("The form had expired. Go back, reload the page and send it again: what you wrote is kept."))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, 404, _("This page does not exist, or it is not open to you."))


def failed(request: HttpRequest) -> HttpResponse:
    return _page(request, 500, _("Something failed on our side. Nothing was half saved. Try again, or tell the administrator."))


def _page(request: HttpRequest, status: int, sentence: str) -> HttpResponse:
    return render(request, "web/error.html", {"status": status, "sentence": sentence}, status=status)
