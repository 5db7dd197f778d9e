import { expect, test } from "vitest";
import { clauses } from "../../../test/diff/clauses.ts";
import { programOf } from "../../../test/diff/edited.ts";
import { programChanges } from "../programs.ts";

const withCondition = (when: string) =>
  programOf(`tenant: acme
metrics:
  requests_total: { type: counter, help: Requests., unit: requests, labels: { service: [a, b], status: { upTo: 9 } } }
  queue_length: { type: gauge, help: What waits., unit: jobs, labels: { service: [a, b] } }
  workers: { type: gauge, help: Who works., unit: workers, labels: { service: [a, b] } }
channels: { mail: { type: email, to: [a@example.com] } }
teams: { music: { page: mail, ticket: mail } }
alerts:
  One: { when: '${when}', severity: page, owner: music, summary: One }
`);

const told = (before: string, after: string): readonly string[] =>
  clauses(programChanges(withCondition(before), withCondition(after))).filter((one) => one.includes(" alert One"));

test.each<[string, string, string]>([
  [
    "abs(increase(requests_total[5m])) > 1",
    "abs(increase(requests_total[10m])) > 1",
    "looks back over 10m instead of 5m",
  ],
  [
    '{__name__="queue_length"} > 1',
    '{__name__="workers"} > 1',
    'reads {__name__="workers"} instead of {__name__="queue_length"}',
  ],
  [
    "max_over_time(rate(requests_total[5m])[1h:1m]) > 1",
    "max_over_time(rate(requests_total[5m])[2h:1m]) > 1",
    "looks back over 2h instead of 1h [noisier]",
  ],
  [
    "queue_length > 1 unless workers > 2",
    "queue_length > 1 unless workers > 3",
    "doesn't fire while workers is above 3 workers instead of 2 workers [noisier]",
  ],
  [
    "queue_length > 1 unless (workers > 2 and workers < 9)",
    "queue_length > 1 unless (workers > 2 and workers < 8)",
    "doesn't fire while workers is below 8 workers instead of 9 workers [noisier]",
  ],
  [
    "queue_length > 1 or workers > 2",
    "queue_length > 1 or workers > 3",
    "also fires when workers is above 3 workers instead of 2 workers [blinder]",
  ],
  [
    "queue_length > 1 and (workers > 2 or workers < 1)",
    "queue_length > 1 and (workers > 3 or workers < 1)",
    "fires only while workers is above 3 workers instead of 2 workers [blinder]",
  ],
  [
    "queue_length > 1 and (workers > 2 or workers < 1)",
    "queue_length > 1 and (workers > 2 or workers < 0)",
    "fires only while workers is below 0 workers instead of 1 workers [blinder]",
  ],
  [
    "queue_length > 1 or (workers > 2 and workers < 9)",
    "queue_length > 1 or (workers > 2 and workers < 8)",
    "fires only while workers is below 8 workers instead of 9 workers [blinder]",
  ],
  ["queue_length == 1", "queue_length == 2", "fires at exactly 2 jobs instead of 1 jobs"],
  ["queue_length != 1", "queue_length == 1", "fires at exactly 1 jobs instead of at anything but 1 jobs"],
  ["1 < queue_length", "queue_length > 2", "fires above 2 jobs instead of 1 jobs [blinder]"],
  [
    "queue_length > 1",
    'queue_length{service="a"} > 1',
    'reads queue_length{service="a"} instead of queue_length [blinder]',
  ],
  [
    'queue_length{service="a"} > 1',
    "queue_length > 1",
    'reads queue_length instead of queue_length{service="a"} [noisier]',
  ],
  ['queue_length{service="a"} < 1', "queue_length < 1", 'reads queue_length instead of queue_length{service="a"}'],
  [
    'queue_length - workers{service="a"} > 1',
    'queue_length - workers{service="b"} > 1',
    'reads workers{service="b"} instead of workers{service="a"}',
  ],
  [
    'queue_length{service="a"} + 1 > 1',
    "queue_length + 1 > 1",
    'reads queue_length instead of queue_length{service="a"} [noisier]',
  ],
  [
    'queue_length{service="a"} - 1 > 1',
    "queue_length - 1 > 1",
    'reads queue_length instead of queue_length{service="a"} [noisier]',
  ],
  [
    'queue_length{service="a"} * 2 > 1',
    "queue_length * 2 > 1",
    'reads queue_length instead of queue_length{service="a"}',
  ],
  [
    'abs(queue_length{service="a"}) > 1',
    "abs(queue_length) > 1",
    'reads queue_length instead of queue_length{service="a"}',
  ],
  ["queue_length > 1", "workers > 1", "reads workers instead of queue_length"],
  [
    "queue_length / queue_length offset 1d > 2",
    "queue_length / queue_length offset 7d > 2",
    "compares with 7d instead of 1d before",
  ],
  [
    "sum by (service) (queue_length) > 1",
    "sum(queue_length) > 1",
    "is computed over everything instead of for each service",
  ],
  [
    "sum without (instance) (queue_length) > 1",
    "sum by (service, job) (queue_length) > 1",
    "is computed for each job and service instead of over all instance",
  ],
  [
    'stddev by (service) (queue_length{service="a"}) > 1',
    "stddev by (service) (queue_length) > 1",
    'reads queue_length instead of queue_length{service="a"}',
  ],
  [
    "increase(requests_total[5m]) > 1",
    "increase(requests_total[10m]) > 1",
    "looks back over 10m instead of 5m [noisier]",
  ],
  [
    "min_over_time(queue_length[5m]) > 1",
    "min_over_time(queue_length[10m]) > 1",
    "looks back over 10m instead of 5m [blinder]",
  ],
  [
    "quantile_over_time(0.5, queue_length[5m]) > 1",
    "quantile_over_time(0.9, queue_length[5m]) > 1",
    "looks at the 90th percentile instead of the median [noisier]",
  ],
  ['{__name__="queue_length"} > 1', '{__name__="queue_length"} > 2', "fires above 2 instead of 1 [blinder]"],
])("%s → %s: %s", (before, after, words) => {
  expect(told(before, after)).toEqual([`changed alert One: ${words}`]);
});

