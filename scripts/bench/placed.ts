import { readFileSync, writeFileSync } from "node:fs";

/** Puts figures in their place on a page of docs/, between `<!-- figures: NAME -->` and `<!-- end -->`. */
export function place(page: string, name: string, figures: string): void {
  const text = readFileSync(page, "utf8");
  const [begin, end] = [`<!-- figures: ${name} -->`, "<!-- end -->"];
  const start = text.indexOf(begin);
  if (start < 0) throw new Error(`${page} has no ${begin}`);
  const stop = text.indexOf(end, start);
  writeFileSync(page, `${text.slice(0, start)}${begin}\n${figures}\n${text.slice(stop)}`);
}
