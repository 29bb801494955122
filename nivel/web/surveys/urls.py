from django.urls import path

from nivel.web.surveys import views

urlpatterns = [
    path("surveys", views.page, name="surveys"),
    path("surveys/new", views.new, name="surveys_new"),
    path("surveys/<int:number>", views.survey, name="survey"),
    path("surveys/<int:number>/paper", views.paper, name="survey_paper"),
    path("surveys/<int:number>/addressees/new", views.addressee_new, name="survey_addressee_new"),
    path("surveys/<int:number>/reminder", views.reminder, name="survey_reminder"),
    path("surveys/<int:number>/closing", views.closing, name="survey_closing"),
    path("surveys/addressees/<int:addressee>/answer", views.answer, name="survey_answer"),
    path("surveys/addressees/<int:addressee>/form", views.form_paper, name="survey_form"),
]
