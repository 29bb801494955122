from django.urls import path

from nivel.web.goals import views

urlpatterns = [
    path("goals", views.goals, name="goals"),
    path("goals/figures/<slug:code>", views.figure, name="goals_figure"),
    path("goals/figures/<slug:code>/people", views.people, name="goals_figure_people"),
    path("goals/values", views.tell, name="goals_values"),
]
