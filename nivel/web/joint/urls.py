from django.urls import path

from nivel.web.joint import agreements, clientships

AGREEMENT = "joint/agreements/<int:number>"
CLIENTSHIP = "clients/<int:number>/joint"

urlpatterns = [
    path("joint", agreements.joint, name="joint"),
    path("joint/agreements/new", agreements.new, name="joint_agreement_new"),
    path(AGREEMENT, agreements.agreement, name="joint_agreement"),
    path(f"{AGREEMENT}/end", agreements.agreement_end, name="joint_agreement_end"),
    path(f"{AGREEMENT}/members/new", agreements.member, name="joint_member_new"),
    path(f"{AGREEMENT}/workers/new", agreements.worker, name="joint_worker_new"),
    path("joint/members/<int:number>/end", agreements.member_end, name="joint_member_end"),
    path("joint/workers/<int:number>/end", agreements.worker_end, name="joint_worker_end"),
    path(CLIENTSHIP, clientships.clientship, name="client_joint"),
    path(f"{CLIENTSHIP}/new", clientships.new, name="client_joint_new"),
    path(f"{CLIENTSHIP}/worker", clientships.seat, name="client_joint_seat"),
    path(f"{CLIENTSHIP}/assessment", clientships.view, name="client_joint_view"),
    path(f"{CLIENTSHIP}/end", clientships.ending, name="client_joint_ending"),
]
