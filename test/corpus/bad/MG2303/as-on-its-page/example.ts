import { histogram } from "monitorgen";

export const metrics = [
  histogram("job_age_seconds", {
    help: "Age of jobs.",
    unit: "seconds",
    buckets: [1, 10, 5],
  }),
];
