from django.urls import path

from nivel.web.employers import candidates, changes, views

ONE = "employers/<int:number>"

urlpatterns = [
    path("employers", views.employers, name="employers"),
    path("employers/new", views.new, name="employers_new"),
    path("employers/labour/new", views.labour, name="employers_labour"),
    path("employers/packages/new", views.package, name="employers_package"),
    path("employers/needs/<int:number>/candidates", candidates.candidates, name="employer_candidates"),
    path("employers/reading", views.reading, name="employers_reading"),
    path(ONE, views.employer, name="employer"),
    path(f"{ONE}/card", changes.card, name="employer_card"),
    path(f"{ONE}/people/new", changes.person, name="employer_person"),
    path("employers/people/<int:number>/ending", changes.person_end, name="employer_person_end"),
    path(f"{ONE}/contacts/new", changes.contact, name="employer_contact"),
    path(f"{ONE}/commitments/new", changes.commitment, name="employer_commitment"),
    path("employers/commitments/<int:number>", changes.commitment_end, name="employer_commitment_end"),
    path(f"{ONE}/needs/new", changes.need, name="employer_need"),
    path("employers/needs/<int:number>/ending", changes.need_end, name="employer_need_end"),
]
