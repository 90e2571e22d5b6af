"""The addresses of the product and one page more: nothing but the frame of the inner wing."""

from django.shortcuts import render
from django.urls import path

from wittmund_ris.urls import urlpatterns as eigene


def leer(request):
    return render(request, "verwaltung/basis.html")


urlpatterns = [path("verwaltung/messen/leer/", leer), *eigene]
