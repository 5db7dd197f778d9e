import { alert } from "monitorgen";
import { oldest, processed, waiting, workers } from "../metrics/jobs.ts";
import { platform } from "../teams.ts";
import { primaryDown } from "./database.ts";

const allWorkers = workers.by("queue");

export const workersGone = alert("WorkersGone", {
  when: allWorkers.below(1),
  for: "3m",
  severity: "page",
  owner: platform,
  summary: ({ queue }) => `Nobody works on ${queue}`,
  description: ({ queue }) => `The queue ${queue} has no workers at all, so its jobs only pile up.`,
  runbook: [
    "Run `kubectl get pods --selector role=worker`: `CrashLoopBackOff` means a bad release, `Pending` means no host has room.",
    "Go back to the image of yesterday for the first, add a node for the second.",
    "Jobs aren't lost in either case; once there are workers, the queue empties by itself.",
  ],
});

export const workersBusy = alert("WorkersBusy", {
  when: workers.where({ state: "busy" }).by("queue").dividedBy(allWorkers).above("95%"),
  for: "20m",
  severity: "ticket",
  owner: platform,
  summary: ({ queue }) => `All workers of ${queue} are busy`,
  description: ({ queue, value }) => `For twenty minutes ${value} of the workers of ${queue} have had no pause.`,
  runbook: [
    "Double the workers when the queue also grows; leave them when it doesn't, busy workers are no fault.",
    "Label releases begin on Fridays at midnight and fill transcoding for an hour: close the ticket if it is that.",
  ],
});

export const jobsTooOld = alert("JobsTooOld", {
  when: oldest.maximumBy("queue").above("15m"),
  for: "5m",
  severity: "page",
  owner: platform,
  causedBy: [workersGone, primaryDown],
  summary: ({ queue }) => `Jobs of ${queue} wait too long`,
  description: ({ queue, value }) =>
    `The oldest job of ${queue} has been waiting for ${value}; customers notice after a quarter of an hour.`,
  runbook: [
    "Look at the first job with `jobctl peek QUEUE`: one that was tried many times blocks those behind it.",
    "Park it with `jobctl park ID` and see whether the age falls within two minutes.",
    "If it doesn't, the workers hang: restart them, they take their jobs up again.",
  ],
});

export const queueGrowing = alert("QueueGrowing", {
  when: waiting.changeOver("30m").by("queue").above(500),
  for: "10m",
  severity: "ticket",
  owner: platform,
  causedBy: [workersGone, jobsTooOld, primaryDown],
  summary: ({ queue }) => `${queue} grows faster than it is worked off`,
  description: ({ queue, value }) =>
    `Within half an hour ${value} jobs have been added to ${queue} beyond what its workers could do.`,
  runbook: [
    "Find out who sends: `jobctl senders QUEUE` lists the services with their share.",
    "A backfill that somebody started may wait until the night: `jobctl pause SENDER`.",
  ],
});

const ended = processed.rate("15m").by("queue");

export const jobsFailing = alert("JobsFailing", {
  when: processed
    .where({ outcome: "failed" })
    .rate("15m")
    .by("queue")
    .dividedBy(ended)
    .above("5%")
    .and(ended.above("6/min")),
  for: "15m",
  severity: "ticket",
  owner: platform,
  causedBy: [primaryDown],
  summary: ({ queue }) => `Jobs of ${queue} fail`,
  description: ({ queue, value }) =>
    `${value} of the jobs of ${queue} end in an error; each is tried three times before it counts.`,
  runbook: [
    "Group the failures by message with `jobctl failures QUEUE --since 1h`.",
    "One message for all of them is a broken dependency of the worker; many messages are bad input from one uploader.",
    "Requeue with `jobctl retry QUEUE` when the cause is gone.",
  ],
});
