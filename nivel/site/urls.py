from django.urls import include, path

urlpatterns = [path("", include("nivel.web.urls"))]

handler400 = "nivel.web.errors.bad_request"
handler403 = "nivel.web.errors.forbidden"
handler404 = "nivel.web.errors.not_found"
handler500 = "nivel.web.errors.failed"
