# Shoroku as a container: docs/running.md. Nothing is downloaded when it runs; all models are in it.
#
#   docker build --tag shoroku .
#
# On x86-64, PyPI's torch brings gigabytes of GPU packages: give the address of PyTorch's own CPU index
# (pytorch.org, "Get started", compute platform CPU) as TORCH_INDEX_URL. A build with GPU parts stops.

FROM python:3.11.14-slim-bookworm AS parts
ARG TORCH_INDEX_URL=""
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_ROOT_USER_ACTION=ignore
WORKDIR /app
COPY requirements.lock ./
RUN python -m venv /opt/venv \
    && if [ -n "$TORCH_INDEX_URL" ]; then \
        /opt/venv/bin/pip install --no-deps --index-url "$TORCH_INDEX_URL" "$(grep '^torch==' requirements.lock)"; \
    fi \
    && /opt/venv/bin/pip install --no-deps --requirement requirements.lock
RUN if ! /opt/venv/bin/python -c 'import torch; assert torch.version.cuda is None'; then \
        echo "This torch is built for GPUs: see TORCH_INDEX_URL at the head of the Dockerfile." >&2; \
        exit 1; \
    fi
COPY pyproject.toml README.md LICENSE NOTICE ./
COPY corpus corpus
COPY index index
COPY rag rag
COPY eval eval
COPY ui ui
RUN /opt/venv/bin/pip install --no-deps --no-build-isolation --editable . \
    && /opt/venv/bin/python -m compileall -q /app \
    && /opt/venv/bin/shoroku --version

FROM python:3.11.14-slim-bookworm
RUN groupadd --gid 10001 shoroku \
    && useradd --uid 10001 --gid shoroku --no-create-home --home-dir /tmp --shell /usr/sbin/nologin shoroku \
    && install --directory --owner=shoroku --group=shoroku --mode=0750 /var/lib/shoroku
COPY --from=parts /opt/venv /opt/venv
COPY --from=parts /app /app
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    HOME=/tmp \
    SHOROKU_HOST=0.0.0.0 \
    SHOROKU_VAR=/var/lib/shoroku \
    SHOROKU_LOG_FORMAT=json
WORKDIR /app
USER 10001:10001
VOLUME /var/lib/shoroku
EXPOSE 7860
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=120s --retries=3 \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:7860/healthz', timeout=4)"]
ENTRYPOINT ["shoroku"]
CMD ["serve"]
