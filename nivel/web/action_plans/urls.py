from django.urls import path

from nivel.web.action_plans import views

urlpatterns = [
    path("action-plans", views.page, name="action_plans"),
    path("action-plans/new", views.new, name="action_plans_new"),
    path("action-plans/<int:number>", views.plan, name="action_plan"),
    path("action-plans/<int:number>/paper", views.paper, name="action_plan_paper"),
    path("action-plans/<int:number>/measures/new", views.measure, name="action_plan_measure"),
    path("action-plans/measures/<int:measure>/follow-up", views.follow_up, name="action_plan_follow_up"),
]
