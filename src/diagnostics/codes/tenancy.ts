import { kind } from "../diagnostic.ts";

/** A tenant, and where it says what another one says, too. */
interface Other {
  readonly tenant: string;
  /** `tenants/globex/tenant.yaml:12:3`; nothing where it is the organisation's. */
  readonly at?: string;
}

function inWords({ tenant, at }: Other): string {
  return at === undefined ? tenant : `${tenant}'s, ${at}`;
}

/** A credential that two tenants use. */
export const sharedCredential = kind({
  code: "MG2701",
  name: "tenancy/shared-credential",
  severity: "error",
  title: "credential is another tenant's, too",
  reason: ({ secret, other }: { secret: string; other: Other }) =>
    `the secret ${secret} is ${inWords(other)}: who has it reaches what both use it for`,
  suggestion: ({ secret }) =>
    `give the tenant a secret of its own, or add ${secret} to the organisation's sharedSecrets`,
});

/** Two sidecars that Prometheus would read at one address. */
export const sharedSidecar = kind({
  code: "MG2702",
  name: "tenancy/shared-sidecar",
  severity: "error",
  title: "sidecar has another tenant's address",
  reason: ({ address, other }: { address: string; other: Other }) =>
    `${address} is the address of ${inWords(other)}: Prometheus would take one's anomalies for the other's`,
  suggestion: () =>
    "say where this tenant's sidecar listens: sidecar with an address, such as detector.acme.example:8000",
});

/** A target that two tenants scrape. */
export const sharedTarget = kind({
  code: "MG2703",
  name: "tenancy/shared-target",
  severity: "warning",
  title: "target is scraped for another tenant, too",
  reason: ({ target, other }: { target: string; other: Other }) =>
    `${target} is scraped for ${other.tenant}, too, ${other.at}: each of the two gets all that it exposes, as its own`,
  suggestion: () => "scrape it for the tenant whose it is",
});

/** Emitted files of two tenants that meet: a mistake of monitorgen, not of the author. */
export const crossesTenants = kind({
  code: "MG2704",
  name: "proof/crossing",
  severity: "error",
  title: "output of one tenant reaches another's",
  reason: ({ path, text }: { path: string; text: string }) => `${path}: ${text}`,
  suggestion: () => "this is a bug of monitorgen; nothing was written. Please report it with the declarations",
});

/** The kinds of this file. */
export const tenancyKinds = [sharedCredential, sharedSidecar, sharedTarget, crossesTenants];
