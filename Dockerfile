# The image of web, worker, upgrade and roles in docker-compose.yml. Not built yet by its authors: no Docker was at hand.
FROM node:22-bookworm-slim AS front
WORKDIR /onculture/frontend
COPY frontend ./
RUN npm ci --no-audit --no-fund && npm run build

FROM python:3.13-bookworm
WORKDIR /onculture
COPY requirements requirements
RUN pip install --require-hashes --only-binary=:all: -r requirements/build.txt \
 && pip install --require-hashes --no-deps --no-build-isolation --only-binary=:all: --no-binary=factor-analyzer \
    -r requirements/run.txt
COPY backend backend
COPY scoring scoring
COPY instruments instruments
COPY --from=front /onculture/frontend/dist frontend/dist
RUN useradd --system --create-home onculture && mkdir var && chown onculture var
USER onculture
ENV PYTHONUTF8=1 LC_ALL=C.UTF-8 DJANGO_SETTINGS_MODULE=backend.config.settings.production
CMD ["python", "-m", "backend", "serve", "--web", "--host", "0.0.0.0", "--port", "8000"]
