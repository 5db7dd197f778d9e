import { z } from "zod";
import type { RunningPrometheus } from "../start/prometheus.ts";

const labels = z.record(z.string(), z.string());
const sample = z.tuple([z.number(), z.string()]);
const series = z.object({ metric: labels, value: sample.optional(), values: z.array(sample).optional() });

const result = z.discriminatedUnion("resultType", [
  z.object({ resultType: z.literal("vector"), result: z.array(series) }),
  z.object({ resultType: z.literal("matrix"), result: z.array(series) }),
  z.object({ resultType: z.literal("scalar"), result: sample }),
  z.object({ resultType: z.literal("string"), result: sample }),
]);

const alert = z.object({
  labels,
  annotations: labels,
  state: z.enum(["pending", "firing"]),
  value: z.string(),
});

const rule = z.object({
  type: z.enum(["alerting", "recording"]),
  name: z.string(),
  query: z.string(),
  health: z.enum(["ok", "err", "unknown"]),
  lastError: z.string().optional(),
  state: z.enum(["inactive", "pending", "firing", "unknown"]).optional(),
  alerts: z.array(alert).optional(),
});

const rules = z.object({ groups: z.array(z.object({ name: z.string(), file: z.string(), rules: z.array(rule) })) });

const target = z.object({
  labels,
  scrapePool: z.string(),
  health: z.enum(["up", "down", "unknown"]),
  lastError: z.string(),
  lastScrapeDuration: z.number(),
});

const targets = z.object({ activeTargets: z.array(target) });

/** A series of an answer; `value` is the newest of an instant query. */
export type Answered = z.output<typeof series>;

/** A rule as the server sees it. */
export type LoadedRule = z.output<typeof rule>;

/** A target as the server sees it. */
export type ScrapedTarget = z.output<typeof target>;

async function ask<T>(server: Pick<RunningPrometheus, "address">, path: string, data: z.ZodType<T>): Promise<T> {
  const [endpoint = "", query = ""] = path.split("?");
  const body = query === "" ? undefined : new URLSearchParams(query);
  const response = await fetch(`${server.address}/api/v1/${endpoint}`, body ? { method: "POST", body } : {});
  const answer = z
    .object({ status: z.string(), data: z.unknown().optional(), error: z.string().optional() })
    .parse(await response.json());
  if (answer.status !== "success") throw new Error(`${answer.error}: ${path}`);
  return data.parse(answer.data);
}

/** The series that an expression gives now, or at `time` (in seconds); a scalar is a series without labels. */
export async function instant(
  server: Pick<RunningPrometheus, "address">,
  expression: string,
  time?: number,
): Promise<readonly Answered[]> {
  const query = new URLSearchParams({ query: expression, ...(time === undefined ? {} : { time: String(time) }) });
  const data = await ask(server, `query?${query}`, result);
  return data.resultType === "vector" || data.resultType === "matrix"
    ? data.result
    : [{ metric: {}, value: data.result }];
}

/** What the server remarks on an expression beside its answer: that a counter isn't one, that buckets aren't monotonic. */
export async function remarks(
  server: Pick<RunningPrometheus, "address">,
  expression: string,
): Promise<readonly string[]> {
  const body = new URLSearchParams({ query: expression });
  const response = await fetch(`${server.address}/api/v1/query`, { method: "POST", body });
  const texts = z.array(z.string()).default([]);
  const { warnings, infos } = z.object({ warnings: texts, infos: texts }).parse(await response.json());
  return [...warnings, ...infos];
}

/** The series that an expression gives from `start` to `end`, all in seconds. */
export async function range(
  server: Pick<RunningPrometheus, "address">,
  expression: string,
  times: { readonly start: number; readonly end: number; readonly step: number },
): Promise<readonly Answered[]> {
  const { start, end, step } = times;
  const asked = new URLSearchParams({ query: expression, start: `${start}`, end: `${end}`, step: `${step}` });
  const data = await ask(server, `query_range?${asked}`, result);
  return data.resultType === "matrix" ? data.result : [];
}

/** The values that a label has, in series that a selector matches, as Grafana asks for `label_values(selector, label)`. */
export async function labelValues(
  server: Pick<RunningPrometheus, "address">,
  selector: string,
  label: string,
): Promise<readonly string[]> {
  const url = `${server.address}/api/v1/label/${label}/values?${new URLSearchParams({ "match[]": selector })}`;
  const answer = z.object({ data: z.array(z.string()) }).parse(await (await fetch(url)).json());
  return answer.data;
}

/** All rules that the server has loaded. */
export async function loadedRules(server: Pick<RunningPrometheus, "address">): Promise<readonly LoadedRule[]> {
  return (await ask(server, "rules", rules)).groups.flatMap((group) => group.rules);
}

/** All targets that the server scrapes. */
export async function scrapedTargets(server: Pick<RunningPrometheus, "address">): Promise<readonly ScrapedTarget[]> {
  return (await ask(server, "targets", targets)).activeTargets;
}
