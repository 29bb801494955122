from datetime import date

from django.urls import path, register_converter

from nivel.web.share import changes, reconciling, views, warnings


class ListMonth:
    """A month in an address, as 2020-03; the first day of it in Python."""

    regex = r"20\d{2}-(?:0[1-9]|1[0-2])"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(f"{value}-01")

    def to_url(self, value: date) -> str:
        return f"{value:%Y-%m}"


register_converter(ListMonth, "list_month")

urlpatterns = [
    path("share", views.share, name="share"),
    path("share/trend", views.trend, name="share_trend"),
    path("share/warnings", warnings.approaching, name="share_warnings"),
    path("share/warnings/sheet", warnings.sheet, name="share_warnings_sheet"),
    path("share/warnings/crossed", warnings.crossed, name="share_crossed"),
    path("share/costs", changes.costs, name="share_costs"),
    path("share/<list_month:month>", views.month, name="share_month"),
    path("share/<list_month:month>/reconciliation", reconciling.reconcile, name="share_reconciliation"),
    path("share/<list_month:month>/review", changes.review, name="share_review"),
    path("share/<list_month:month>/review/closing", changes.closing, name="share_closing"),
    path("share/<list_month:month>/people/<int:number>/decision", changes.decision, name="share_decision"),
    path("share/<list_month:month>/people/<int:number>/details", changes.details, name="share_details"),
    path("share/<list_month:month>/people/<int:number>/protection", changes.protection, name="share_protection"),
]
