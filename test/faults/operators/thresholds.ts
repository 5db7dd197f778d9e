import { changes } from "../edit.ts";
import { type Fault, singly } from "../fault.ts";

const times = (text: string, factor: number): string => String(Number((Number(text) * factor).toPrecision(6)));

/** The bound left of every range, or a hundred times what was meant. */
export const outsideRange: Fault = {
  name: "threshold outside the metric's range, × 100 slip",
  n: 20,
  others: 0,
  ways: (stack) => [
    singly(changes(stack, ["typescript"], /\.(?:above|below)\("([\d.]+)%"\)/, ([, n = ""]) => [`${times(n, 100)}`])),
    singly(changes(stack, ["yaml"], /[<>] (0\.\d+)/, ([, n = ""]) => [times(n, 100)])),
    singly(changes(stack, ["yaml"], /[<>] ([2-9]\d|\d{5,})\n/, ([, n = ""]) => [times(n, 100)])),
    singly(changes(stack, ["rules"], /[<>] (0\.\d+)/, ([, n = ""]) => [times(n, 100)])),
  ],
};

/** More asked for than less, or the other way round. */
export const inverted: Fault = {
  name: "comparison inverted",
  n: 18,
  others: 0,
  ways: (stack) => [
    singly(
      changes(stack, ["typescript"], /when:[\s\S]{0,200}?\.(above|below)\(/, ([, word]) => [
        word === "above" ? "below" : "above",
      ]),
    ),
    singly(changes(stack, ["yaml"], /when: .*? ([<>]) [\d.]/, ([, sign]) => [sign === "<" ? ">" : "<"])),
  ],
};

/** Burning so fast, or promising so little, that no ratio reaches it. */
export const budget: Fault = {
  name: "burn rate × budget ≥ 1",
  n: 16,
  others: 0,
  ways: (stack) => [
    singly(changes(stack, ["typescript", "yaml"], /objective: "?(9\d(?:\.\d)?)%/, () => ["90", "85", "9.99", "50"])),
    singly(changes(stack, ["typescript", "yaml"], /burn: (\d+)/, ([, n = ""]) => [times(n, 100), times(n, 144)])),
    singly(changes(stack, ["rules"], /14\.4 \* (0\.001)/, () => ["0.1", "0.999"])),
    singly(changes(stack, ["rules"], /(14\.4) \* 0\.001/, () => ["1440"])),
  ],
};

/** Waiting for longer than what is looked at can hold. */
export const tooLong: Fault = {
  name: "`for` too long for its window",
  n: 18,
  others: 0,
  ways: (stack) => [
    // Counted within a window, and waited for longer than it.
    singly(
      changes(
        stack,
        ["yaml", "rules"],
        /(?:when|expr): [^\n]*increase\([^\n]*> [\d.]+\n(?: {4,}[^\n]*\n)*? {4,8}for: (\w+)/,
        () => ["3h", "6h", "12h", "2d"],
      ),
    ),
    singly(
      changes(stack, ["yaml"], /when: park:turbine_faults:increase1h[^\n]*\n {4}for: (\w+)/, () => ["6h", "12h", "1d"]),
    ),
    // A slip of the unit: minutes become hours or days.
    singly(
      changes(stack, ["typescript"], /"(?:5|10)m"[^{}]*?\n {2}for: "(\d+)m"/, ([, n = ""]) => [`${n}h`]).map(unit),
    ),
    singly(
      changes(stack, ["typescript"], /when: (?:slowest|failureShare|cancelledRate)[^{}]*?\n {2}for: "(\d+m)"/, () => [
        "12h",
        "2d",
      ]),
    ),
    singly(
      changes(
        stack,
        ["yaml"],
        /when: [^\n]*(?:\[\d+m\]|rate5m|ratio5m|p95_10m)[^\n]*\n {4}for: (\d+m)/,
        ([, n = ""]) => [n.replace("m", "h"), "2d"],
      ),
    ),
  ],
};

// The group is the number alone, its unit follows.
function unit(edit: { readonly file: string; readonly start: number; readonly end: number; readonly text: string }) {
  return { ...edit, end: edit.end + 1 };
}

/** A bound in milliseconds where the values are seconds. */
export const milliseconds: Fault = {
  name: "seconds against milliseconds",
  n: 18,
  others: 0,
  ways: (stack) => [
    singly(changes(stack, ["typescript"], /\.above\("(\d+m?s)"\)/, ([, q = ""]) => [slipped(q)])),
    singly(changes(stack, ["yaml"], /when: [^\n]*_seconds[^\n]*? > ([\d.]+)\n/, ([, n = ""]) => [times(n, 1000)])),
    singly(changes(stack, ["yaml"], /_seconds[^\n]*\n? *[^\n]* > (0\.4|1|2)\n/, ([, n = ""]) => [times(n, 1000)])),
    singly(
      changes(stack, ["rules"], /(?:_seconds|latency|deliveries)[^\n]* > ([\d.]+)/, ([, n = ""]) => [times(n, 1000)]),
    ),
    singly(changes(stack, ["typescript"], /within: "(500)ms"/, () => ["500000"])),
  ],
};

function slipped(quantity: string): string {
  const [, digits = "", unitOf = ""] = /^(\d+)(m?s)$/.exec(quantity) ?? [];
  return unitOf === "ms" ? `${digits}s` : `${digits}000s`;
}
