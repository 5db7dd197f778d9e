import { isDeepStrictEqual } from "node:util";
import { failed, type RunOptions, run } from "../../../scripts/steps/run-command.ts";
import { findGo, goEnvironment } from "../../../scripts/tools/from-go.ts";
import { tools } from "../../../scripts/tools/table.ts";
import type { Expr } from "../../../src/promql/syntax/ast.ts";
import type { CheckOptions } from "../../../src/promql/syntax/check.ts";
import { parse } from "../../../src/promql/syntax/parse.ts";
import { pretty } from "../../../src/promql/syntax/pretty.ts";
import { print } from "../../../src/promql/syntax/print.ts";
import { canonical } from "../../../src/promql/syntax/walk.ts";
import { lengthsOf } from "./lengths.ts";
import { type Lists, listsOf } from "./tree.ts";

/** What Prometheus's parser says: as it is by itself, with all that is experimental turned on, and its tree then. */
interface Verdict {
  readonly none: boolean;
  readonly all: boolean;
  readonly reason?: string;
  readonly tree?: Lists;
  /** Lengths in an instant query; null where the engine would refuse them. */
  readonly lengths?: readonly string[] | null;
}

/** The options that the judge's two verdicts are for. */
export const OPTIONS = {
  none: {},
  all: {
    experimentalFunctions: true,
    durationExpressions: true,
    extendedRangeSelectors: true,
    fillModifiers: true,
  },
} as const satisfies Record<string, CheckOptions>;

/** How often the judge and we are of one mind, and on which expressions we aren't. */
export interface Agreement {
  readonly expressions: number;
  readonly valid: number;
  readonly disagreements: readonly string[];
}

/** Puts expressions to the judge and to our parser: verdicts, trees, lengths in an instant query, and whether what we print reads back as the same tree. */
export async function compare(judge: string, texts: readonly string[], name: keyof typeof OPTIONS): Promise<Agreement> {
  const verdicts = await ask(judge, texts);
  const disagreements = texts.flatMap((text, index) => {
    const found = disagreement(text, verdicts[index], name);
    return found === undefined ? [] : [`${JSON.stringify(text)}: ${found}`];
  });
  return { expressions: texts.length, valid: verdicts.filter((verdict) => verdict[name]).length, disagreements };
}

async function ask(judge: string, texts: readonly string[]): Promise<readonly Verdict[]> {
  const stdin = texts.map((text) => `${JSON.stringify(text)}\n`).join("");
  return lines<Verdict>(await succeed(judge, ["verdicts"], { stdin }));
}

async function succeed(command: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const ended = await run(command, args, options);
  if (failed(ended)) throw new Error(`${command} ${args.join(" ")}: ${ended.stderr}`);
  return ended.stdout;
}

function lines<T>(text: string): readonly T[] {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}

function disagreement(text: string, verdict: Verdict | undefined, name: keyof typeof OPTIONS): string | undefined {
  const { expr } = parse(text, OPTIONS[name]);
  if ((expr !== undefined) !== verdict?.[name]) {
    return expr ? `we take it, Prometheus says ${verdict?.reason}` : "we refuse it, Prometheus takes it";
  }
  if (!expr) return undefined;
  const ours = listsOf(expr);
  if (!isDeepStrictEqual(ours, verdict.tree)) {
    return `our tree ${JSON.stringify(ours)}, Prometheus's ${JSON.stringify(verdict.tree)}`;
  }
  const lengths = lengthsOf(expr);
  if (!isDeepStrictEqual(lengths, verdict.lengths)) {
    return `our lengths ${JSON.stringify(lengths)}, Prometheus's ${JSON.stringify(verdict.lengths)}`;
  }
  return misprinted(expr, name);
}

function misprinted(expr: Expr, name: keyof typeof OPTIONS): string | undefined {
  const wanted = canonical(expr);
  const broken = [print(expr), pretty(expr, 20)].find((printed) => {
    const again = parse(printed, OPTIONS[name]).expr;
    return !again || !isDeepStrictEqual(canonical(again), wanted);
  });
  return broken === undefined ? undefined : `printed ${JSON.stringify(broken)}, which isn't the same`;
}

/** The expressions of Prometheus's own tests, or why they aren't here: only Go's cache of modules has them. */
export async function ownTests(
  judge: string,
  what: "inputs" | "queries",
): Promise<{ readonly texts: readonly string[] } | { readonly missing: string }> {
  const go = await findGo(process.env);
  if (typeof go !== "string") return { missing: go.tried.join("; ") };
  const recipe = tools.find(({ name }) => name === "promql-judge")?.go;
  const cache = (await succeed(go, ["env", "GOMODCACHE"], { env: goEnvironment(process.env) })).trim();
  const ended = await run(judge, [what, `${cache}/${recipe?.module}@${recipe?.version}`]);
  return failed(ended) ? { missing: ended.stderr.trim() } : { texts: lines(ended.stdout) };
}
