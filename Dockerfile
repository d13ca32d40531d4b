# Cairn as a container: what it runs with is built in one stage, and only the result is kept.
FROM python:3.11-slim AS build
WORKDIR /src
RUN python -m venv /opt/cairn
COPY requirements.lock ./
RUN /opt/cairn/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY pyproject.toml README.md ./
COPY bot ./bot
COPY storage ./storage
COPY dialogues ./dialogues
COPY docs/rules ./docs/rules
RUN /opt/cairn/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.11-slim
# A fixed account without rights, so that the data folder belongs to the same one after an update.
RUN useradd --uid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin cairn \
    && install --directory --owner=10001 --group=10001 --mode=0700 /data
COPY --from=build /opt/cairn /opt/cairn
ENV PATH=/opt/cairn/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    CAIRN_DATA_DIR=/data \
    CAIRN_HTTP=127.0.0.1:8080
USER 10001:10001
WORKDIR /data
# Everything that changes is here; the rest may be mounted read-only (docker run --read-only).
VOLUME /data
HEALTHCHECK --interval=60s --timeout=5s --start-period=30s --retries=3 \
    CMD ["cairn", "doctor", "--health"]
ENTRYPOINT ["cairn"]
CMD ["run"]
