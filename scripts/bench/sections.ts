import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { root } from "../steps/own-command.ts";
import { run } from "../steps/run-command.ts";
import { validatorsAhead } from "../validators-ahead.ts";
import { writeProject } from "./generated-project.ts";
import { type Cost, cost, median } from "./measure.ts";
import { sloTenant, writeSlothSpecs } from "./slo-specs.ts";
import { mebibytes, milliseconds, seconds, table, times } from "./table.ts";

/** What a section of the figures needs. */
export interface Bench {
  /** A folder that is gone afterwards. */
  readonly folder: string;
  readonly say: (text: string) => void;
  /** Binaries of others, by name; what can't be had is missing. */
  readonly tools: ReadonlyMap<string, string>;
}

const node = process.execPath;
const cli = join(root, "dist/cli.js");

function monitorgen(...args: readonly string[]): Promise<Cost> {
  return cost(node, [cli, ...args], { env: { MONITORING_ENV: "" } });
}

/** What every start costs, beside Node doing nothing. */
export async function startUp(): Promise<string> {
  const rows: (readonly (string | number)[])[] = [];
  const bare = await median(21, () => cost(node, ["-e", "0"]));
  rows.push(["`node -e 0`", milliseconds(bare.wall), times(1), mebibytes(bare.peak)]);
  for (const args of [["--version"], ["--help"], ["build", "--help"]]) {
    const own = await median(21, () => monitorgen(...args));
    rows.push([
      `\`monitorgen ${args.join(" ")}\``,
      milliseconds(own.wall),
      times(own.wall / bare.wall),
      mebibytes(own.peak),
    ]);
  }
  return table(["command", "wall", "beside bare node", "peak"], rows);
}

/** The example tenant in its three environments: with nothing known, with what was solved known, with nothing changed. */
export async function example({ folder }: Bench): Promise<string> {
  const project = acmeIn(join(folder, "acme"));
  const forget = (...paths: readonly string[]): void => {
    for (const path of paths) rmSync(join(project, path), { recursive: true, force: true });
    mkdirSync(join(project, "node_modules"), { recursive: true });
  };
  const own = (...args: readonly string[]) => monitorgen("build", "--tenant", "acme", "--root", project, ...args);
  const bare = await median(21, () => cost(node, ["-e", "0"]));
  const cold = await median(5, () => {
    forget("node_modules", "output");
    return own();
  });
  const production = await median(5, () => {
    forget("node_modules", "output");
    return own("--env", "production");
  });
  await own();
  const warm = await median(5, () => {
    forget("output");
    return own();
  });
  const unchanged = await median(11, () => own());
  const rows = (
    [
      ["cold, three environments", cold],
      ["cold, `--env production`", production],
      ["its alerts solved before", warm],
      ["unchanged", unchanged],
    ] as const
  ).map(([what, one]) => [what, seconds(one.wall), times(one.wall / bare.wall), seconds(one.cpu), mebibytes(one.peak)]);
  return table(["`monitorgen build --tenant acme`", "wall", "beside bare node", "CPU", "peak"], rows);
}

/** The example tenant alone in a project. */
function acmeIn(project: string): string {
  for (const path of ["tenants/acme", "tenants/organisation.ts"]) {
    cpSync(join(root, path), join(project, path), { recursive: true });
  }
  return project;
}

/** Generated tenants, more and more of them. */
export async function growth({ folder, say }: Bench): Promise<string> {
  const rows: (readonly (string | number)[])[] = [];
  for (const count of [1, 10, 100, 1000]) {
    say(`${count} tenants`);
    const project = join(folder, `tenants-${count}`);
    writeProject(project, count);
    const own = await monitorgen("build", "--all", "--root", project);
    const files = readdirSync(join(project, "output"), { recursive: true, withFileTypes: true }).filter((one) =>
      one.isFile(),
    );
    const per = (value: number): string => milliseconds(value / count);
    rows.push([count, files.length, seconds(own.wall), seconds(own.cpu), per(own.cpu), mebibytes(own.peak)]);
    rmSync(project, { recursive: true });
  }
  return table(["tenants", "files", "wall", "CPU", "CPU a tenant", "peak"], rows);
}

