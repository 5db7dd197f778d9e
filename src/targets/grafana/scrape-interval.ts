import type { Program } from "../../program/program.ts";
import type { Expr } from "../../promql/syntax/ast.ts";
import { metricsBehind } from "./metric.ts";

type Scraped = Pick<Program, "metrics" | "recordings" | "scrapes" | "organisation">;

/** Milliseconds between samples of what an expression reads: of its rarest metric, the organisation's where none says. */
export function scrapeIntervalOf(program: Scraped, expr: Expr): number {
  const usual = program.organisation.prometheus.scrapeInterval;
  const jobs = new Map(program.scrapes.map(({ name, interval }) => [name, interval]));
  const intervals = metricsBehind(program, expr).map(({ job }) => jobs.get(job ?? "") ?? usual);
  return intervals.length === 0 ? usual : Math.max(...intervals);
}
