export {
  compareVersions,
  formatVersion,
  parseVersion,
  printedVersion,
  type Version,
} from "../../src/values/version.ts";
