import { describe, expect, it } from "vitest";
import { checkConfiguration } from "./check-configuration.ts";
import type { ConfigurationInput } from "./configuration.ts";
import { detectors } from "./detectors/index.ts";

const sound = {
  tenant: "acme",
  prefix: "acme",
  prometheusUrl: "http://prometheus:9090/prom",
  detectors: [{ name: "listeners-odd", detector: "iqr", query: "active_listeners", severity: "page" }],
} satisfies ConfigurationInput;

const problems = (given: unknown) =>
  checkConfiguration(given, detectors).mistakes?.map(({ path, problem }) => `${path} ${problem}`);

describe("a configuration", () => {
  it("needs little and has defaults for the rest", () => {
    expect(checkConfiguration(sound, detectors).value).toMatchObject({
      port: 8000,
      intervalSeconds: 30,
      timeoutSeconds: 10,
      maximumResponseBytes: 8_388_608,
      detectors: [{ parameters: {}, labels: {}, maximumSeries: 1000 }],
    });
  });

  it("is refused with all its mistakes", () => {
    const [detector] = sound.detectors;
    expect(
      problems({
        ...sound,
        port: 70_000,
        prefix: "9x",
        detectors: [{ ...detector, labels: { "a-b": "x" } }],
        intervall: 5,
      }),
    ).toStrictEqual([
      expect.stringMatching(/^intervall is unknown: expected tenant, tenantLabel, prefix/),
      "prefix is no beginning of a metric name",
      "port must be at most 65535",
      "detectors.0.labels.a-b is no label name",
    ]);
  });

  it("is checked down to the parameters of each detector", () => {
    const [detector] = sound.detectors;
    const given = [
      { ...detector, parameters: { sensitivity: 0, windowSamples: 2 } },
      { ...detector, detector: "divination" },
    ];
    expect(
      problems({ ...sound, detectors: given, bearerTokenFile: "t", basicAuth: { username: "u", passwordFile: "p" } }),
    ).toStrictEqual([
      "detectors.0.parameters.windowSamples must be at least 5",
      "detectors.0.parameters.sensitivity must be above 0",
      `detectors.1.detector is not in this bundle: ${detectors.map(({ name }) => name).join(", ")}`,
      "detectors.1.name repeats that of detectors.0",
      "basicAuth can't be used beside bearerTokenFile",
    ]);
  });

  it.each([
    ["nonsense", "is no http or https URL"],
    ["ftp://prometheus", "is no http or https URL"],
    ["http://user:hunter2@prometheus", "holds credentials: use bearerTokenFile or basicAuth"],
    ["http://prometheus/?x=1", "must not have a query or fragment"],
  ])("refuses the source %s without repeating it", (prometheusUrl, problem) => {
    expect(problems({ ...sound, prometheusUrl })).toStrictEqual([`prometheusUrl ${problem}`]);
  });
});
