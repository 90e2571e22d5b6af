"""Background work of the notices. A task carries no content: it looks for what is due."""

from django_tasks import task

from hinweise import versand


@task()
def faellige_versenden() -> dict:
    """Send what is due. Nothing due is no error: several acts wake the worker, the first run takes all."""
    return versand.faellige_versenden()
