from django.urls import path

from nivel.web.intake import views

urlpatterns = [
    path("intake", views.intake, name="intake"),
    path("intake/new", views.intake_new, name="intake_new"),
    path("intake/<int:number>", views.referral, name="intake_referral"),
    path("intake/<int:number>/answer", views.answer, name="intake_answer"),
    path("intake/<int:number>/criteria", views.criteria, name="intake_criteria"),
    path("intake/<int:number>/selection", views.selection, name="intake_selection"),
    path("intake/<int:number>/plan", views.plan, name="intake_plan"),
    path("intake/<int:number>/enrolment", views.enrolment, name="intake_enrolment"),
    path("intake/<int:number>/enrolment/end", views.enrolment_end, name="intake_enrolment_end"),
    path("clients/<int:number>/referral", views.client_referral, name="client_referral"),
]
