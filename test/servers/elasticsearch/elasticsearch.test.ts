import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { missingSearchServer, type RunningSearchServer, startElasticsearch } from "../start/search.ts";
import { documentOf, leavesOf, unfitting, withValue } from "./documents.ts";
import { type Emitted, emitted, mappingOf, owners } from "./emitted.ts";
import { forElasticsearch } from "./families.ts";

let server: RunningSearchServer;
const [acme, globex] = [emitted("acme"), emitted("globex")];
const access = "logs-acme.access-production";
const accessMapping = mappingOf(acme, access);

// Types whose constant the family that stands in for them doesn't keep.
const judged = ({ type }: { readonly type?: string }) => type !== "constant_keyword";
const streams = [acme, globex].flatMap((one) => [...one.templates.keys()].map((name) => [name, one] as const));

const accepted = { status: 200, body: { acknowledged: true } };

/** Makes everything that the files of a tenant in an environment say. */
async function load({ policies, components, templates }: Emitted): Promise<void> {
  for (const [name, body] of policies) expect(await server.ask("PUT", `_ilm/policy/${name}`, body)).toEqual(accepted);
  for (const [name, body] of components) {
    const answer = await server.ask("PUT", `_component_template/${name}`, forElasticsearch(body));
    expect([name, answer]).toEqual([name, accepted]);
  }
  for (const [name, body] of templates) {
    expect([name, await server.ask("PUT", `_index_template/${name}`, body)]).toEqual([name, accepted]);
  }
}

describe.skipIf(missingSearchServer("elasticsearch"))("Elasticsearch", () => {
  beforeAll(async () => {
    server = await startElasticsearch();
    for (const owner of owners) await load(emitted(owner));
  });
  afterAll(() => server?.stop());

  it.each(owners.flatMap((owner) => [...emitted(owner).policies].map((policy) => [...policy, owner] as const)))(
    "stores the lifecycle %s as it was emitted",
    async (name, { policy }) => {
      expect(await server.ask("GET", `_ilm/policy/${name}`)).toMatchObject({
        status: 200,
        body: { [name]: { policy } },
      });
    },
  );

  it.each(streams)("composes the templates of %s into its strict mapping, lifecycle and alias", async (name, files) => {
    const answer = await server.ask("POST", `_index_template/_simulate_index/${name}`);
    const { properties } = forElasticsearch({ template: { mappings: mappingOf(files, name) } }).template.mappings ?? {};
    expect(answer).toMatchObject({
      status: 200,
      body: {
        template: {
          aliases: files.templates.get(name)?.template.aliases,
          mappings: { dynamic: "strict", properties },
          settings: { index: { lifecycle: { name }, codec: "best_compression" } },
        },
        overlapping: [],
      },
    });
  });

  describe.each(streams)("for %s", (name, files) => {
    const mapping = mappingOf(files, name);
    const document = documentOf(mapping);
    const index = (body: object) => server.ask("POST", `${name}/_doc?op_type=create&refresh=true`, body);

    it("indexes a line with all fields, and makes the data stream of the first one", async () => {
      const backing = expect.stringMatching(/^\.ds-/);
      expect(await index(document)).toMatchObject({ status: 201, body: { result: "created", _index: backing } });
      const answer = await server.ask("GET", `${name}/_settings`);
      const settings = { index: { lifecycle: { name }, codec: "best_compression", hidden: "true" } };
      expect(Object.values(Object(answer.body))).toMatchObject([{ settings }]);
    });

    it.each(["unknown", "http.request.unknown", "acme.unknown", "globex.unknown", "message.unknown"])(
      "refuses a line with the field %s",
      async (path) => {
        const answer = await index(withValue(document, path, "x"));
        expect(answer.status).toBe(400);
        expect(JSON.stringify(answer.body)).toMatch(/strict_dynamic_mapping_exception|document_parsing_exception/);
      },
    );

    it.each(leavesOf(mapping).filter(({ field }) => judged(field)))(
      "refuses a value of another type in $path",
      async ({ path, field }) => {
        expect(unfitting(field)).toBeDefined();
        const answer = await index(withValue(document, path, unfitting(field)));
        expect(answer.status).toBe(400);
        expect(JSON.stringify(answer.body)).toMatch(/document_parsing_exception/);
      },
    );

    it("refuses a line without a time", async () => {
      const { "@timestamp": _, ...timeless } = document;
      expect(await index(timeless)).toMatchObject({ status: 400 });
    });
  });

  it("finds each tenant's lines under its alias, and no other's", async () => {
    const found = async (alias: string, words: string) => {
      const answer = await server.ask("GET", `${alias}/_search?q=${words}`);
      return hitsOf(answer.body);
    };
    const names = ({ templates }: Emitted) => [...templates.keys()].map((name) => `.ds-${name}`);
    const acmes = await found("logs.acme.production", "ordinary");
    const globexes = await found("logs.globex.production", "ordinary");
    const ofStream = (index: string) => index.replace(/-\d{4}\.\d\d\.\d\d-\d{6}$/, "");
    expect([...new Set(acmes.map(ofStream))].sort()).toEqual(names(acme));
    expect([...new Set(globexes.map(ofStream))].sort()).toEqual(names(globex));
    expect(await found("logs.acme.production", "tenant:globex")).toEqual([]);
  });

  it("leaves alone the streams of a tenant whose name goes on", async () => {
    const answer = await server.ask("POST", "_index_template/_simulate_index/logs-acme.access-production-eu");
    expect(JSON.stringify(answer.body)).not.toContain("monitorgen");
  });

  it("would refuse a misspelt key, setting, type, action or age", async () => {
    const template = (template: object) => server.ask("PUT", "_component_template/wrong", { template });
    const policy = (phase: object) => server.ask("PUT", "_ilm/policy/wrong", { policy: { phases: { hot: phase } } });
    const answers = [
      await template({ mapings: accessMapping }),
      await template({ settings: { index: { lifecyle: { name: "x" } } } }),
      await template({ mappings: { properties: { a: { type: "keywrd" } } } }),
      await policy({ actions: { rolover: { max_age: "1d" } } }),
      await policy({ min_age: "a day", actions: {} }),
      await policy({ actions: { forcemerge: { max_num_segments: 0 } } }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400, 400]);
  });
});

/** The indices of what a search has found. */
function hitsOf(body: unknown): readonly string[] {
  const found: { hits?: { hits?: readonly { _index: string }[] } } = JSON.parse(JSON.stringify(body));
  return (found.hits?.hits ?? []).map(({ _index }) => _index);
}
