"""Health check of the containers: the process answers and reaches its database."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpResponse


@login_not_required
def gesundheit(request):
    """200 "gesund" if the database answers; otherwise the error of the connection, without its text, as 500."""
    with connection.cursor() as zeiger:
        zeiger.execute("SELECT 1")
    return HttpResponse("gesund", content_type="text/plain")
