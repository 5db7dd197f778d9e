# monitorgen as an image, made from this checkout:
#   docker build --tag monitorgen .
#   docker run --rm --read-only --network none --user "$(id -u):$(id -g)" --volume "$PWD:/project" monitorgen build
# Another base, or this one by its digest: --build-arg NODE=node:24.21.0-slim@sha256:…
ARG NODE=node:24.21.0-slim

FROM ${NODE} AS build
WORKDIR /source
COPY package.json package-lock.json .npmrc ./
# The image's own Node is new enough for every script, so the packages need none of theirs.
RUN npm ci --ignore-scripts
COPY . .
RUN npm pack --silent --pack-destination /tmp \
  && mkdir /opt/monitorgen \
  && tar -xzf /tmp/monitorgen-*.tgz -C /opt/monitorgen --strip-components=1 \
  && cp package-lock.json /opt/monitorgen/
WORKDIR /opt/monitorgen
RUN npm ci --omit=dev --ignore-scripts

FROM ${NODE}
LABEL org.opencontainers.image.title="monitorgen" \
  org.opencontainers.image.licenses="Apache-2.0"
COPY --from=build /opt/monitorgen /opt/monitorgen
RUN ln -s /opt/monitorgen/dist/cli.js /usr/local/bin/monitorgen
WORKDIR /project
# The user `node` of the base, by number, so that runAsNonRoot can be judged.
USER 1000:1000
ENTRYPOINT ["monitorgen"]
CMD ["--help"]
