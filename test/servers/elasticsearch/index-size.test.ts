import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { indexBytesPerDay } from "../../../src/verify/cost/index-size.ts";
import { acmeProgram } from "../demo/program.ts";
import { missingSearchServer, type RunningSearchServer, startElasticsearch } from "../start/search.ts";
import { withValue } from "./documents.ts";
import { emitted, type Field, mappingOf } from "./emitted.ts";
import { forElasticsearch } from "./families.ts";

const LINES = 20_000;
const BATCH = 2000;
const files = emitted("acme");
const { logs } = await acmeProgram();

let server: RunningSearchServer;

// Always the same: Lehmer's generator.
let state = 1;
const below = (most: number): number => {
  state = (state * 48_271) % 2_147_483_647;
  return state % most;
};
const WORDS =
  "request answered in time while cache was cold retry token expired upstream closed socket before reply".split(" ");
const words = (count: number): string => Array.from({ length: count }, () => WORDS[below(WORDS.length)]).join(" ");

const VALUES: Readonly<Record<string, (path: string) => unknown>> = {
  boolean: () => below(2) === 0,
  date: () => new Date(1.8e12 + below(86_400_000)).toISOString(),
  double: () => below(1_000_000) / 1_000_000,
  flattened: () => ({ genre: `g${below(40)}`, mood: `m${below(20)}`, tempo: String(60 + below(120)) }),
  ip: () => `${1 + below(220)}.${below(256)}.${below(256)}.${below(256)}`,
  long: () => below(5000),
  match_only_text: () => `${words(6)} ${below(100_000)}`,
  text: () => `${words(6)} ${below(100_000)}`,
  wildcard: () => `/${WORDS[below(12)]}/${below(5000)}`,
  keyword: (path) =>
    /id$/.test(path)
      ? below(2 ** 31)
          .toString(16)
          .padStart(16, "0")
      : `${WORDS[below(WORDS.length)]}-${below(30)}`,
};

/** What a line of acme's services says: a message, a time, where it is from, and the fields that the stream is declared with. */
const COMMON = ["@timestamp", "message", "log.level", "service.name", "host.name", "event.dataset", "trace.id"];

describe.skipIf(missingSearchServer("elasticsearch"))("the size of an index is about what was estimated", () => {
  beforeAll(async () => {
    server = await startElasticsearch();
    for (const [name, body] of files.policies) await server.ask("PUT", `_ilm/policy/${name}`, body);
    for (const [name, body] of files.components)
      await server.ask("PUT", `_component_template/${name}`, forElasticsearch(body));
    for (const [name, body] of files.templates) await server.ask("PUT", `_index_template/${name}`, body);
  });
  afterAll(() => server?.stop());

  it.each(logs)("for $name", async (stream) => {
    const name = `logs-acme.${stream.name}-production`;
    const fields = leavesIn(mappingOf(files, name).properties, "");
    const own = Object.keys(stream.fields).map((field) => `acme.${field}`);
    const wanted = new Set([...COMMON, ...stream.ecs, ...own]);
    const used = fields.filter(({ path }) => wanted.has(path));
    for (let sent = 0; sent < LINES; sent += BATCH) {
      const lines = Array.from({ length: BATCH }, () => [{ create: {} }, lineOf(used)]).flat();
      const answer = await server.ask("POST", `${name}/_bulk`, lines);
      expect(answer).toMatchObject({ status: 200, body: { errors: false } });
    }
    await server.ask("POST", `${name}/_forcemerge?max_num_segments=1`);
    await server.ask("POST", `${name}/_refresh`);
    const { body } = await server.ask("GET", `${name}/_stats/store,docs`);
    const { store, docs } = JSON.parse(JSON.stringify(body))._all.primaries;
    expect(docs.count).toBe(LINES);
    const measured = store.size_in_bytes / LINES;
    const estimated = indexBytesPerDay({ ...stream, linesPerDay: 1 }) ?? 0;
    expect(estimated / measured).toBeGreaterThan(0.7);
    expect(estimated / measured).toBeLessThan(1.5);
  });
});

interface Leaf {
  readonly path: string;
  readonly type: string;
}

function leavesIn(fields: Readonly<Record<string, Field>>, prefix: string): readonly Leaf[] {
  return Object.entries(fields).flatMap(([name, { type, properties }]) =>
    properties === undefined
      ? [{ path: `${prefix}${name}`, type: type ?? "" }]
      : leavesIn(properties, `${prefix}${name}.`),
  );
}

function lineOf(fields: readonly Leaf[]): object {
  return fields.reduce((line, { path, type }) => withValue(line, path, VALUES[type]?.(path) ?? 1), {});
}
