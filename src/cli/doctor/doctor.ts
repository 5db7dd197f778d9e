import { buildPlace } from "../../build-place.ts";
import { discover } from "../../load/discover.ts";
import type { GlobalOptions } from "../commands/options.ts";
import type { Context } from "../context.ts";
import { EXIT, type Exit } from "../exit.ts";
import type { FormatOptions } from "../findings.ts";
import { projectRoot } from "../selection.ts";
import { type Style, styleOf, wantsColor } from "../terminal/style.ts";
import { type Cell, table } from "../terminal/table.ts";
import { versionOf } from "../version.ts";
import { count } from "../words.ts";
import type { Looked } from "./finding.ts";
import { JUDGES, lookForJudge } from "./judges.ts";
import { lookAtDisk, lookAtEngines, lookAtGit, lookAtNode, lookAtTypes } from "./machine.ts";
import { lookAtEnvironment, lookAtOrganisation, lookAtOutput, lookAtSchemas, lookAtTenants } from "./project.ts";

/** The options of `doctor`. */
export interface DoctorOptions extends GlobalOptions, Pick<FormatOptions, "format"> {}

/** Tells what a build, an editor and the tests of the output need, and what of it is missing here. Changes nothing. */
export async function runDoctor(options: DoctorOptions, context: Context): Promise<Exit> {
  const root = projectRoot(context.cwd, options.root);
  const looked = await lookedAt(root, context);
  const isWell = looked.every(({ state }) => state !== "missing");
  const { stdout, env } = context;
  if (options.format === "json") {
    stdout.write(`${JSON.stringify({ ok: isWell, version: versionOf(), checks: looked }, null, 2)}\n`);
  } else {
    stdout.write(rendered(looked, styleOf(wantsColor({ flag: options.color, env, isTerminal: stdout.isTerminal }))));
  }
  return isWell ? EXIT.fine : EXIT.findings;
}

async function lookedAt(root: string, { env, facade }: Context): Promise<readonly Looked[]> {
  const place = buildPlace(root) ?? { root, shown: "output" };
  const engines = await lookAtEngines();
  return [
    lookAtNode(process.versions.node),
    ...engines,
    ...(await lookAtDeclarations(root, { env, facade }, engines)),
    ...lookAtOutput(place),
    ...lookAtDisk(root),
    await lookAtGit(root, place.shown),
    ...(await Promise.all(JUDGES.map((judge) => lookForJudge(judge, env)))),
  ];
}

async function lookAtDeclarations(
  root: string,
  { env, facade }: Pick<Context, "env" | "facade">,
  engines: readonly Looked[],
): Promise<readonly Looked[]> {
  const discovered = discover(root);
  const tenants = lookAtTenants(root, discovered);
  const isReadable = discovered.tenants.length > 0 && engines.every(({ state }) => state === "ok");
  if (!isReadable) return [tenants];
  const { compileProject } = await facade();
  const shared = await compileProject({ root, tenants: [] });
  const types = discovered.tenants.some(({ form }) => form === "typescript") ? [lookAtTypes(root, versionOf())] : [];
  const others = [lookAtEnvironment(env["MONITORING_ENV"], shared), lookAtSchemas(root, discovered)];
  return [tenants, lookAtOrganisation(shared), ...types, ...others.flatMap((one) => one ?? [])];
}

const MARKS = { ok: "✓", advice: "!", missing: "✗" } as const;

function rendered(looked: readonly Looked[], style: Style): string {
  const paints = { ok: style.green, advice: style.yellow, missing: style.red } as const;
  const rows = looked.map(({ name, state, found, why }): Cell[] => [
    { text: MARKS[state], paint: paints[state] },
    { text: name, paint: style.bold },
    { text: found },
    { text: why, paint: style.dim },
  ]);
  const fixes = looked.flatMap(({ name, fix }): Cell[][] =>
    fix === undefined ? [] : [[{ text: name }, { text: fix, paint: style.cyan }]],
  );
  const next = fixes.length === 0 ? "" : `\n${style.dim("what to do")}\n${table(fixes, "  ")}`;
  return `${table(rows)}${next}\n${verdict(looked)}\n`;
}

function verdict(looked: readonly Looked[]): string {
  const number = (state: Looked["state"]): number => looked.filter((one) => one.state === state).length;
  const gone = number("missing");
  if (gone > 0) return `${count(gone, "thing")} that a build needs ${gone === 1 ? "is" : "are"} missing`;
  const good = number("advice");
  return good === 0
    ? "nothing is missing"
    : `a build has all that it needs; ${count(good, "thing")} would be good to have`;
}
