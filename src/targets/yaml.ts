import { dump } from "js-yaml";

/** Data as YAML: keys in their order, one line a text, nothing shared by anchors. */
export function printYaml(value: object): string {
  return dump(value, { lineWidth: -1, noRefs: true });
}
