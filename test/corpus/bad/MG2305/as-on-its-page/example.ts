import { gauge } from "monitorgen";

export const metrics = [
  gauge("jobs_waiting", { help: "Jobs that wait.", range: { from: 1000, to: 0 } }),
];
