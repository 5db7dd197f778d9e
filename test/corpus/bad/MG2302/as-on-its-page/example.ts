import { gauge } from "monitorgen";

export const metrics = [
  gauge("jobs_waiting", { help: "Jobs that wait.", labels: { job: ["encode", "tag"] } }),
];
