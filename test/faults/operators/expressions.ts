import { changes, typos } from "../edit.ts";
import { type Fault, singly } from "../fault.ts";

/** A window that holds one scrape at most. */
export const shortWindow: Fault = {
  name: "window under two scrapes",
  n: 18,
  others: 0,
  ways: (stack) => [
    singly(changes(stack, ["typescript"], /\.(?:rate|increase)\("(\d+[mh])"\)/, () => ["30s", "45s"])),
    singly(changes(stack, ["typescript"], /\.(?:percentile|mean)\((?:\d+, )?"(\d+m)"/, () => ["40s"])),
    singly(changes(stack, ["yaml"], /(?:rate|increase)\([^()]*\[(\d+[mh])\]/, () => ["30s", "15s"])),
    singly(changes(stack, ["yaml"], /rate\((?:turbine|energy|link)[^()]*\[(\d+[mh])\]/, () => ["1m", "90s"])),
  ],
};

/** A counter read as it is, or a gauge as if it only grew. */
export const wrongUse: Fault = {
  name: "rate on a gauge, raw counter",
  n: 20,
  others: 0,
  ways: (stack) => [
    singly(
      changes(stack, ["yaml"], /(?:rate|increase)\((\w+_total(?:\{[^}]*\})?)\[\w+\]\)/, () => []).concat(
        changes(stack, ["yaml"], /((?:rate|increase)\(\w+_total(?:\{[^}]*\})?\[\w+\]\))/, ([, call = ""]) => [
          call.replace(/^\w+\(/, "").replace(/\[\w+\]\)$/, ""),
        ]),
      ),
    ),
    singly(changes(stack, ["yaml"], /(avg_over_time|max_over_time)\(/, () => ["rate", "increase"])),
    singly(
      changes(
        stack,
        ["yaml"],
        /\(((?:turbine_(?:power|state|gearbox)|wind|link_up|price|store)\w*(?:\{[^}]*\})?)\)/,
        ([, s = ""]) => [`rate(${s}[5m])`, `increase(${s}[10m])`],
      ),
    ),
    singly(changes(stack, ["typescript"], /(\.(?:rate|increase)\("\w+"\))\.by/, () => [""])),
    singly(changes(stack, ["typescript"], /\.(averageOver)\("\w+"\)/, () => ["rate", "increase"])),
  ],
};

/** A metric by a name that nothing has. */
export const metricTypo: Fault = {
  name: "metric name typo",
  n: 20,
  others: 0,
  ways: (stack) => [
    singly(
      changes(
        stack,
        ["yaml"],
        /(?:when|expr|errors|total|of|events): [^\n]*?\b([a-z]+(?:_[a-z]+)+)\b(?=[[{) ])/,
        ([, name = ""]) => typos(name),
      ),
    ),
    singly(changes(stack, ["yaml"], /^ {6}[^\n]*?\b([a-z]+(?:_[a-z]+)+)(?=\{)/m, ([, name = ""]) => typos(name))),
    singly(
      changes(stack, ["typescript"], /["(]((?:orders_placed|http_requests)_total)[{[]/, ([, name = ""]) => typos(name)),
    ),
    singly(
      changes(
        stack,
        ["typescript"],
        /(?:when: |show: |events: |total: |of: |^ {2})(requests|orders|payments|latency|queueAge|queued|replicaLag|memoryUsed|databaseUp|couriers|logins)\./m,
        ([, name = ""]) => typos(name).slice(0, 1),
      ),
    ),
  ],
};

/** A label that the metric hasn't. */
export const labelWrong: Fault = {
  name: "label name wrong",
  n: 18,
  others: 1,
  ways: (stack) => [
    singly(
      changes(stack, ["typescript"], /\.where\(\{ (\w+):/, ([, label = ""]) => [...typos(label).slice(0, 1), "kind"]),
    ),
    singly(changes(stack, ["typescript"], /\.by\("(\w+)"\)/, ([, label = ""]) => typos(label).slice(0, 1))),
    singly(changes(stack, ["typescript"], /percentile\(\d+, "\w+", "(\w+)"/, ([, label = ""]) => [`${label}_name`])),
    singly(changes(stack, ["yaml"], /\{(\w+)=~?"/, ([, label = ""]) => [...typos(label).slice(0, 2), "name"])),
    singly(changes(stack, ["yaml"], /by \((\w+)\)/, ([, label = ""]) => [...typos(label).slice(0, 1), `${label}s`])),
  ],
};

/** A value that the label never has. */
export const valueWrong: Fault = {
  name: "label value that doesn't exist",
  n: 18,
  others: 0,
  ways: (stack) => [
    singly(
      changes(stack, ["typescript"], /where\(\{ \w+: \[?"(\w+)"/, ([, value = ""]) => [
        ...typos(value),
        value.charAt(0).toUpperCase() + value.slice(1),
      ]),
    ),
    singly(changes(stack, ["typescript"], /(?:source|method)="(\w+)"/, ([, value = ""]) => typos(value))),
    singly(
      changes(stack, ["yaml"], /\{(?:[^{}]*, )?\w+="([\w]+)"/, ([, value = ""]) => [
        ...typos(value),
        value.toUpperCase(),
      ]),
    ),
  ],
};

/** A pattern that none of the label's values satisfies: patterns mean the whole value. */
export const regexOfNothing: Fault = {
  name: "regex that matches nothing",
  n: 16,
  others: 2,
  ways: (stack) => [
    singly(changes(stack, ["typescript"], /code: \/(5\.\.)\//, () => ["5xx", "^5$", "5", "5\\d{3}"])),
    singly(changes(stack, ["typescript"], /code=~"(5\.\.)"/, () => ["5xx", "5.", "6.."])),
    singly(
      changes(stack, ["typescript"], /where\(\{ \w+: ("[a-z]{4,}")/, ([, value = ""]) => [
        `/${value.slice(1, 4)}/`,
        `/${value.slice(1, -1)}_.*/`,
      ]),
    ),
    singly(changes(stack, ["yaml"], /outcome=~"(late\|lost)"/, () => ["lat|los", "late,lost", "LATE|LOST", "la|lo"])),
    singly(
      changes(stack, ["yaml"], /\{\w+(="[a-z0-9]+")\}/, ([, rest = ""]) => [
        `=~"${rest.slice(2, 4)}"`,
        `=~"${rest.slice(2, -1)}-.+"`,
        `=~"${rest.slice(2, -1)}[0-9]+"`,
      ]),
    ),
  ],
};

/** Two sides whose labels can't be equal. */
export const neverMatching: Fault = {
  name: "sets that never match",
  n: 16,
  others: 0,
  ways: (stack) => [
    singly(
      changes(stack, ["typescript"], /dividedBy\([^\n]*?\.by\("(\w+)"/, ([, label]) =>
        label === "city" ? ["state"] : ["instance"],
      ),
    ),
    singly(changes(stack, ["typescript"], /\/ (sum by \(\w+\))/, () => ["sum by (instance)", "sum by (job)"])),
    singly(
      changes(stack, ["yaml"], /( on \(park\))/, () => [" on (park, instance)"]).concat(
        changes(stack, ["yaml"], /increase\(energy[^\n]*and( on \(park\))/, () => [" on (job)"]),
      ),
    ),
    singly(changes(stack, ["yaml"], /(?:expr|when): sum by \((\w+)\)[^\n]*\/ /, () => ["instance", "job"])),
    singly(changes(stack, ["yaml"], /\/ (sum by \(\w+\))/, () => ["sum by (instance)", "sum"])),
    singly(
      changes(stack, ["yaml"], /when: (\w+:\w+:\w+) [<>][^\n]*and (?!on)/, ([, name = ""]) => [
        `sum by (job) (${name})`,
      ]),
    ),
  ],
};

/** Quantiles of buckets whose bounds were summed away. */
export const withoutBuckets: Fault = {
  name: "`histogram_quantile` without `le`",
  n: 14,
  others: 0,
  ways: (stack) => [
    singly(changes(stack, ["yaml"], /by \(\w+(, le)\)/, () => ["", ", lt", ", bucket"])),
    singly(
      changes(stack, ["yaml"], /histogram_quantile\([\d.]+, (sum by \(\w+, le\))/, () => ["sum", "sum without (le)"]),
    ),
    singly(changes(stack, ["yaml"], /histogram_quantile\([^\n]*(_bucket)/, () => ["_sum", "_count"])),
  ],
};

/** No share of anything is less than nothing or more than all. */
export const impossibleQuantile: Fault = {
  name: "quantile outside 0..1",
  n: 14,
  others: 0,
  ways: (stack) => [
    singly(changes(stack, ["typescript"], /percentile\((\d+),/, ([, n = ""]) => [`${n}0`, `${n}5`, `-${n}`])),
    singly(
      changes(stack, ["yaml"], /histogram_quantile\((0\.\d+),/, ([, n = ""]) => [
        String(Number(n) * 100),
        `1${n.slice(1)}`,
        `-${n}`,
      ]),
    ),
  ],
};
