import { setImmediate } from "node:timers/promises";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { State } from "../../diff/index.ts";
import { type Discovered, discover } from "../../load/discover.ts";
import { touchedTenants } from "../../load/touched.ts";
import type { CompiledProject } from "../../project.ts";
import type { Context, Facade } from "../context.ts";
import type { Selection } from "../selection.ts";
import { progressOn } from "../terminal/progress.ts";
import type { Base } from "./base.ts";

/** The two states of a project, as far as they can differ. */
export interface States {
  readonly before: State;
  readonly after: State;
  /** All tenants of both, compiled or not. */
  readonly known: readonly string[];
}

/** Compiles the tenants of the project and of the base that a change can have touched. */
export async function statesOf(base: Base, { root, tenants }: Selection, context: Context): Promise<States> {
  const { compileProject } = await context.facade();
  const progress = progressOn(context.stderr);
  const [now, old] = [discover(root), discover(base.root)];
  const known = [...new Set([...now.tenants, ...old.tenants].map(({ name }) => name))];
  const touched = touchedTenants(root, base.root, known).filter((name) => tenants?.includes(name) ?? true);
  const compiling: Compiling = { compileProject, step: progress.step, touched, isWhole: tenants === undefined };
  const after = known.length === 0 ? await empty(root, compiling) : await stateOf(root, now, compiling);
  const before = await stateOf(base.root, old, { ...compiling, evenIfBroken: true, at: ` at ${base.name}` });
  progress.end();
  return { before, after, known };
}

interface Compiling extends Pick<Facade, "compileProject"> {
  readonly step: (name: string) => void;
  readonly touched: readonly string[];
  /** Whether all tenants are meant. */
  readonly isWhole: boolean;
  readonly evenIfBroken?: boolean;
  /** What is said behind each step. */
  readonly at?: string;
}

const NOTHING: CompiledProject = { tenants: [], environments: [], diagnostics: [], sources: new Map() };

// A folder without any tenant is told as by every command.
async function empty(root: string, { compileProject }: Compiling): Promise<State> {
  return { project: await compileProject({ root }), declared: [] };
}

async function stateOf(
  root: string,
  found: Discovered,
  { compileProject, step, touched, isWhole, evenIfBroken = false, at = "" }: Compiling,
): Promise<State> {
  const declared = found.tenants.map(({ name }) => name).filter((name) => touched.includes(name));
  if (found.tenants.length === 0 && evenIfBroken) return { project: NOTHING, declared };
  // Between two tenants, signals get in.
  const progress = (name: string): Promise<void> => {
    step(`${name}${at}`);
    return setImmediate();
  };
  const project = await compileProject({ root, evenIfBroken, progress, tenants: declared });
  const more = isWhole ? found.diagnostics.filter((one) => !isIn(project.diagnostics, one)) : [];
  return { project: { ...project, diagnostics: [...more, ...project.diagnostics] }, declared };
}

function isIn(diagnostics: readonly Diagnostic[], { kind, at }: Diagnostic): boolean {
  return diagnostics.some((one) => one.kind.code === kind.code && one.at.file === at.file);
}
