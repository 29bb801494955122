from django.urls import path

from nivel.web.goals import exits, lines, results, views, waits

urlpatterns = [
    path("goals", views.goals, name="goals"),
    path("goals/figures/<slug:code>", views.figure, name="goals_figure"),
    path("goals/figures/<slug:code>/people", views.people, name="goals_figure_people"),
    path("goals/exits", exits.exits, name="goals_exits"),
    path("goals/exits/targets/new", exits.target, name="goals_exit_target"),
    path("goals/results", results.results, name="goals_results"),
    path("goals/results/targets/new", results.target, name="goals_result_target"),
    path("goals/lines", lines.lines, name="goals_lines"),
    path("goals/waits", waits.waits, name="goals_waits"),
    path("goals/waits/people", waits.people, name="goals_waits_people"),
    path("goals/waits/sheet", waits.sheet, name="goals_waits_sheet"),
    path("goals/values", views.tell, name="goals_values"),
]
