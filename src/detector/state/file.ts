import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { choice, number, object, parse, type Schema, text } from "../schema/index.ts";
import { type SavedSeries, savedSeriesSchema } from "./saved-series.ts";

const FORMAT = "detector-state";
const VERSION = 1;
const LINES_AT_ONCE = 64;

const header = object({
  format: choice(FORMAT),
  version: number({ minimum: VERSION, maximum: VERSION }),
  tenant: text(),
});
const footer = object({ series: number({ integer: true, minimum: 0, maximum: Number.MAX_SAFE_INTEGER }) });

/** A state file that can't be used; its message says why. */
export class StateFileError extends Error {
  override readonly name = "StateFileError";
}

/**
 * Writes the state of a tenant's series: to a file beside, which then takes the name, so that a crash leaves the old
 * state or the new. JSON lines (header, series, their number), in portions, so that polls go on between them.
 */
export async function saveState(file: string, tenant: string, series: Iterable<SavedSeries>): Promise<number> {
  const temporary = `${file}.tmp`;
  await mkdir(dirname(file), { recursive: true });
  try {
    const count = await writeAll(temporary, tenant, series);
    await rename(temporary, file);
    return count;
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function writeAll(file: string, tenant: string, series: Iterable<SavedSeries>): Promise<number> {
  const handle = await open(file, "w", 0o600);
  let count = 0;
  try {
    let portion = [JSON.stringify({ format: FORMAT, version: VERSION, tenant })];
    for (const one of series) {
      portion.push(JSON.stringify(one));
      count += 1;
      if (portion.length < LINES_AT_ONCE) continue;
      await handle.write(`${portion.join("\n")}\n`);
      portion = [];
    }
    portion.push(JSON.stringify({ series: count }));
    await handle.write(`${portion.join("\n")}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return count;
}

/** Reads a tenant's state file; none without one. Throws a StateFileError where it is damaged or another's. */
export async function loadState(file: string, tenant: string): Promise<SavedSeries[]> {
  const text = await textOf(file);
  if (text === undefined) return [];
  const [first = "", ...rest] = text.split("\n");
  checkHeader(first, tenant);
  const [end, afterEnd] = [rest.at(-2), rest.at(-1)];
  if (end === undefined || afterEnd !== "") throw new StateFileError("it is cut short");
  const series = rest.slice(0, -2).map((line) => parsed(savedSeriesSchema, line));
  if (parsed(footer, end).series !== series.length) throw new StateFileError("it is cut short");
  return series;
}

/** Moves a state file that can't be used out of the way; gives its new name. */
export async function setAside(file: string): Promise<string> {
  const aside = `${file}.rejected`;
  await rename(file, aside);
  return aside;
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

function checkHeader(line: string, tenant: string): void {
  const found = parsed(header, line);
  if (found.tenant !== tenant)
    throw new StateFileError(`it belongs to another tenant, ${JSON.stringify(found.tenant)}`);
}

function parsed<T>(schema: Schema<T, unknown>, line: string): T {
  try {
    return parse(schema, JSON.parse(line));
  } catch {
    throw new StateFileError("it is damaged or not a state file of this version");
  }
}
