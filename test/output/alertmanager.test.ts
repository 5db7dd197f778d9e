import { load } from "js-yaml";
import { describe, expect, test } from "vitest";
import type { RoutingCase } from "../../src/routing/cases.ts";
import { readRouting } from "../../src/routing/read-config.ts";
import { notifications } from "../../src/routing/resolve.ts";
import { amtool, missing } from "../judges/tools.ts";
import { committed, output } from "./files.ts";

const configurations = committed(/alertmanager\/alertmanager\.yaml$/);

describe.skipIf(missing("amtool"))(`amtool (${missing("amtool") ?? "found"})`, () => {
  test("accepts every configuration with its templates", async () => {
    expect(configurations.length).toBeGreaterThan(3);
    for (const { path } of configurations) {
      const { status, stdout, stderr } = await amtool(["check-config", path], { cwd: output });
      expect(stdout + stderr).toContain("SUCCESS");
      expect(status).toBe(0);
    }
  });

  test.each(["acme", "globex", "initech", "organisation"])(
    "takes each alert of %s where our engine does",
    async (folder) => {
      const config = configurations.find(({ path }) => path === `${folder}/alertmanager/alertmanager.yaml`);
      const routing = readRouting(load(config?.content ?? "")).config;
      const cases = firstOfEachAlert(folder);
      expect(cases.length).toBeGreaterThan(0);
      const answers = await inTurns(cases, 4, async ({ labels }) => {
        const args = Object.entries(labels).map(([name, value]) => `${name}=${value}`);
        const file = `${folder}/alertmanager/alertmanager.yaml`;
        const { stdout } = await amtool(["config", "routes", "test", `--config.file=${file}`, ...args], {
          cwd: output,
        });
        return stdout.trim();
      });
      const expected = cases.map(({ labels }) =>
        routing === undefined
          ? ""
          : notifications(routing, labels)
              .map(({ receiver }) => receiver)
              .join(","),
      );
      expect(answers).toEqual(expected);
    },
  );
});

function firstOfEachAlert(folder: string): readonly RoutingCase[] {
  const [file] = committed(new RegExp(`^${folder}/alertmanager/tests/routing\\.yaml$`));
  const { tests } = load(file?.content ?? "tests: []") as { readonly tests: readonly RoutingCase[] };
  const nameOf = ({ labels }: RoutingCase) => `${labels.tenant}/${labels.alertname}`;
  return [...new Map([...tests].reverse().map((one) => [nameOf(one), one])).values()];
}

// One process a question, some at a time.
async function inTurns<T, R>(items: readonly T[], width: number, ask: (item: T) => Promise<R>): Promise<readonly R[]> {
  const answers: R[] = [];
  for (let i = 0; i < items.length; i += width)
    answers.push(...(await Promise.all(items.slice(i, i + width).map(ask))));
  return answers;
}
