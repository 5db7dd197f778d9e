import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "oxc-parser";

/** A constant of a tenant's file as its author wrote it; `default` is what the file exports by default. */
export function sourceExample(root: string, file: string, constant: string): string {
  const text = readFileSync(join(root, file), "utf8");
  for (const node of parseSync(file, text).program.body) {
    const whole = text.slice(node.start, node.end);
    if (node.type === "ExportDefaultDeclaration" && constant === "default") return whole;
    const declared = node.type === "ExportNamedDeclaration" ? node.declaration : node;
    if (declared?.type !== "VariableDeclaration") continue;
    if (declared.declarations.some(({ id }) => id.type === "Identifier" && id.name === constant)) return whole;
  }
  throw new Error(`${file} has no constant ${constant}`);
}
