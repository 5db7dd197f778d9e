import { pretty } from "../../promql/syntax/pretty.ts";
import type { GlobalOptions } from "../commands/options.ts";
import type { Context } from "../context.ts";
import { EXIT, type Exit, UsageError } from "../exit.ts";
import { styleOf, wantsColor } from "../terminal/style.ts";
import { type Answer, type Judged, judge, refusal } from "./answer.ts";
import { type Features, featuresOf } from "./features.ts";
import { type Line, linesOf } from "./lines.ts";
import { inWords, mistakes } from "./render.ts";
import type { Verb } from "./verbs.ts";

/** The options of `promql`. */
export interface PromqlOptions extends GlobalOptions {
  readonly json?: boolean;
  readonly enableFeature?: readonly string[];
}

/** Something that was given: an expression with the name that findings give it, or why it is none. */
type Given =
  | { readonly name: string; readonly text: string }
  | { readonly name: string; readonly code: string; readonly message: string; readonly line: string };

/** Answers each expression that is an argument, or each line of standard input; the worst of them is the exit code. */
export async function runPromql(
  verb: Verb,
  expressions: readonly string[],
  options: PromqlOptions,
  context: Context,
): Promise<Exit> {
  const answering = new Answering(verb, featuresOf(options.enableFeature ?? []), options, context);
  if (expressions.length > 0) {
    const name = (index: number): string => (expressions.length === 1 ? "expression" : `expression ${index + 1}`);
    await answering.all(expressions.map((text, index) => ({ name: name(index), text })));
    return answering.exit;
  }
  const { stdin } = context;
  if (stdin === undefined) {
    throw new UsageError(
      "there is no expression",
      `monitorgen promql ${verb} 'up == 0', or JSON strings on standard input`,
    );
  }
  let number = 0;
  for await (const lines of linesOf(stdin())) {
    await answering.all(lines.map((line) => givenBy(line, ++number)));
  }
  return answering.exit;
}

function givenBy(line: Line, number: number): Given {
  const name = `line ${number}`;
  if ("tooLong" in line) {
    const message = `the line has ${line.tooLong} characters, which is more than is read`;
    return { name, code: "line-too-long", message, line: "" };
  }
  const text = stringIn(line.text);
  if (text !== undefined) return { name, text };
  const message = `the line is no JSON string; expected one of an expression, such as "up == 0", in double quotes`;
  return { name, code: "not-a-json-string", message, line: line.text };
}

function stringIn(line: string): string | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}

class Answering {
  exit: Exit = EXIT.fine;
  readonly #verb: Verb;
  readonly #features: Features;
  readonly #json: boolean;
  readonly #context: Context;
  readonly #colors: { readonly stdout: boolean; readonly stderr: boolean };

  constructor(verb: Verb, features: Features, { json = false, color: flag }: PromqlOptions, context: Context) {
    this.#verb = verb;
    this.#features = features;
    this.#json = json;
    this.#context = context;
    const { env, stdout, stderr } = context;
    this.#colors = {
      stdout: wantsColor({ flag, env, isTerminal: stdout.isTerminal }),
      stderr: wantsColor({ flag, env, isTerminal: stderr.isTerminal }),
    };
  }

  /** Answers in the order of what was given, and waits until somebody has read it. */
  async all(given: readonly Given[]): Promise<void> {
    const { stdout, drained } = this.#context;
    for (const one of given) {
      const judged = "text" in one ? judge(one.text, this.#features) : { answer: unread(one) };
      if (judged.answer.valid !== true) this.exit = EXIT.findings;
      if (this.#json) stdout.write(`${JSON.stringify(this.#object(judged))}\n`);
      else this.#tell(one, judged);
    }
    await drained();
  }

  #object({ answer, expr }: Judged): object {
    return this.#verb === "format" ? { ...answer, formatted: expr === undefined ? null : pretty(expr) } : answer;
  }

  #tell(given: Given, judged: Judged): void {
    const { stdout, stderr } = this.#context;
    const text = "text" in given ? given.text : given.line;
    stdout.write(inWords(this.#verb, text, judged, styleOf(this.#colors.stdout)));
    stderr.write(mistakes(given.name, text, judged.answer, this.#colors.stderr));
  }
}

function unread({ code, message }: { readonly code: string; readonly message: string }): Answer {
  return refusal([{ code, message, suggestion: null, span: null }]);
}
