"""What may stand in a log line (leaf)."""

import logging


class OhneInhalt(logging.Filter):
    """The class of an error instead of its message and trace, which may hold content or addresses."""

    def filter(self, record):
        if record.exc_info:
            art = record.exc_info[0]
            record.msg = f"{record.getMessage()} ({art.__name__ if art else 'kein Fehler'})"
            record.args, record.exc_info, record.exc_text = (), None, None
        return True