/** Where the time of a build goes. */
export async function stages({ folder }: Bench): Promise<string> {
  const hundred = join(folder, "stages-100");
  writeProject(hundred, 100);
  const acme = acmeIn(join(folder, "stages-acme"));
  const script = await bundled("stages.ts");
  const spent = async (project: string): Promise<ReadonlyMap<string, number>> => {
    const { stdout, stderr, status } = await run(node, [script, project]);
    if (status !== 0) throw new Error(stderr);
    return new Map(Object.entries(JSON.parse(stdout)).map(([stage, value]) => [stage, Number(value)]));
  };
  const [one, many] = [await spent(acme), await spent(hundred)];
  const rows = [...one].map(([stage, value]) => [stage, seconds(value), seconds(many.get(stage) ?? 0)]);
  return table(["CPU of the main thread", "acme, three environments", "100 generated tenants"], rows);
}

/** A thousand services with one SLO each: Sloth, and the same by us with and without tests. */
export async function sloth(bench: Bench): Promise<string> {
  const { folder } = bench;
  const project = join(folder, "slos");
  writeProject(project, 1000, { file: "tenant.yaml", text: sloTenant });
  const script = await bundled("slo-job.ts");
  const out = (name: string): string => join(folder, `out-${name}`);
  const own = (name: string, ...flags: readonly string[]) => cost(node, [script, project, out(name), ...flags]);
  const rows: (readonly (string | number)[])[] = [];
  const add = (what: string, name: string, one: Cost): void => {
    rows.push([what, rulesIn(out(name)), seconds(one.wall), seconds(one.cpu), mebibytes(one.peak)]);
  };
  const binary = bench.tools.get("sloth");
  if (binary === undefined) bench.say("Sloth is missing: its row is left out");
  else add("Sloth", "sloth", await median(3, () => slothRules(binary, folder, out("sloth"))));
  add("ours, rules alone", "rules", await median(3, () => own("rules")));
  add("ours, each alert proven, with its tests", "tests", await median(3, () => own("tests", "--tests")));
  return table(["1,000 services with one SLO", "rules", "wall", "CPU", "peak"], rows);
}

function slothRules(binary: string, folder: string, out: string): Promise<Cost> {
  const specs = join(folder, "sloth-specs");
  writeSlothSpecs(specs, 1000);
  mkdirSync(out, { recursive: true });
  return cost(binary, ["generate", "--input", specs, "--out", out]);
}

/** The rules that Sloth writes for a thousand services, judged by promtool, pint and us. */
export async function checks({ folder, tools, say }: Bench): Promise<string> {
  const [writer, promtool, pint] = ["sloth", "promtool", "pint"].map((name) => tools.get(name));
  if (writer === undefined) return "Sloth, which writes the rules, is missing.";
  const written = join(folder, "checked");
  await slothRules(writer, folder, written);
  const files = readdirSync(written).map((name) => join(written, name));
  const rows: (readonly (string | number)[])[] = [];
  const add = async (what: string, judge: string | undefined, args: readonly string[]): Promise<void> => {
    if (judge === undefined) return say(`${what} is missing: its row is left out`);
    const one = await median(3, () => cost(judge, args, { cwd: folder }));
    rows.push([what, rulesIn(written), seconds(one.wall), seconds(one.cpu), mebibytes(one.peak)]);
  };
  await add("`promtool check rules`", promtool, ["check", "rules", ...files]);
  await add("`pint --offline --disabled rule/dependency lint`", pint, [
    ...["--offline", "--disabled", "rule/dependency", "lint"],
    written,
  ]);
  await add("`monitorgen check`", node, [cli, "check", written]);
  return table(["17,000 rules of 1,000 services", "rules", "wall", "CPU", "peak"], rows);
}

/** The rules in all files below a folder. */
function rulesIn(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  const texts = files
    .filter(({ parentPath }) => !parentPath.endsWith("/tests"))
    .map(({ parentPath, name }) => readFileSync(join(parentPath, name), "utf8"));
  return texts.reduce((sum, text) => sum + (text.match(/^\s*-? ?(?:record|alert): /gm)?.length ?? 0), 0);
}

// As one file, as what is published is: Node takes no types out of it when it starts.
async function bundled(script: string): Promise<string> {
  const outdir = mkdtempSync(join(root, ".monitorgen-cache/bench-"));
  process.once("exit", () => rmSync(outdir, { recursive: true, force: true }));
  await build({
    entryPoints: { script: join(root, "scripts/bench", script), worker: join(root, "src/load/worker.ts") },
    absWorkingDir: root,
    bundle: true,
    format: "esm",
    platform: "node",
    packages: "external",
    splitting: true,
    outdir,
    plugins: [validatorsAhead(root)],
    banner: {
      js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
    },
    logLevel: "error",
  });
  for (const part of ["dsl.js", "detector"]) cpSync(join(root, "dist", part), join(outdir, part), { recursive: true });
  return join(outdir, "script.js");
}
