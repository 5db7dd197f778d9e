import { resolve } from "node:path";
import { BatchError } from "../../detector/batch/batch.ts";
import { chooseFor, chooseNamed } from "../../detector/batch/choose.ts";
import { runBatchFiles } from "../../detector/batch/files.ts";
import type { Chosen } from "../../detector/batch/judge.ts";
import { allDetectors } from "../../detector/detectors/index.ts";
import { SchemaError } from "../../detector/schema/index.ts";
import { codeOf } from "../../output/failure.ts";
import type { Context } from "../context.ts";
import { EXIT, type Exit, UsageError } from "../exit.ts";
import { progressOn } from "../terminal/progress.ts";
import { styleOf, wantsColor } from "../terminal/style.ts";
import { declaredBy } from "./declared.ts";
import type { DetectOptions } from "./options.ts";
import { parametersOf } from "./parameters.ts";
import { summaryWords } from "./words.ts";

/** Judges a file. */
export async function runDetect(options: DetectOptions, context: Context): Promise<Exit> {
  const choosing = await chooser(options, context);
  let kind = "";
  const choose = (events: boolean): Chosen | string => {
    const chosen = choosing(events);
    kind = typeof chosen === "string" ? kind : chosen.definition.name;
    return chosen;
  };
  const progress = progressOn(context.stderr);
  const place = (path: string) => (path === "-" ? path : resolve(context.cwd, path));
  const files = { input: place(options.input), output: place(options.output) };
  const { badLines, verdicts = false } = options;
  const told = (lines: number) => progress.step(`judging: ${lines.toLocaleString("en")} lines`);
  try {
    const summary = await runBatchFiles(files, streamsOf(context), { choose, verdicts, badLines }, told);
    progress.end();
    const { color } = options;
    const style = styleOf(wantsColor({ flag: color, env: context.env, isTerminal: context.stderr.isTerminal }));
    context.stderr.write(summaryWords(summary, options.input, style));
    return EXIT.fine;
  } catch (error) {
    progress.end();
    throw usageOf(error, kind);
  }
}

/** Who judges: as declared by a tenant, as named, or as the input asks for. */
async function chooser(options: DetectOptions, context: Context): Promise<(events: boolean) => Chosen | string> {
  const { detector, parameter = [], tenant } = options;
  const declared = tenant === undefined ? [] : await declaredBy(tenant, options, context);
  const [only, ...others] = declared;
  const asked = detector ?? (others.length === 0 ? only?.name : undefined);
  if (tenant !== undefined && asked === undefined) {
    throw new UsageError(
      `${tenant} declares several detectors`,
      `--detector ${declared.map(({ name }) => name).join("|")}`,
    );
  }
  const given = parametersOf(parameter);
  return (events) => {
    const chosen = asked === undefined ? chooseFor(events, allDetectors) : chooseNamed(asked, allDetectors, declared);
    return typeof chosen === "string" ? chosen : { ...chosen, parameters: { ...chosen.parameters, ...given } };
  };
}

function streamsOf({ drained, stdin, stdout }: Context) {
  return {
    read() {
      if (stdin === undefined) throw new UsageError("--input -: nothing is piped in", "--input FILE");
      return stdin();
    },
    async write(text: string) {
      stdout.write(text);
      await drained();
    },
  };
}

/** What the caller got wrong, said as such; anything else as it is. */
function usageOf(error: unknown, kind: string): unknown {
  if (error instanceof SchemaError) return new UsageError(`${kind}: ${error.message}`, `monitorgen explain ${kind}`);
  if (!(error instanceof BatchError)) return error;
  return isMachine(error.cause) ? error.cause : new UsageError(error.message);
}

/** Whether the machine refused, and not a path that isn't there. */
function isMachine(cause: unknown): boolean {
  const code = codeOf(cause);
  return code !== undefined && code !== "ENOENT";
}
