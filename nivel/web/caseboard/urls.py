from django.urls import path

from nivel.web.caseboard import views

urlpatterns = [
    path("caseboard", views.caseboard_page, name="caseboard"),
    path("clients/<int:number>/services", views.services, name="client_services"),
]
