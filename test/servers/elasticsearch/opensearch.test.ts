import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { missingSearchServer, type RunningSearchServer, startOpenSearch } from "../start/search.ts";
import { documentOf, leavesOf, withValue } from "./documents.ts";
import { type Emitted, emitted, mappingOf } from "./emitted.ts";
import { forOpenSearch } from "./families.ts";

let server: RunningSearchServer;
const tenants = [emitted("acme"), emitted("globex")];
const streams = tenants.flatMap((files) => [...files.templates.keys()].map((name) => [name, files] as const));
const accepted = { status: 200, body: { acknowledged: true } };

async function load({ components, templates }: Emitted): Promise<void> {
  for (const [name, body] of components) {
    const answer = await server.ask("PUT", `_component_template/${name}`, forOpenSearch(body));
    expect([name, answer]).toEqual([name, accepted]);
  }
  for (const [name, body] of templates) {
    expect([name, await server.ask("PUT", `_index_template/${name}`, body)]).toEqual([name, accepted]);
  }
}

// What the Elasticsearch at hand lacks: ECS's own types for constants, messages, paths and stacks.
describe.skipIf(missingSearchServer("opensearch"))("OpenSearch, with the types that are emitted", () => {
  beforeAll(async () => {
    server = await startOpenSearch();
    for (const files of tenants) await load(files);
  });
  afterAll(() => server?.stop());

  describe.each(streams)("for %s", (name, files) => {
    const mapping = mappingOf(files, name);
    const document = documentOf(mapping);
    const index = (body: object) => server.ask("POST", `${name}/_doc?op_type=create&refresh=true`, body);
    const leaves = leavesOf(mapping);

    it("indexes a line with all fields", async () => {
      expect(await index(document)).toMatchObject({ status: 201, body: { result: "created" } });
    });

    it.each(leaves.filter(({ field }) => field.type === "constant_keyword"))(
      "refuses a line that says another $path",
      async ({ path }) => {
        expect(await index(withValue(document, path, "another"))).toMatchObject({ status: 400 });
      },
    );

    it("refuses a line with an unknown field", async () => {
      expect(await index(withValue(document, "unknown", "x"))).toMatchObject({ status: 400 });
    });

    it("finds it by words of the message and by a part of what is a wildcard", async () => {
      const found = (query: object) => server.ask("POST", `${name}/_search`, { query });
      const one = { status: 200, body: { hits: { total: { value: 1 } } } };
      expect(await found({ match: { message: "ordinary" } })).toMatchObject(one);
      const wildcards = leaves.filter(({ field }) => field.type === "wildcard").map(({ path }) => path);
      expect(wildcards).toContain("error.stack_trace");
      for (const path of wildcards) {
        expect(await found({ wildcard: { [path]: { value: "*ordin*" } } })).toMatchObject(one);
      }
    });
  });

  it("finds each tenant's lines under its alias, and none that says to be another's", async () => {
    const count = (alias: string, tenant: string) =>
      server.ask("POST", `${alias}/_count`, { query: { term: { tenant } } });
    const lines = (value: number) => ({ status: 200, body: { count: value } });
    expect(await count("logs.acme.production", "acme")).toMatchObject(lines(3));
    expect(await count("logs.globex.production", "globex")).toMatchObject(lines(1));
    expect(await count("logs.acme.production", "globex")).toMatchObject(lines(0));
    expect(await count("logs.globex.production", "acme")).toMatchObject(lines(0));
  });
});
