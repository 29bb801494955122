from django.urls import path

from nivel.web.imports import views

urlpatterns = [
    path("imports", views.imports, name="imports"),
    path("imports/given/<str:token>", views.import_list, name="import_list"),
    path("imports/given/<str:token>/applying", views.import_applying, name="import_applying"),
    path("imports/given/<str:token>/leaving", views.import_leaving, name="import_leaving"),
    path("imports/<int:number>", views.import_batch, name="import_batch"),
    path("imports/<int:number>/undoing", views.import_undoing, name="import_undoing"),
]
