import { csvForm } from "./csv-form.ts";
import { type Form, type Item, type Said, verdictOf } from "./form.ts";
import { jsonForm } from "./json-form.ts";
import { type Chosen, type Judge, judgeFor } from "./judge.ts";
import type { Line } from "./lines.ts";

/** What is asked of a batch. */
export interface BatchOptions {
  /** The detector for an input that holds events, or for one that holds values; or why there is none. */
  readonly choose: (events: boolean) => Chosen | string;
  /** Whether comma-separated values come out as they came in with a score, or all verdicts as JSON lines. */
  readonly verdicts: boolean;
  /** Whether a line that can't be read ends the batch. */
  readonly badLines: "skip" | "fail";
}

/** A line that could not be read. */
export interface BadLine {
  readonly line: number;
  readonly problem: string;
}

/** What a batch came to. */
export interface BatchSummary {
  readonly detector: string;
  readonly features: readonly string[] | undefined;
  readonly carried: readonly string[];
  readonly judged: number;
  readonly learning: number;
  readonly anomalies: number;
  readonly bad: number;
  /** Lines whose time is before that of the line above. */
  readonly backwards: number;
  /** The first lines that could not be read. */
  readonly badLines: readonly BadLine[];
}

/** What keeps a batch from its end: nothing that it wrote is of use then. */
export class BatchError extends Error {
  override readonly name = "BatchError";
}

const NAMED_BAD_LINES = 20;
const CSV = "anomaly_score";

/**
 * Judges an input line by line, in constant memory, and writes a line for each that could be read.
 * Rejects with a BatchError that names the line, and with a SchemaError on wrong parameters.
 */
export async function runBatch(
  portions: AsyncIterable<readonly Line[]>,
  write: (text: string) => Promise<void>,
  options: BatchOptions,
  progress: (lines: number) => void,
): Promise<BatchSummary> {
  let batch: Batch | undefined;
  let begun: readonly Line[] = [];
  for await (const portion of portions) {
    begun = batch === undefined ? [...begun, ...portion] : portion;
    batch ??= begun.length < 2 ? undefined : new Batch(begun, options);
    if (batch === undefined) continue;
    await write(batch.take(begun));
    const last = begun.at(-1);
    if (last !== undefined) progress(last.number);
  }
  if (batch === undefined) {
    batch = new Batch(begun, options);
    await write(batch.take(begun));
  }
  return batch.summary();
}

class Batch {
  readonly #form: Form;
  readonly #judge: Judge;
  readonly #detector: string;
  readonly #options: BatchOptions;
  readonly #isCsv: boolean;
  #header: string | undefined;
  #judged = 0;
  #learning = 0;
  #anomalies = 0;
  #bad = 0;
  #backwards = 0;
  #latest = Number.NEGATIVE_INFINITY;
  readonly #badLines: BadLine[] = [];

  constructor(lines: readonly Line[], options: BatchOptions) {
    const { form, header, isCsv } = formOf(lines);
    const chosen = options.choose(form.features === undefined);
    const judge = typeof chosen === "string" ? chosen : judgeFor(chosen, form);
    if (typeof judge === "string" || typeof chosen === "string") throw new BatchError(String(judge));
    this.#form = form;
    this.#header = header;
    this.#isCsv = isCsv;
    this.#judge = judge;
    this.#detector = chosen.definition.name;
    this.#options = options;
  }

  /** What is to be written for some lines. */
  take(lines: readonly Line[]): string {
    return lines.map((line) => this.#line(line)).join("");
  }

  summary(): BatchSummary {
    const { carried, features } = this.#form;
    const [first] = this.#badLines;
    if (this.#judged === 0 && first !== undefined)
      throw new BatchError(`no line can be read: line ${first.line} ${first.problem}`);
    const counts = { judged: this.#judged, learning: this.#learning, anomalies: this.#anomalies, bad: this.#bad };
    const backwards = this.#backwards;
    return { detector: this.#detector, features, carried, ...counts, backwards, badLines: this.#badLines };
  }

  #line({ number, text }: Line): string {
    if (text !== undefined && text === this.#header) {
      this.#header = undefined;
      return this.#writesCsv() ? `${text},${CSV}\n` : "";
    }
    const read = text === undefined ? { problem: "is too long" } : this.#form.read(text);
    if ("problem" in read) return this.#badLine({ line: number, problem: read.problem });
    this.#follow(read.item);
    const said = this.#judge(read.item);
    this.#count(said);
    const verdict = verdictOf(said);
    return this.#writesCsv()
      ? `${text},${scoreText(verdict.confidence_score)}\n`
      : `${JSON.stringify({ ...read.item.told, detector: this.#detector, ...verdict })}\n`;
  }

  #writesCsv(): boolean {
    return this.#isCsv && !this.#options.verdicts;
  }

  #follow({ row, event }: Item): void {
    const { timestampSeconds } = row ?? event;
    if (timestampSeconds < this.#latest) this.#backwards += 1;
    this.#latest = timestampSeconds;
  }

  #count(said: Said | undefined): void {
    this.#judged += 1;
    if (said === undefined) this.#learning += 1;
    else if (said.is_anomaly) this.#anomalies += 1;
  }

  #badLine(bad: BadLine): string {
    if (this.#options.badLines === "fail") throw new BatchError(`line ${bad.line} ${bad.problem}`);
    this.#bad += 1;
    if (this.#badLines.length < NAMED_BAD_LINES) this.#badLines.push(bad);
    return "";
  }
}

/** The form that the first line gives, with the help of the second. */
function formOf([first, second]: readonly Line[]) {
  if (first === undefined) throw new BatchError("the input is empty: expected a header such as timestamp,value");
  const text = first.text ?? "";
  if (/[\0\ufffd]/.test(text)) throw new BatchError("the input is no text: unpack it first");
  if (text.startsWith("[")) throw new BatchError("the input is a JSON list: split it, as jq -c '.[]' does");
  const isCsv = !text.trimStart().startsWith("{");
  const found = isCsv ? csvForm(text, second?.text) : jsonForm(text);
  if ("problem" in found) throw new BatchError(`line ${first.number} ${found.problem}`);
  return { form: found.form, header: found.isHeader ? text : undefined, isCsv };
}

function scoreText(score: number): string {
  return String(Number(score.toPrecision(9)));
}
