import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { pretty } from "../../src/diagnostics/reporters/pretty.ts";
import { compileProject } from "../../src/project.ts";
import { type Files, ORGANISATION_FILE, yamlProject } from "../mistakes/project.ts";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "monitorgen-neighbours-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** acme as all examples have it, and globex beside it. */
async function found(globex: string, more: Files = {}): Promise<string> {
  const files = { ...yamlProject(""), "tenants/globex/tenant.yaml": globex, ...more };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const { diagnostics, sources } = await compileProject({ root });
  return pretty(diagnostics, { color: false, sources });
}

const globex = (secret: string, rest = "") => `tenant: globex
channels:
  phone: { type: pagerduty, routingKey: { secret: ${secret} } }
teams:
  parcels: { page: phone, ticket: phone }
alerts:
  Works: { heartbeat: true, severity: info, owner: parcels }
${rest}`;

test("a tenant with credentials of its own is no other's neighbour", async () => {
  expect(await found(globex("pagerduty/globex"))).toBe("");
});

test("a credential of two tenants is found at the second, and names the first", async () => {
  expect(await found(globex("pagerduty/acme"))).toMatchInlineSnapshot(`
    "error MG2701  credential is another tenant's, too                    tenants/globex/tenant.yaml:3:41
      3 │   phone: { type: pagerduty, routingKey: { secret: pagerduty/acme } }
        │                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^
      the secret pagerduty/acme is acme's, tenants/acme/tenant.yaml:18:42: who has it reaches what both
      use it for
      give the tenant a secret of its own, or add pagerduty/acme to the organisation's sharedSecrets
      monitorgen explain MG2701

    1 error
    "
  `);
});

test("one that the organisation shares is nobody's alone", async () => {
  const organisation = `${ORGANISATION_FILE["tenants/organisation.yaml"]}sharedSecrets:\n  - { secret: pagerduty/acme }\n`;
  expect(await found(globex("pagerduty/acme"), { "tenants/organisation.yaml": organisation })).toBe("");
});

test("the organisation's own is no tenant's", async () => {
  expect(await found(globex("slack/operations"))).toMatchInlineSnapshot(`
    "error MG2701  credential is another tenant's, too                    tenants/globex/tenant.yaml:3:41
      3 │   phone: { type: pagerduty, routingKey: { secret: slack/operations } }
        │                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      the secret slack/operations is the organisation's own: who has it reaches what both use it for
      give the tenant a secret of its own, or add slack/operations to the organisation's sharedSecrets
      monitorgen explain MG2701

    1 error
    "
  `);
});

const detects = (metric: string, owner: string) =>
  `detectors:\n  Odd: { detector: iqr, watch: ${metric}, severity: ticket, owner: ${owner}, summary: It is odd }\n`;
const QUEUE = `metrics:\n  queue_length: { type: gauge, help: What waits., labels: { queue: [in, out] } }\n${detects("queue_length", "parcels")}`;
const acme = (text: string): Files => ({
  "tenants/acme/tenant.yaml": yamlProject(text)["tenants/acme/tenant.yaml"] ?? "",
});
const acmeDetects = detects("memory_used_ratio", "music");

test("two sidecars without an address would be one", async () => {
  expect(await found(globex("pagerduty/globex", QUEUE), acme(acmeDetects))).toMatchInlineSnapshot(`
    "error MG2702  sidecar has another tenant's address                   tenants/globex/tenant.yaml:11:8
      11 │   Odd: { detector: iqr, watch: queue_length, severity: ticket, owner: parcels, summary: I …
         │        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      localhost:8000 is the address of acme's, tenants/acme/tenant.yaml:2:8: Prometheus would take one's
      anomalies for the other's
      say where this tenant's sidecar listens: sidecar with an address, such as
      detector.acme.example:8000
      monitorgen explain MG2702

    1 error
    "
  `);
});

test("and so would two with the same", async () => {
  const at = "sidecar: { address: detectors.example:8000 }\n";
  const text = await found(globex("pagerduty/globex", `${at}${QUEUE}`), acme(`${at}${acmeDetects}`));
  expect(text).toContain("tenants/globex/tenant.yaml:8:21");
  expect(text).toContain("tenants/acme/tenant.yaml:1:21");
});

test("a target that two tenants scrape is a warning", async () => {
  const scrape = "scrapes:\n  gateway: { targets: ['gateway.example:9100'] }\n";
  expect(await found(globex("pagerduty/globex", scrape), acme(scrape))).toMatchInlineSnapshot(`
    "warning MG2703  target is scraped for another tenant, too            tenants/globex/tenant.yaml:9:24
      9 │   gateway: { targets: ['gateway.example:9100'] }
        │                        ^^^^^^^^^^^^^^^^^^^^^^
      gateway.example:9100/metrics is scraped for acme, too, tenants/acme/tenant.yaml:2:24: each of the
      two gets all that it exposes, as its own
      scrape it for the tenant whose it is   ·   monitorgen explain MG2703

    1 warning
    "
  `);
});
