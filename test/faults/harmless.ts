import { Random } from "../fuzz/random.ts";
import { changes, type Edit, edited, told } from "./edit.ts";
import { choose } from "./mutants.ts";
import { OF, type Stack } from "./stack.ts";

/** The stack with an edit that changes nothing that matters. */
export interface Harmless {
  readonly what: string;
  readonly edits: readonly Edit[];
  readonly stack: Stack;
}

/** Edits that people make without breaking anything; the same for the same seed. */
export function harmlessOf(stack: Stack, seed: number, n = 100): readonly Harmless[] {
  return choose(waysOf(stack), n, new Random(seed, 1000)).map((edits) => ({
    edits,
    stack: edited(stack, edits),
    what: edits
      .slice(0, 2)
      .map((edit) => told(stack, edit))
      .join("; "),
  }));
}

type Way = readonly (readonly Edit[])[];

function waysOf(stack: Stack): readonly Way[] {
  return [
    reordered(stack),
    commented(stack),
    ...formatted(stack),
    ...renamed(stack),
    ...refactored(stack),
    ...wiser(stack),
  ];
}

function singly(edits: readonly Edit[]): Way {
  return edits.map((edit) => [edit]);
}

interface Block {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function blocksIn(stack: Stack, file: RegExp, pattern: RegExp): readonly Block[] {
  return [...stack].flatMap(([path, text]) =>
    file.test(path)
      ? [...text.matchAll(pattern)].map(({ index, 0: block }) => ({
          file: path,
          start: index,
          end: index + block.length,
          text: block,
        }))
      : [],
  );
}

/** Two neighbours change places: alerts, metrics, rules of alerts, receivers, time intervals, panels. */
function reordered(stack: Stack): Way {
  const lists = [
    blocksIn(stack, OF.yaml, /^ {2}[A-Z]\w+:\n(?: {4,}[^\n]*\n|\n(?= {2}[A-Z]))+/gm),
    blocksIn(stack, OF.yaml, /^ {2}[a-z]\w+_\w+:\n(?: {4,}[^\n]*\n)+/gm),
    blocksIn(stack, OF.rules, /^ {6}- alert:[^\n]*\n(?: {8,}[^\n]*\n)+/gm),
    blocksIn(stack, OF.alertmanager, /^ {2}- name: [a-z-]+\n {4}\w+_configs:\n(?: {6,}[^\n]*\n)+/gm),
    blocksIn(
      stack,
      /fresco\/alerts\.ts$/,
      /\nexport const (?:queueLong|queueStuck|memoryShort|processorBusy|backupOld|targetsDown|paymentSlow) = alert[\s\S]*?\n\}\);\n/g,
    ),
  ];
  return lists.flatMap((blocks) =>
    blocks.flatMap((block, index) => {
      const next = blocks[index + 1];
      if (next === undefined || next.file !== block.file || next.start !== block.end) return [];
      return [[{ file: block.file, start: block.start, end: next.end, text: next.text + block.text }]];
    }),
  );
}