test.each<[string, string, string, string]>([
  [
    "rate(requests_total[5m]) > 1",
    "irate(requests_total[5m]) > 1",
    "the rate per second of requests_total over 5m is above 1/s",
    "the latest rate per second of requests_total over 5m is above 1/s",
  ],
  [
    "rate(requests_total[5m]) > 1",
    "queue_length > 1",
    "the rate per second of requests_total over 5m is above 1/s",
    "queue_length is above 1 jobs",
  ],
  ["queue_length > 1", "absent(queue_length)", "queue_length is above 1 jobs", "no series of queue_length exists"],
  [
    "queue_length * 2 > 1",
    "queue_length * 3 > 1",
    "queue_length times 2 is above 1 jobs",
    "queue_length times 3 is above 1 jobs",
  ],
  [
    "queue_length - workers > 1",
    "queue_length / workers > 1",
    "queue_length minus workers is above 1 jobs",
    "queue_length divided by workers is above 1 jobs per workers",
  ],
  [
    "queue_length / on (service) workers > 1",
    "queue_length / ignoring (instance) workers > 1",
    "queue_length divided by workers is above 1 jobs per workers",
    "queue_length divided by workers is above 1 jobs per workers",
  ],
  [
    "round(queue_length) > 1",
    "round(queue_length, 5) > 1",
    "the rounded value of queue_length is above 1 jobs",
    "the rounded value of queue_length is above 1 jobs",
  ],
  [
    "round(queue_length, 5) > 1",
    "round(queue_length) > 1",
    "the rounded value of queue_length is above 1 jobs",
    "the rounded value of queue_length is above 1 jobs",
  ],
  [
    "sum(queue_length) > 1",
    "queue_length > 1",
    "the sum of queue_length is above 1 jobs",
    "queue_length is above 1 jobs",
  ],
  [
    "queue_length > 1",
    "sum(queue_length) > 1",
    "queue_length is above 1 jobs",
    "the sum of queue_length is above 1 jobs",
  ],
  [
    "sum(queue_length) > 1",
    "max(queue_length) > 1",
    "the sum of queue_length is above 1 jobs",
    "the largest of queue_length is above 1 jobs",
  ],
  [
    "topk(3, queue_length) > 1",
    "topk(5, queue_length) > 1",
    "the largest 3 of queue_length is above 1 jobs",
    "the largest 5 of queue_length is above 1 jobs",
  ],
  [
    "max_over_time(queue_length[1h]) > 1",
    "max_over_time(queue_length[1h:1m]) > 1",
    "the maximum of queue_length over 1h is above 1 jobs",
    "the maximum of queue_length over 1h is above 1 jobs",
  ],
  [
    "max_over_time(queue_length[1h:1m]) > 1",
    "max_over_time(queue_length[1h]) > 1",
    "the maximum of queue_length over 1h is above 1 jobs",
    "the maximum of queue_length over 1h is above 1 jobs",
  ],
  [
    "max_over_time(queue_length[1h:1m]) > 1",
    "max_over_time(queue_length[1h:5m]) > 1",
    "the maximum of queue_length over 1h is above 1 jobs",
    "the maximum of queue_length over 1h is above 1 jobs",
  ],
  ["queue_length > 1", "queue_length @ 100 > 1", "queue_length is above 1 jobs", "queue_length is above 1 jobs"],
])("%s and %s aren't built alike, and are told as two conditions", (before, after, oldWords, words) => {
  expect(told(before, after)).toEqual([
    `changed alert One: fires on another condition: when ${words}, and no longer when ${oldWords}\n  -${before}\n  +${after}`,
  ]);
});
