from django.urls import path

from nivel.web.coachees import views

urlpatterns = [
    path("coachees", views.coachees, name="coachees"),
    path("coachees/<int:number>", views.coachee, name="coachee"),
    path("shared-plans", views.shared_plans, name="shared_plans"),
    path("shared-plans/<int:number>", views.shared_plan, name="shared_plan"),
    path("shared-plans/<int:number>/tasks/<int:task>/completion", views.task_completion, name="shared_plan_task"),
]
