// MG2301, MG2302, MG2303, MG2305: metrics
import { alert, counter, gauge, histogram, tenant, upTo } from "monitorgen";
import { metrics, music } from "./base.ts";

const done = counter("jobs_done", { help: "Jobs done.", labels: { job: upTo(5) } });
const waiting = gauge("jobs_waiting", { help: "Jobs that wait.", range: { from: 1000, to: 0 } });
const age = histogram("job_age_seconds", { help: "Their age.", unit: "seconds", buckets: [1, 10, 5] });

export default tenant("acme", {
  metrics: [...metrics, done, waiting, age],
  teams: [music],
  alerts: [
    alert("QueueFull", { when: waiting.above(100), severity: "ticket", owner: music, summary: "Jobs wait" }),
  ],
});
