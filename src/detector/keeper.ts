import type { Log } from "./log.ts";
import { messageOf } from "./log.ts";
import type { Monitor } from "./monitor.ts";
import { loadState, StateFileError, saveState, setAside } from "./state/file.ts";
import type { SavedSeries } from "./state/saved-series.ts";

/** Keeps what monitors have learnt in a file. */
export interface Keeper {
  /** Gives each monitor its series back; a file that can't be used is named and set aside. Never rejects. */
  restore(): Promise<void>;
  /** Saves all series; tells whether it succeeded. Never rejects, never runs twice at once. */
  save(): Promise<boolean>;
}

/** A keeper of the given monitors' state in the given file. */
export function keeper(file: string, tenant: string, monitors: readonly Monitor[], log: Log): Keeper {
  let last: Promise<unknown> = Promise.resolve();
  return {
    async restore() {
      const saved = await load(file, tenant, log);
      const restored = saved.filter((series) => restoreOne(series, monitors)).length;
      log("info", "state restored", { file, restored, unusable: saved.length - restored });
    },
    save() {
      const saving = last.then(() => save(file, tenant, monitors, log));
      last = saving;
      return saving;
    },
  };
}

function restoreOne(series: SavedSeries, monitors: readonly Monitor[]): boolean {
  return monitors.find(({ declared }) => declared.name === series.detector)?.restore(series) ?? false;
}

async function load(file: string, tenant: string, log: Log): Promise<SavedSeries[]> {
  try {
    return await loadState(file, tenant);
  } catch (error) {
    const aside = error instanceof StateFileError ? await setAside(file).catch(() => undefined) : undefined;
    log("error", "state file unusable, starting afresh", { file, reason: messageOf(error), setAside: aside ?? null });
    return [];
  }
}

async function save(file: string, tenant: string, monitors: readonly Monitor[], log: Log): Promise<boolean> {
  try {
    const series = await saveState(file, tenant, seriesOf(monitors));
    log("debug", "state saved", { file, series });
    return true;
  } catch (error) {
    log("error", "state not saved", { file, reason: messageOf(error) });
    return false;
  }
}

function* seriesOf(monitors: readonly Monitor[]): Generator<SavedSeries> {
  for (const monitor of monitors) yield* monitor.saved();
}
