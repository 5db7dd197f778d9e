import { copyFileSync, mkdirSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { failed, run } from "../steps/run-command.ts";
import { firstLines, type Java, maven } from "./java.ts";
import type { SearchServer } from "./search-server.ts";

const version = "8.19.21";
const source = join(import.meta.dirname, "lifecycle-policies");

/** Elasticsearch as its own integration tests start it: from Maven Central, with few modules, and our plugin for lifecycles. */
export const elasticsearch: SearchServer = {
  name: "elasticsearch",
  version,
  make: async (work, java) => {
    const artifact = `org.elasticsearch.distribution.integ-test-zip:elasticsearch:${version}:zip`;
    const problem = await maven(java, work, "unpack", [`-Dartifact=${artifact}`, `-DoutputDirectory=${work}`]);
    if (problem !== undefined) return { problem };
    const made = join(work, `elasticsearch-${version}`);
    return (await addPlugin(made, work, java)) ?? { made };
  },
};

function jars(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".jar"))
    .map((name) => join(folder, name));
}

async function addPlugin(made: string, work: string, { home }: Java): Promise<{ problem: string } | undefined> {
  const plugin = join(made, "plugins/lifecycle-policies");
  const classes = join(work, "classes");
  for (const folder of [plugin, classes]) mkdirSync(folder, { recursive: true });
  const classPath = [...jars(join(made, "lib")), ...jars(join(made, "modules/x-pack-core"))].join(delimiter);
  const from = ["--release", "17", "-nowarn", "-cp", classPath, "-d", classes, join(source, "LifecyclePolicies.java")];
  const compiled = await run(join(home, "bin/javac"), from);
  if (failed(compiled)) return { problem: `javac: ${firstLines(compiled.stderr)}` };
  const archive = join(plugin, "lifecycle-policies.jar");
  const packed = await run(join(home, "bin/jar"), ["--create", "--file", archive, "-C", classes, "."]);
  if (failed(packed)) return { problem: `jar: ${firstLines(packed.stderr)}` };
  const descriptor = "plugin-descriptor.properties";
  copyFileSync(join(source, descriptor), join(plugin, descriptor));
  return undefined;
}
