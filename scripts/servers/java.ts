import { realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { failed, run } from "../steps/run-command.ts";

/** A development kit of Java 17 or newer, and Maven. */
export interface Java {
  /** The kit's folder, as `JAVA_HOME` has it. */
  readonly home: string;
}

const LOWEST = 17;

/** Finds Java by `JAVA_HOME` or by `javac` in PATH; a sentence where something is missing. */
export async function findJava(env: NodeJS.ProcessEnv): Promise<Java | string> {
  const home = env["JAVA_HOME"] || (await homeInPath());
  if (home === undefined) return "no JDK here (javac)";
  const asked = await run(join(home, "bin/javac"), ["-version"]);
  const major = Number(/javac (\d+)/.exec(`${asked.stdout}${asked.stderr}`)?.[1] ?? 0);
  if (failed(asked) || major < LOWEST) return `no JDK ${LOWEST} or newer in ${home}`;
  return failed(await run("mvn", ["--version"])) ? "no Maven here (mvn)" : { home };
}

async function homeInPath(): Promise<string | undefined> {
  const asked = await run("sh", ["-c", "command -v javac"]);
  const path = asked.stdout.trim();
  return path === "" ? undefined : dirname(dirname(realpathSync(path)));
}

const PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1";

/** Runs a goal of Maven's dependency plugin with a local repository inside `folder`; the reason where it fails. */
export async function maven(
  { home }: Java,
  folder: string,
  goal: string,
  options: readonly string[],
): Promise<string | undefined> {
  const repository = `-Dmaven.repo.local=${join(folder, "repository")}`;
  const finished = await run("mvn", ["--batch-mode", "--quiet", repository, `${PLUGIN}:${goal}`, ...options], {
    cwd: folder,
    env: { ...process.env, JAVA_HOME: home },
  });
  return failed(finished) ? `Maven: ${firstLines(finished.stdout || finished.stderr)}` : undefined;
}

/** The first lines of what a program said against itself. */
export function firstLines(text: string): string {
  return text.trim().split("\n").slice(0, 3).join(" ");
}
