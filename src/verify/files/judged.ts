import { CORE_SCHEMA, load } from "js-yaml";
import type { Finding } from "../../diagnostics/diagnostic.ts";
import { compile } from "../../program/compile.ts";
import { nobodysProgram } from "../../program/nobody.ts";
import { standIn } from "../../program/passes/stand-in.ts";
import type { Program } from "../../program/program.ts";
import { judgeFiles } from "./index.ts";

const METRICS = {
  http_requests_total: {
    type: "counter",
    help: "Requests.",
    unit: "requests",
    labels: { service: ["player", "search"], code: ["200", "500"] },
  },
  http_request_duration_seconds: {
    type: "histogram",
    help: "Durations.",
    unit: "seconds",
    labels: { service: ["player", "search"] },
    buckets: [0.1, 0.5, 1],
  },
  memory_used_ratio: { type: "gauge", help: "Memory.", unit: "ratio", labels: { host: { upTo: 5 } } },
};

/** For tests: the program of a tenant that declares a few metrics. */
export function tenantProgram(tenant: string): Program {
  const shared = standIn(undefined);
  const declaration = {
    tenant,
    metrics: METRICS,
    channels: { chat: { type: "slack", webhook: { secret: "chat" }, room: "#chat" } },
    teams: { team: { page: "chat", ticket: "chat" } },
  };
  const [program] = compile({ folder: tenant, declaration, mistakes: [] }, shared, [
    shared.defaultEnvironment,
  ]).programs;
  if (program === undefined) throw new Error("the tenant is wrong");
  return program;
}

/** For tests: what is found in files, given by their names; against two tenants unless told otherwise. */
export function findingsIn(
  files: Readonly<Record<string, string>>,
  programs: readonly Program[] = ["acme", "globex"].map(tenantProgram),
  tenant?: string,
): readonly Finding[] {
  const documents = Object.entries(files).map(([file, text]) => {
    if (/\.(tmpl|md)$/.test(file)) return { file, text };
    return { file, text, data: load(text, { schema: CORE_SCHEMA }) };
  });
  const told = (path: readonly (string | number)[]): string => path.join("/");
  const setting = { programs, nobody: nobodysProgram(), told, ...(tenant === undefined ? {} : { tenant }) };
  return judgeFiles(documents, setting).findings;
}

/** For tests: the same in words, `MG2104 ‹what it is about›` where that is a part of a text. */
export function foundInFiles(...given: Parameters<typeof findingsIn>): readonly string[] {
  return findingsIn(...given).map(({ kind, reason }) => `${kind.code} ${reason}`);
}
