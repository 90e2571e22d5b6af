"""The queue of the background worker is no page of the admin: its arguments may name what is not public."""

from django.contrib import admin
from django_tasks_db.models import DBTaskResult

admin.site.unregister(DBTaskResult)
