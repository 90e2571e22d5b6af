"""gunicorn in the containers. The number of processes is gunicorn's own variable WEB_CONCURRENCY."""

wsgi_app = "wittmund_ris.wsgi:application"
bind = "0.0.0.0:8000"  # the container's own network; only the proxy reaches it
worker_class = "gthread"
threads = 4
# The heartbeat file on memory: the container's file system is read-only, and a slow disk would look like a dead worker.
worker_tmp_dir = "/dev/shm"  # noqa: S108 - mode and name are made by mkstemp
control_socket_disable = True
graceful_timeout = 20
loglevel = "warning"
