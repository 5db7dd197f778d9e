import type { Program } from "../../program/program.ts";
import type { Artifact } from "../artifact.ts";
import { sidecarBundle } from "./bundle.ts";
import { configurationOf } from "./configuration.ts";
import { dockerfile } from "./dockerfile.ts";
import { sbom } from "./sbom.ts";

/** The program, configuration, bill of materials and Dockerfile of a tenant's sidecar; nothing without detectors. */
export async function sidecar(program: Program): Promise<readonly Artifact[]> {
  if (program.detectors.length === 0) return [];
  const origins = program.detectors.map(({ origin }) => origin.name).sort();
  const bundle = await sidecarBundle([...program.detectors.map(({ method }) => method), ...program.sidecar.batch]);
  const config = `${JSON.stringify(configurationOf(program), undefined, 2)}\n`;
  return [
    { path: "sidecar/Dockerfile", content: dockerfile(program.sidecar.port), kind: "dockerfile", origins },
    { path: "sidecar/config.json", content: config, kind: "sidecar-config", origins },
    { path: "sidecar/detector.mjs", content: bundle.text, kind: "sidecar-bundle", origins },
    { path: "sidecar/sbom.cdx.json", content: sbom(bundle), kind: "sbom", origins },
  ];
}
