"""gunicorn for production: `gunicorn cms.wsgi -c deploy/production/gunicorn.conf.py`.

Stateless processes: run as many replicas as needed behind any proxy, without sticky sessions.
"""

import os

bind = os.environ.get("GUNICORN_BIND", "127.0.0.1:8001")
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))  # two per core is a good start
threads = 4
preload_app = False  # a reload must load the new code and .env: a preloaded one would stay
control_socket_disable = True  # nobody asks it anything, and its folder may not be writable
max_requests, max_requests_jitter = 5000, 500  # a slow leak never grows old
timeout, graceful_timeout, keepalive = 30, 30, 5
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108 - a RAM disk
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1,::1")
accesslog = None  # the proxy keeps one
errorlog = "-"
