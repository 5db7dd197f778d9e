/** What a word says of values that are bad: that they are high, or low. */
export type Direction = "high" | "low";

const HIGH = words(
  "high higher above exceeded exceeds excessive slow slower slowly many much spike spikes surge overload overloaded long hot old",
);
const LOW = words(
  "low lower below few fewer missing nothing nobody none gone silent drop dropped drops fell fallen falls stopped little scarce hardly down offline",
);
/** Words of `LOW` that tell of events that don't come. */
const NOTHING = words("missing nothing nobody none gone silent stopped hardly");
/** Words that tell of trouble, of which values high or low are the sign. */
const TROUBLE = words(
  "full fill fills filling fail fails failing failed failure failures error errors broken stuck behind lagging lags loses losing lost " +
    "ends ending expires expiring exhausted wait waits pile piles grow grows growing poor worse short shortage",
);
/** Words that tell of the opposite, so that nothing can be said. */
const RELIEF = words(
  "not never recovered recovery unused wasted waste oversized idle overprovisioned surplus healthy again back ok",
);

const HIGH_IS_BAD = words(
  "error errors failed failure failures fail fault faults timeout timeouts latency duration lag delay age used usage " +
    "utilization utilisation pending waiting queued backlog rejected retries restarts throttled denied loss lost dropped " +
    "crashes panics exceptions declined cancelled expired stale overdue",
);
const LOW_IS_BAD = words(
  "free available availability remaining success successful succeeded healthy ready idle uptime left hit hits",
);

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(" "));
}

/** The words of a name or a text, in lower case: `ErrorRatioHigh` and `http_requests_total` have three each. */
export function wordsOf(text: string): readonly string[] {
  return text
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
}

/** In which direction a name or text says that values are bad, or that there is trouble; undefined where it says neither. */
export function saidDirection(
  text: string,
): { readonly word: string; readonly direction: Direction | "trouble" } | undefined {
  const all = wordsOf(text);
  if (all.some((word) => RELIEF.has(word))) return undefined;
  const [high, low] = [all.find((word) => HIGH.has(word)), all.find((word) => LOW.has(word))];
  if (high !== undefined && low !== undefined) return undefined;
  if (high !== undefined) return { word: high, direction: "high" };
  if (low !== undefined) return { word: low, direction: "low" };
  const trouble = all.find((word) => TROUBLE.has(word));
  return trouble === undefined ? undefined : { word: trouble, direction: "trouble" };
}

/** Whether a name or text tells of events that don't come. */
export function saysNothing(text: string): boolean {
  return wordsOf(text).some((word) => NOTHING.has(word));
}

/** Which values of something are bad by its name; undefined where its words say neither, or both. */
export function badValues(name: string): Direction | undefined {
  const all = wordsOf(name);
  const [high, low] = [all.some((word) => HIGH_IS_BAD.has(word)), all.some((word) => LOW_IS_BAD.has(word))];
  if (high === low) return undefined;
  return high ? "high" : "low";
}

/** Whether two names speak of the same: `ConversionLow` of `conversions_total`. */
export function shareSubject(a: string, b: string): boolean {
  const stems = (text: string) =>
    new Set(wordsOf(text).flatMap((word) => (word.length >= 4 && !GENERAL.has(word) ? [word.slice(0, 5)] : [])));
  const others = stems(b);
  return [...stems(a)].some((stem) => others.has(stem));
}

const GENERAL = words("total count sum bucket ratio seconds bytes rate http service host info");