function commented(stack: Stack): Way {
  return singly([
    ...changes(stack, ["typescript"], /^()export const/m, () => ["// Agreed in the weekly meeting.\n"]),
    ...changes(stack, ["yaml"], /^() {2}[A-Z]\w+:$/m, () => ["  # Agreed in the weekly meeting.\n"]),
    ...changes(stack, ["rules"], /^() {6}- alert:/m, () => ["      # See the post-mortem of May.\n"]),
    ...changes(stack, ["alertmanager"], /^() {4}- matchers:/m, () => ["    # Whoever changes this tells the desk.\n"]),
    ...changes(stack, ["templates"], /^()\{\{ define/m, () => ["{{/* Kept short for phones. */}}\n"]),
  ]);
}

function formatted(stack: Stack): readonly Way[] {
  return [
    singly(
      changes(stack, ["yaml"], /when: ([^|\n"'#]+)\n/, ([, text = ""]) =>
        /: /.test(text) ? [] : [`|\n      ${text}`],
      ),
    ),
    singly(changes(stack, ["yaml"], /runbook: ([^\n"'#]+)\n/, ([, text = ""]) => [`"${text}"`, `\n      - ${text}`])),
    singly(
      changes(stack, ["rules"], /expr: ([^|\n]+)\n/, ([, text = ""]) => [
        `|-\n          ${text}`,
        `>-\n          ${text}`,
      ]),
    ),
    singly(
      changes(stack, ["alertmanager"], /- (\w+="\w+")\n/, ([, text = ""]) => [`'${text}'`, text.replace("=", " = ")]),
    ),
    singly(
      changes(stack, ["typescript"], /\n {2}(severity: "\w+",\n {2}owner: \w+,)\n/, ([, text = ""]) => [
        text
          .split("\n")
          .reverse()
          .map((line) => line.trim())
          .join("\n  "),
      ]),
    ),
  ];
}

/** Every place where a word stands, changed alike. */
function everywhere(stack: Stack, files: RegExp, word: string, other: string): readonly Edit[] {
  const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const pattern = new RegExp(`(?<![\\w-]|\\w:)${escaped}(?![\\w-]|:\\w)`, "g");
  return [...stack].flatMap(([file, text]) =>
    files.test(file)
      ? [...text.matchAll(pattern)].map(({ index }) => ({ file, start: index, end: index + word.length, text: other }))
      : [],
  );
}

function wordsIn(stack: Stack, files: RegExp, pattern: RegExp): readonly string[] {
  return [
    ...new Set(
      [...stack].flatMap(([file, text]) =>
        files.test(file) ? [...text.matchAll(pattern)].map(([, word = ""]) => word) : [],
      ),
    ),
  ];
}

/** New names, for what has them and for all who use them. */
function renamed(stack: Stack): readonly Way[] {
  const files = /^files\//;
  return [
    wordsIn(stack, OF.yaml, /^ {2}(\w+:\w+:\w+):$/gm).map((name) =>
      everywhere(stack, OF.yaml, name, name.replace(/:(\w+):/, ":$1_all:")),
    ),
    wordsIn(stack, OF.yaml, /^ {2}([A-Z]\w+):$/gm).map((name) => everywhere(stack, OF.yaml, name, `Tidal${name}`)),
    wordsIn(stack, OF.rules, /record: (\S+)/g).map((name) =>
      everywhere(stack, files, name, name.replace(/:(\w+):/, ":edge_$1:")),
    ),
    wordsIn(stack, OF.rules, /alert: (\S+)/g).map((name) => everywhere(stack, files, name, `${name}Now`)),
    wordsIn(stack, OF.alertmanager, /^ {2}- name: ((?:fresco|tidal)-\w+)$/gm).map((name) =>
      everywhere(stack, OF.alertmanager, name, `${name}-team`),
    ),
    wordsIn(stack, OF.alertmanager, /^ {2}- name: (office|mealtimes|nights)$/gm).map((name) =>
      everywhere(stack, OF.alertmanager, name, `our-${name}`),
    ),
    ["control-room", "shore", "guard", "traders"].map((name) => everywhere(stack, OF.yaml, name, `${name}-new`)),
    wordsIn(stack, OF.typescript, /export const (\w+) = alert\(/g).map((name) =>
      everywhere(stack, OF.typescript, name, `${name}Alert`),
    ),
    wordsIn(stack, OF.typescript, /recording\(\s*"(\w+:\w+:\w+)"/g).map((name) =>
      everywhere(stack, OF.typescript, name, name.replace(/:(\w+):/, ":$1_all:")),
    ),
  ];
}

/** The same in other words. */
function refactored(stack: Stack): readonly Way[] {
  return [
    singly(
      changes(stack, ["yaml", "rules"], /\[(5m|10m|15m|30m|1h)\]/, ([, window = ""]) => [
        { "5m": "300s", "10m": "600s", "15m": "900s", "30m": "1800s", "1h": "60m" }[window] ?? window,
      ]),
    ),
    singly(changes(stack, ["yaml"], /when: ([^|\n"'#]+)\n/, ([, text = ""]) => [`(${text})`])),
    singly(
      changes(stack, ["yaml", "rules"], /[<>] (0\.\d+)(?=\n| and)/, ([, n = ""]) => [
        Number(n).toExponential().replace("e-", "e-"),
        `${n}0`,
      ]),
    ),
    blocksIn(stack, /^(?:tenants\/tidal|files\/rules)\//, /\{\w+=~?"[\w|.]+", \w+=~?"[\w|.]+"\}/g).map(
      ({ text, ...place }) => {
        const [a = "", b = ""] = text.slice(1, -1).split(", ");
        return [{ ...place, text: `{${b}, ${a}}` }];
      },
    ),
    singly(
      changes(stack, ["yaml", "rules"], /\{[^}]*?\w+(=)"(?:converter|portal|main|spare|read|5xx|cardia)"/, () => [
        "=~",
      ]),
    ),
    blocksIn(
      stack,
      /^(?:tenants\/tidal|files\/rules)\//,
      /\b(?:sum|max|min|avg) by \([\w, ]+\) \([\w]+(?:\{[^}]*\})?\)/g,
    ).map(({ text, ...place }) => {
      const [, operator = "", by = "", inner = ""] = /^(\w+) by \(([\w, ]+)\) \((.*)\)$/.exec(text) ?? [];
      return [{ ...place, text: `${operator}(${inner}) by (${by})` }];
    }),
  ];
}

/** A time that no text repeats in words, which would be wrong then. */
function untold(edits: readonly Edit[], stack: Stack): readonly Edit[] {
  return edits.filter(({ file, end }) => {
    const [declaration = ""] = (stack.get(file) ?? "").slice(end).split(/\n\s*\n/);
    return !/hour|minute/.test(declaration);
  });
}

const nudged = (text: string, factor: number): string => String(Number((Number(text) * factor).toPrecision(3)));

/** Bounds and times that somebody has thought about once more. */
function wiser(stack: Stack): readonly Way[] {
  return [
    singly(
      changes(stack, ["typescript"], /\.above\("(\d+(?:\.\d+)?)%"\)/, ([, n = ""]) => [
        nudged(n, 1.05),
        nudged(n, 0.9),
      ]),
    ),
    singly(
      changes(stack, ["yaml", "rules"], /[<>] (0\.\d+)(?=\n| and)/, ([, n = ""]) => [nudged(n, 1.05), nudged(n, 0.9)]),
    ),
    singly(
      untold(
        changes(stack, ["typescript"], /for: "(5|10|15|20)m"/, ([, n = ""]) => [
          String(Number(n) + 2),
          String(Number(n) - 1),
        ]),
        stack,
      ),
    ),
    singly(
      untold(
        changes(stack, ["yaml", "rules"], /for: (5|10|15|20)m/, ([, n = ""]) => [
          String(Number(n) + 2),
          String(Number(n) - 1),
        ]),
        stack,
      ),
    ),
    singly(changes(stack, ["alertmanager"], /repeat_interval: (\d)h/, ([, n = ""]) => [String(Number(n) + 1)])),
    singly(changes(stack, ["alertmanager"], /group_(?:wait|interval): (\d+)/, ([, n = ""]) => [String(Number(n) + 1)])),
    singly(changes(stack, ["typescript", "yaml"], /minimumEvents: (\d+)/, ([, n = ""]) => [String(Number(n) * 2)])),
    singly(
      changes(stack, ["yaml"], /runbook: ([A-Z][^\n"':#]+)\n/, ([, text = ""]) => [
        `${text.replace(/\.$/, "")}, and write down what you saw.`,
      ]),
    ),
  ];
}
