import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { checkConfiguration } from "./check-configuration.ts";
import type { Configuration } from "./configuration.ts";
import type { DetectorDefinition } from "./detectors/detector.ts";
import { messageOf } from "./log.ts";
import type { Checked } from "./schema/index.ts";

/** The environment of a process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads and checks a configuration file; the environment overrides it; its paths become absolute. */
export async function readConfiguration(
  file: string,
  environment: Environment,
  definitions: readonly DetectorDefinition[],
): Promise<Checked<Configuration>> {
  const given = await jsonOf(file);
  if ("problem" in given) return { mistakes: [{ path: "", problem: given.problem }] };
  const checked = checkConfiguration(withEnvironment(given.value, environment), definitions);
  if (checked.mistakes !== undefined) return checked;
  const { basicAuth, bearerTokenFile, stateFile, ...rest } = checked.value;
  const absolute = (path: string) => resolve(dirname(file), path);
  return {
    value: {
      ...rest,
      ...(stateFile !== undefined && { stateFile: absolute(stateFile) }),
      ...(bearerTokenFile !== undefined && { bearerTokenFile: absolute(bearerTokenFile) }),
      ...(basicAuth !== undefined && { basicAuth: { ...basicAuth, passwordFile: absolute(basicAuth.passwordFile) } }),
    },
  };
}

async function jsonOf(file: string): Promise<{ readonly value: unknown } | { readonly problem: string }> {
  try {
    return { value: JSON.parse(await readFile(file, "utf8")) };
  } catch (error) {
    const isUnreadable = error instanceof Error && "code" in error;
    return { problem: isUnreadable ? messageOf(error) : "is no JSON" };
  }
}

function withEnvironment(given: unknown, { PORT, PROMETHEUS_URL }: Environment): unknown {
  if (given === null || typeof given !== "object" || Array.isArray(given)) return given;
  return {
    ...given,
    ...(PROMETHEUS_URL !== undefined && PROMETHEUS_URL !== "" && { prometheusUrl: PROMETHEUS_URL }),
    ...(PORT !== undefined && PORT !== "" && { port: /^\d+$/.test(PORT) ? Number(PORT) : PORT }),
  };
}
