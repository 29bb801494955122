from django.urls import path

from nivel.web.looks import purposes, views

urlpatterns = [
    path("looks", views.looks, name="looks"),
    path("looks/client", views.looks_client, name="looks_client"),
    path("looks/seal", views.looks_seal, name="looks_seal"),
    path("looks/reasons", views.looks_reasons, name="looks_reasons"),
    path("looks/reasons/<int:reason>", views.looks_reason, name="looks_reason"),
    path("purposes", purposes.purposes_page, name="purposes"),
    path("clients/<int:number>/reason", views.client_reason, name="client_reason"),
]
