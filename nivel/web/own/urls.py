from django.urls import path

from nivel.web.own import pages

urlpatterns = [
    path("own", pages.own_affairs, name="own_affairs"),
    path("own/proposals/new", pages.own_proposal_new, name="own_proposal_new"),
]
