# One image for both wings; docker-compose.yml says which of them a container serves.
FROM python:3.13-slim-trixie AS bau
ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_PYTHON_DOWNLOADS=never
RUN pip install --no-cache-dir "uv>=0.9"
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv sync --locked --no-default-groups
COPY . .
# Settings refuse to load without a key and a server; collecting static files uses neither.
RUN RIS_PRODUKTION=ja SECRET_KEY=nur-beim-bauen DATABASE_URL=postgresql://db.example/ris ALLOWED_HOSTS=ris.example \
    .venv/bin/python manage.py collectstatic --noinput

FROM python:3.13-slim-trixie
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin ris \
    && install -d -o ris -g ris -m 750 /daten/intern /daten/aushang
WORKDIR /app
COPY --from=bau /app /app
ENV PATH=/app/.venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 RIS_PRODUKTION=ja RIS_DATEN=/daten
USER ris
EXPOSE 8000
CMD ["gunicorn", "--config", "deploy/gunicorn.conf.py"]
