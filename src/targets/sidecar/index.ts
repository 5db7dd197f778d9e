export { type BundleOptions, bundleSidecar, type SidecarBundle, sidecarBundle } from "./bundle.ts";
export { dockerfile } from "./dockerfile.ts";
export type { NpmPackage } from "./npm-packages.ts";
export { sbom } from "./sbom.ts";
export { sidecar } from "./sidecar.ts";
