import { root, runOwn } from "./own-command.ts";
import { shippedFrom } from "./shipped-packages.ts";
import type { Outcome, Step } from "./step.ts";

type Json = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null;
}

function parseObject(text: string): Json {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function whyNoAnswer(report: Json): string {
  const error = isObject(report["error"]) ? report["error"] : {};
  return textOf(report["message"]) ?? textOf(error["summary"]) ?? textOf(error["code"]) ?? "npm audit gave no report";
}

/** Judges what `npm audit --json` printed: any known vulnerability of what ships fails; a registry that cannot answer is named as such. */
export function judgeAudit(printed: string, shipped: ReadonlySet<string>): Outcome {
  const report = parseObject(printed);
  const { vulnerabilities } = report;
  if (!isObject(vulnerabilities)) {
    const [why] = whyNoAnswer(report).split(" - ");
    return { state: "skipped", figure: `the registry has no answer: ${why}` };
  }
  const names = Object.keys(vulnerabilities)
    .filter((name) => shipped.has(name))
    .sort();
  const lines = names.map((name) => {
    const one = vulnerabilities[name];
    return `${name}: ${isObject(one) ? one["severity"] : "unknown severity"}; type: npm audit`;
  });
  return {
    state: names.length === 0 ? "ok" : "failed",
    figure: `${names.length} known vulnerabilities in ${shipped.size} packages that ship`,
    details: lines.join("\n"),
  };
}

/** The dependency audit of what ships; needs the registry. */
export const auditStep: Step = {
  name: "dependency audit",
  run: async () => judgeAudit((await runOwn("npm", ["audit", "--json"])).stdout, shippedFrom(root)),
};
