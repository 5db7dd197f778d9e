import { join } from "node:path";
import { ourFolders } from "./abandoned.ts";
import type { OutputPlace } from "./folder.ts";
import { kindOf } from "./inspect.ts";
import { knownOf } from "./known.ts";
import { LOCK, writerOf } from "./lock.ts";

/** What builds that are at work, or that were interrupted, have left in the output. */
export interface Leftovers {
  /** The process that writes there now. */
  readonly writer: number | undefined;
  /** A lock whose build is gone; the next one takes it over. */
  readonly staleLock: boolean;
  /** Folders that a build began and didn't end; the next one repairs them. */
  readonly interrupted: readonly string[];
}

/** Looks for what builds have left. Reads, and changes nothing. */
export function leftovers(place: OutputPlace): Leftovers {
  const writer = writerOf(place.root);
  return {
    writer,
    staleLock: writer === undefined && kindOf(join(place.root, LOCK)) !== "absent",
    interrupted: ourFolders(place).filter((folder) => knownOf(join(place.root, folder)).interrupted),
  };
}
