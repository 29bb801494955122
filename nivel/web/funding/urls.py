from django.urls import path

from nivel.web.funding import grants, purchases

urlpatterns = [
    path("grants", grants.page, name="grants"),
    path("grants/new", grants.new, name="grants_new"),
    path("grants/<int:number>", grants.grant, name="grant"),
    path("grants/<int:number>/decision", grants.decision, name="grant_decision"),
    path("grants/<int:number>/budget", grants.budget, name="grant_budget"),
    path("grants/<int:number>/costs/new", grants.cost, name="grant_cost"),
    path("grants/<int:number>/report", grants.report, name="grant_report"),
    path("grants/reports/<int:report>", grants.paper, name="grant_paper"),
    path("grants/reports/<int:report>/sending", grants.sending, name="grant_sending"),
    path("purchases", purchases.page, name="purchases"),
    path("purchases/new", purchases.new, name="purchases_new"),
    path("purchases/<int:number>", purchases.purchase, name="purchase"),
    path("purchases/<int:number>/results", purchases.results, name="purchase_results"),
    path("purchases/<int:number>/invoices/new", purchases.invoice, name="purchase_invoice"),
]
