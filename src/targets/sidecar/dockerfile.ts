/** A Dockerfile for the folder of a built sidecar: no root, no shell needed, works with a read-only root file system. */
export function dockerfile(port = 8000): string {
  return `FROM node:24-slim
WORKDIR /sidecar
COPY detector.mjs config.json ./
# The only place that is written to: what the detectors have learnt.
RUN install -d -o node -g node /sidecar/state
VOLUME /sidecar/state
USER node
ENV PORT=${port}
EXPOSE ${port}
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s --retries=3 \\
  CMD ["node", "--eval", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["node", "detector.mjs"]
`;
}
