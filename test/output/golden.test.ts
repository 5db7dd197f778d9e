import { load } from "js-yaml";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { readShipped } from "../../src/load/shipped.ts";
import { type GeneratedProject, generateProject } from "../../src/project.ts";
import { checkArtifacts, Judges } from "../../src/verify/proofs/schema/index.ts";
import { committed, root } from "./files.ts";

let project: GeneratedProject;

beforeAll(async () => {
  project = await generateProject({ root });
}, 120_000);

describe("the committed output", () => {
  test("comes from declarations without a finding", () => {
    expect(project.diagnostics).toEqual([]);
    expect(project.tenants.map(({ name }) => name)).toEqual(["acme", "globex", "initech"]);
  });

  test("is what the declarations give, byte for byte", () => {
    const generated = project.generated.flatMap(({ folder, artifacts }) =>
      artifacts.map(({ path, content }) => [`${folder}/${path}`, content] as const),
    );
    const found = committed(/./).filter(({ path }) => !/(^|\/)manifest\.json$/.test(path));
    expect(found.map(({ path }) => path)).toEqual(generated.map(([path]) => path).sort());
    const contents = new Map<string, string>(generated);
    const different = found.filter(({ path, content }) => contents.get(path) !== content).map(({ path }) => path);
    expect(different).toEqual([]);
  });

  test("shows every alert firing", () => {
    for (const { program, proven } of project.generated) expect(proven).toBe(program?.alerts.length ?? 0);
  });
});

test("both YAML libraries read every file alike", () => {
  for (const { content } of committed(/^(acme|globex|organisation)\/.*\.yaml$/)) {
    expect(parse(content, { maxAliasCount: 0 })).toEqual(load(content));
  }
});

test("in every kind of file a misspelt key is refused", async () => {
  const judges = new Judges(readShipped);
  const artifacts = project.generated
    .flatMap(({ artifacts: all }) => all)
    .filter(({ path }) => /\.(json|yaml)$/.test(path));
  const kinds = new Map(artifacts.map((artifact) => [artifact.kind, artifact]));
  expect([...kinds.keys()].sort()).toEqual([
    "alertmanager-config",
    "alertmanager-tests",
    "elasticsearch-component-template",
    "elasticsearch-ilm",
    "elasticsearch-index-template",
    "grafana-dashboard",
    "grafana-dashboard-provider",
    "grafana-datasources",
    "prometheus-rules",
    "prometheus-scrape",
    "prometheus-tests",
    "sbom",
    "sidecar-config",
  ]);
  for (const artifact of kinds.values()) {
    expect(await checkArtifacts([artifact], judges)).toEqual([]);
    const data: unknown = artifact.path.endsWith(".json") ? JSON.parse(artifact.content) : load(artifact.content);
    const wrong = { ...artifact, path: "misspelt.json", content: JSON.stringify(misspelt(data)) };
    expect(await checkArtifacts([wrong], judges), artifact.path).not.toEqual([]);
  }
});

/** The data with its first key misspelt. */
function misspelt(data: unknown): unknown {
  const [first, ...rest] = Object.entries(data ?? {});
  return first === undefined ? data : Object.fromEntries([[`${first[0]}x`, first[1]], ...rest]);
}
