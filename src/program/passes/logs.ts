import { hotBeyondRetention } from "../../diagnostics/codes/reference.ts";
import { printDuration } from "../../values/duration.ts";
import { type Compilation, originOf } from "../compilation.ts";
import type { LogStream } from "../program.ts";
import type { TenantDeclaration } from "../schema/tenant.ts";

const DAY = 86_400_000;

/** The tenant's log streams. Lines stay hot for a tenth of their retention, a day at least, unless said otherwise. */
export function logsOf(declaration: TenantDeclaration, compilation: Compilation): readonly LogStream[] {
  return Object.entries(declaration.logs).map(([name, declared]) => {
    const path = ["logs", name];
    const { retention } = declared;
    const hot = declared.hot ?? Math.min(retention, Math.max(DAY, Math.round(retention / 10 / DAY) * DAY));
    if (hot > retention) {
      const data = { hot: printDuration(hot), retention: printDuration(retention) };
      compilation.report(hotBeyondRetention, [...path, "hot"], data);
    }
    return {
      name,
      description: declared.description ?? "",
      ecs: declared.ecs ?? [],
      fields: declared.fields ?? {},
      retention,
      hot,
      ...(declared.linesPerDay === undefined ? {} : { linesPerDay: declared.linesPerDay }),
      origin: originOf(path),
    };
  });
}
