from django.urls import path

from nivel.web.abilities import pages

PERSON = "clients/<int:number>/ability"
ABILITY = f"{PERSON}/<int:ability>"

urlpatterns = [
    path(PERSON, pages.client_ability, name="client_ability"),
    path(f"{PERSON}/new", pages.new, name="client_ability_new"),
    path(f"{ABILITY}/ground", pages.ground, name="client_ability_ground"),
    path(f"{ABILITY}/ending", pages.ending, name="client_ability_ending"),
    path(f"{ABILITY}/accommodations/new", pages.accommodation_new, name="client_accommodation_new"),
    path(f"{PERSON}/accommodations/<int:accommodation>/telling", pages.telling, name="client_accommodation_telling"),
    path(f"{PERSON}/tellings/<int:telling>/withdrawal", pages.telling_withdrawal, name="client_telling_withdrawal"),
]
