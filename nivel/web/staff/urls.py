from django.urls import path

from nivel.web.staff import views

urlpatterns = [
    path("staff", views.staff, name="staff"),
    path("staff/new", views.staff_new, name="staff_new"),
    path("staff/units", views.staff_units, name="staff_units"),
    path("staff/rights", views.staff_rights, name="staff_rights"),
    path("staff/<int:user>", views.staff_user, name="staff_user"),
    path("staff/<int:user>/roles/new", views.staff_role_new, name="staff_role_new"),
    path("staff/<int:user>/roles/<int:role>/end", views.staff_role_end, name="staff_role_end"),
    path("staff/<int:user>/login", views.staff_login, name="staff_login"),
    path("staff/<int:user>/closing", views.staff_closing, name="staff_closing"),
]
