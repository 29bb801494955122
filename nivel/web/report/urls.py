from django.urls import path

from nivel.web.report import final, views
from nivel.web.share import urls  # noqa: F401  (registers the month in an address)

urlpatterns = [
    path("report/final", final.final, name="report_final"),
    path("report/final/<int:number>", final.paper, name="report_final_paper"),
    path("report", views.newest, name="report"),
    path("report/<list_month:month>", views.report, name="report_month"),
    path("report/<list_month:month>/pdf", views.pdf, name="report_pdf"),
    path("report/<list_month:month>/sheet", views.sheet, name="report_sheet"),
    path("report/<list_month:month>/signing", views.sign, name="report_signing"),
    path("report/<list_month:month>/sending", views.send, name="report_sending"),
]
