# One image, one process, one volume.
FROM python:3.13-slim AS build
WORKDIR /src
COPY requirements.lock ./
RUN python -m venv /opt/sidedoor && /opt/sidedoor/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY config ./config
COPY crawler ./crawler
COPY scheduler ./scheduler
COPY seeds ./seeds
RUN /opt/sidedoor/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.13-slim
RUN apt-get update && apt-get install -y --no-install-recommends tini && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --create-home --home-dir /data --shell /usr/sbin/nologin sidedoor
COPY --from=build /opt/sidedoor /opt/sidedoor
ENV PATH=/opt/sidedoor/bin:$PATH PYTHONUNBUFFERED=1 SIDEDOOR_DATA_DIR=/data
USER 10001
WORKDIR /data
VOLUME /data
HEALTHCHECK --interval=60s --timeout=20s --start-period=30s CMD ["sidedoor", "status", "--alive"]
ENTRYPOINT ["tini", "--", "sidedoor"]
CMD ["run"]
