import { setFlagsFromString } from "node:v8";

/** So many files keep the engine's compilers busy. */
const MANY = 100;

/**
 * For many files, tells the engine to leave its slowest compiler to what runs very often: within the seconds that a check
 * takes, it would cost another thread several times what it saves this one.
 */
export function compileLightly(files: number, tellEngine: (flag: string) => void = setFlagsFromString): void {
  if (files >= MANY) tellEngine("--invocation-count-for-turbofan=100000");
}
