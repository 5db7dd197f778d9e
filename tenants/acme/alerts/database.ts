import { alert, not } from "monitorgen";
import { connectionsTaken } from "../indicators.ts";
import { answering, deadlocks, replicationLag, transactions } from "../metrics/database.ts";
import { platform } from "../teams.ts";

export const primaryDown = alert("PrimaryDown", {
  when: answering.where({ server: "primary" }).sum().below(1),
  for: "1m",
  keepFiringFor: "5m",
  severity: "page",
  owner: platform,
  summary: "The primary database is down",
  description: "PostgreSQL's primary doesn't answer: nothing can be written, and most services fail.",
  runbook: [
    "Try `psql --host primary.db.acme.example --command 'select 1'` yourself; if that works, the exporter is at fault, and you may go back to bed.",
    "Read the last hundred lines of `journalctl --unit postgresql` on the primary: a full disk and an exhausted memory are named there.",
    "If it can't be started within five minutes, promote the first replica with `pg_ctl promote`, and move the service address.",
    "Never start the old primary again before it has been rebuilt as a replica.",
  ],
});

export const replicaDown = alert("ReplicaDown", {
  when: answering
    .where({ server: not("primary") })
    .minimumBy("server")
    .below(1),
  for: "10m",
  severity: "ticket",
  owner: platform,
  summary: ({ server }) => `${server} is down`,
  description: ({ server }) => `${server} of PostgreSQL doesn't answer; the other one carries all reading.`,
  runbook: [
    "Start it with `systemctl start postgresql`, and wait until it has caught up with the primary.",
    "When it complains about a missing segment of the log, rebuild it with `pg_basebackup`.",
  ],
});

export const replicationLagging = alert("ReplicationLagging", {
  when: replicationLag.maximumBy("server").above("30s"),
  for: "5m",
  severity: "ticket",
  owner: platform,
  causedBy: [primaryDown, replicaDown],
  summary: ({ server }) => `${server} is behind the primary`,
  description: ({ server, value }) => `${server} is ${value} behind: listeners don't see what they have just saved.`,
  runbook: [
    "Look for a long query on the replica in `pg_stat_activity`, which holds replay back, and cancel it with `pg_cancel_backend`.",
    "Without one, the primary writes more than the link carries: find the bulk load and slow it down.",
  ],
});

export const connectionsExhausted = alert("ConnectionsExhausted", {
  when: connectionsTaken.above("95%"),
  for: "2m",
  severity: "page",
  owner: platform,
  summary: ({ server }) => `${server} refuses connections soon`,
  description: ({ server, value }) =>
    `${value} of the connections of ${server} are taken; the next deployment will not get any.`,
  runbook: [
    "Count by client: `select application_name, state, count(*) from pg_stat_activity group by 1, 2 order by 3 desc`.",
    "Restart the service with the most `idle in transaction`, it forgets to end its transactions.",
    "Stop running deployments until the count has fallen, each of them doubles its service's connections.",
  ],
});

export const connectionsHigh = alert("ConnectionsHigh", {
  when: connectionsTaken.above("80%"),
  for: "15m",
  severity: "ticket",
  owner: platform,
  causedBy: [connectionsExhausted],
  summary: ({ server }) => `${server} has many connections`,
  description: ({ server, value }) => `${server} has had ${value} of its connections taken for a quarter of an hour.`,
  runbook: [
    "Compare the pool sizes in the services' settings, times their replicas, with `max_connections`.",
    "Put the newest service behind PgBouncer if the sum is larger.",
  ],
});

export const deadlocksFrequent = alert("DeadlocksFrequent", {
  when: deadlocks.rate("15m").by("server").above("2/min").and(transactions.rate("15m").by("server").above("1/s")),
  for: "15m",
  severity: "ticket",
  owner: platform,
  summary: ({ server }) => `Transactions block each other on ${server}`,
  description: ({ server, value }) =>
    `${server} resolves deadlocks at a rate of ${value} by aborting somebody's transaction.`,
  runbook: [
    "Both statements of every deadlock are in PostgreSQL's log, after `Process … waits for`.",
    "Send them to the owners of the two: the rows have to be locked in the same order by both.",
  ],
});
