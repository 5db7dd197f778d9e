import { setFlagsFromString } from "node:v8";

/** From so many tenants on memory is dearer than time. */
const MANY = 500;

/**
 * Hears of the steps of a build. Once many tenants have been read, the garbage collector is told to keep the heap small:
 * what a thousand tenants leave behind would otherwise fill more than a gigabyte before it is looked at.
 */
export function thriftForMany(tellEngine: (flag: string) => void = setFlagsFromString): (step: string) => void {
  let read = 0;
  return (step) => {
    if (!step.startsWith("reading ")) return;
    read += 1;
    if (read === MANY) tellEngine("--optimize-for-size");
  };
}
