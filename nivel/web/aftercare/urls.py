from django.urls import path

from nivel.web.aftercare import views

urlpatterns = [path("follow-ups", views.follow_ups, name="follow_ups")]
