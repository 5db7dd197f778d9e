export { bundleSidecar, sidecarBundle } from "./bundle.ts";
export { dockerfile } from "./dockerfile.ts";
export { sbom } from "./sbom.ts";
export { sidecar } from "./sidecar.ts";
