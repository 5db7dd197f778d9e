import { HUMANIZED } from "../annotation.ts";
import { goG4 } from "./go-number.ts";
import { humanizers } from "./humanize.ts";

const ACTION = /\{\{\s*(?:\$labels\.([A-Za-z_]\w*)|\$value(?:\s*\|\s*(\w+))?|"((?:[^"\\])*)")\s*\}\}/g;

/** What Prometheus makes of an annotation: `{{ $labels.x }}`, `{{ $value | humanize }}` and quoted text are filled in. */
export function expand(template: string, labels: Readonly<Record<string, string>>, value: number): string {
  const humanized = Math.abs(value) < 1 ? goG4(value) : (humanizers.get("humanize") ?? String)(value);
  return template
    .replaceAll(HUMANIZED, humanized)
    .replace(ACTION, (_whole, label?: string, through?: string, text?: string) => {
      if (text !== undefined) return text;
      if (label !== undefined) return labels[label] ?? "";
      return (through === undefined ? String : (humanizers.get(through) ?? String))(value);
    });
}
