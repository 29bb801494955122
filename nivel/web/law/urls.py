from django.urls import path

from nivel.web.law import views

urlpatterns = [
    path("law", views.law, name="law"),
    path("law/calculator", views.calculator, name="law_calculator"),
    path("law/<slug:topic>", views.topic, name="law_topic"),
]
