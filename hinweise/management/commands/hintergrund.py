"""`manage.py hintergrund`: the worker of the queue and the clock in one process. Any number of them may run."""

import logging
import os
import signal
import threading
import time

from django.db import close_old_connections, connections
from django_tasks_db.management.commands import db_worker

from hinweise import taktgeber

logger = logging.getLogger(__name__)
TAKT = 60


class Takt(threading.Thread):
    """Ticks every minute; ends the process when the one that has started it is gone."""

    def __init__(self, aufsicht):
        super().__init__(name="takt", daemon=True)
        self.aufsicht = aufsicht

    def run(self):
        naechster = time.monotonic()
        while True:
            if self.aufsicht and os.getppid() != self.aufsicht:
                os.kill(os.getpid(), signal.SIGTERM)
                return
            if time.monotonic() >= naechster:
                naechster = time.monotonic() + TAKT
                self.schlagen()
            time.sleep(1)

    def schlagen(self):
        """One beat; a database that is away for a moment must not stop the clock."""
        try:
            close_old_connections()
            taktgeber.tick()
        except Exception as fehler:  # noqa: BLE001
            logger.error("Taktgeber gescheitert (%s)", type(fehler).__name__)
        finally:
            connections.close_all()


class Command(db_worker.Command):
    help = "Erledigt die Hintergrundarbeit: Aufträge der Warteschlange, Mails, tägliche Arbeiten."

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--aufsicht", type=int, default=0, help="Prozess, mit dem auch dieser endet.")
        parser.set_defaults(queue_name="*", reload=False)

    def handle(self, *, aufsicht, **options):
        Takt(aufsicht).start()
        super().handle(**options)
