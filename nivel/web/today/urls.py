from django.urls import path

from nivel.web.today import views

urlpatterns = [path("today", views.today, name="today"), path("today/unit", views.unit, name="today_unit")]
