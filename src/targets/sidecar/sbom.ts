import { createHash } from "node:crypto";
import type { SidecarBundle } from "./bundle.ts";
import type { NpmPackage } from "./npm-packages.ts";

/** Software bill of materials of a bundle: CycloneDX 1.6 as JSON, without serial number or time, so that it never changes by itself. */
export function sbom({ packages, text }: SidecarBundle, version = "0"): string {
  const self = `monitorgen-sidecar@${version}`;
  const document = {
    $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: {
      component: {
        "bom-ref": self,
        type: "application",
        name: "monitorgen-sidecar",
        version,
        hashes: [{ alg: "SHA-256", content: createHash("sha256").update(text).digest("hex") }],
      },
    },
    components: packages.map(component),
    dependencies: [
      { ref: self, dependsOn: packages.map(packageUrl) },
      ...packages.map((one) => ({ ref: packageUrl(one) })),
    ],
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function component(one: NpmPackage) {
  const { license, name, version } = one;
  const purl = packageUrl(one);
  const licenses = license === undefined ? {} : { licenses: [{ expression: license }] };
  return { "bom-ref": purl, type: "library", name, version, ...licenses, purl };
}

function packageUrl({ name, version }: NpmPackage): string {
  return `pkg:npm/${name.replace("@", "%40")}@${version}`;
}
