import { counter, gauge } from "monitorgen";

const queue = ["transcode", "recommend", "mail"] as const;

export const waiting = gauge("job_queue_waiting", {
  help: "Jobs that wait for a worker.",
  unit: "jobs",
  labels: { queue },
  range: { from: 0 },
});

export const oldest = gauge("job_queue_oldest_seconds", {
  help: "How long the oldest job of a queue has been waiting.",
  unit: "seconds",
  labels: { queue },
  range: { from: "0s" },
});

export const processed = counter("job_processed_total", {
  help: "Jobs that a worker has finished, by how they ended.",
  unit: "jobs",
  labels: { queue, outcome: ["done", "failed"] },
});

export const workers = gauge("job_workers", {
  help: "Workers that take jobs from a queue, by what they do.",
  unit: "workers",
  labels: { queue, state: ["busy", "idle"] },
  range: { from: 0 },
});
