from django.urls import path

from nivel.web.gaps import views

urlpatterns = [path("gaps", views.gaps, name="gaps")]
