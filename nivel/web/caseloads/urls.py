from django.urls import path

from nivel.web.caseloads import areas, views

urlpatterns = [
    path("areas", areas.areas, name="areas"),
    path("caseloads", views.caseloads, name="caseloads"),
    path("caseloads/new", views.caseload_new, name="caseload_new"),
    path("caseloads/<int:number>", views.caseload, name="caseload"),
    path("caseloads/<int:number>/change", views.caseload_change, name="caseload_change"),
    path("caseloads/<int:number>/handovers", views.caseload_handovers, name="caseload_handovers"),
    path("caseloads/<int:number>/things", views.caseload_ends, name="caseload_ends"),
    path("caseloads/<int:number>/checks/<int:check>", views.caseload_check, name="caseload_check"),
]
