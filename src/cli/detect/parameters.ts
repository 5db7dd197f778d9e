import { UsageError } from "../exit.ts";

/** Parameters as they are written on a command line: numbers, JSON, or else words. */
export function parametersOf(given: readonly string[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(given.map(parameterOf));
}

function parameterOf(text: string): readonly [string, unknown] {
  const at = text.indexOf("=");
  if (at < 1) throw new UsageError(`--parameter ${text}: expected name=value, as windowSamples=500`);
  return [text.slice(0, at), readValue(text.slice(at + 1))];
}

function readValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
