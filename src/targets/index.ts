import type { Program } from "../program/program.ts";
import { alertmanager, mergedAlertmanager } from "./alertmanager/alertmanager.ts";
import { notifications } from "./alertmanager/notifications.ts";
import { NOTIFICATION_TEMPLATES } from "./alertmanager/templates.ts";
import type { Artifact } from "./artifact.ts";
import { documents } from "./documents/index.ts";
import { elasticsearch } from "./elasticsearch/index.ts";
import { grafana } from "./grafana/index.ts";
import { rules } from "./prometheus/rules.ts";
import { scrape } from "./prometheus/scrape.ts";
import { tests } from "./prometheus/tests/index.ts";
import type { Solutions } from "./prometheus/tests/solve-all.ts";
import { sidecar } from "./sidecar/sidecar.ts";

/** Reads a file that ships in the package. */
export type ReadShipped = (path: string) => string | undefined;

/** Everything that is emitted for a tenant in one environment, sorted by path. */
export async function emit(
  program: Program,
  solutions: Pick<Solutions, "witnesses">,
  read: ReadShipped,
): Promise<readonly Artifact[]> {
  const artifacts = [
    ...rules(program),
    ...tests(program, solutions),
    ...scrape(program),
    ...alertmanager(program, notificationTemplates(read)),
    ...notifications(program, solutions, notificationTemplates(read)),
    ...(await grafana(program)),
    ...elasticsearch(program),
    ...(await sidecar(program)),
  ];
  const all = [...artifacts, ...(await documents(program, artifacts, read))];
  return all.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** What is merged from all tenants of one environment. */
export function emitShared(programs: readonly Program[], read: ReadShipped): readonly Artifact[] {
  return mergedAlertmanager(programs, notificationTemplates(read));
}

/** The texts of notifications that ship in the package. */
function notificationTemplates(read: ReadShipped): readonly string[] {
  return NOTIFICATION_TEMPLATES.map((path) => read(path) ?? "");
}
