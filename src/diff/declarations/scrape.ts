import type { ScrapeJob, Sidecar } from "../../program/program.ts";
import { md } from "../../targets/documents/markdown/markdown.ts";
import { printDuration } from "../../values/duration.ts";
import type { Detail } from "../change.ts";
import type { Kind } from "../kind.ts";
import { setDetails } from "../sets.ts";
import { shownValue } from "../shown.ts";
import { detail, detailsOf, ignored, instead, listed, type Pair, plain, type Wording } from "../wording.ts";

/** Words for what is different about a scrape job. */
const SCRAPE: Wording<ScrapeJob> = {
  name: ignored,
  targets: ({ before, after }) =>
    setDetails("targets", before.targets, after.targets, {
      come: (names) => ({ words: md`reads ${names}, too`, effect: "covered" }),
      gone: (names) => ({ words: md`no longer reads ${names}`, effect: "blinder" }),
    }),
  path: plain,
  scheme: plain,
  interval: (pair) => intervalDetails(pair),
  bearerToken: ({ before, after }) =>
    before.bearerToken === after.bearerToken
      ? []
      : [
          detail(
            "bearerToken",
            md`shows the secret ${shownValue(after.bearerToken)} instead of ${shownValue(before.bearerToken)}`,
          ),
        ],
  origin: ignored,
};

/** Scrape jobs. */
export const scrapes: Kind<ScrapeJob> = {
  name: "scrape job",
  named: "scrapes",
  // The sidecar's follows from the sidecar.
  list: (program) => program.scrapes.filter(({ origin }) => origin.path[0] === "scrapes"),
  details: (pair) => detailsOf(SCRAPE, pair),
  words: ({ targets, interval }) => md`reads ${listed(targets)} every ${printDuration(interval)}`,
  effects: ["covered", "blinder"],
};

// Where the organisation's interval is what every job has, the organisation tells it.
function intervalDetails({ before, after, programs }: Pair<ScrapeJob>): readonly Detail[] {
  if (before.interval === after.interval) return [];
  const [old, now] = [programs.before, programs.after].map(
    ({ organisation }) => organisation.prometheus.scrapeInterval,
  );
  if (before.interval === old && after.interval === now) return [];
  return [
    detail("interval", md`is read every ${instead(printDuration(after.interval), printDuration(before.interval))}`),
  ];
}

/** Words for what is different about the sidecar. */
export const SIDECAR: Wording<Sidecar> = {
  prefix: plain,
  port: plain,
  address: plain,
  batch: ({ before, after }) => {
    const [was, is] = [before.batch, after.batch].map((kinds) => [...kinds].sort().join(", ") || "nothing else");
    if (was === is || was === undefined || is === undefined) return [];
    return [detail("batch", md`judges files by ${instead(is, was)}, beside the declared detectors`)];
  },
};
