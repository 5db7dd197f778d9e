import type { Program } from "../../../program/program.ts";
import { folderUid, scopeOf } from "../identifier.ts";

/** Where a Grafana server finds the tenant's dashboards on its disk, below this folder. */
export const DASHBOARD_FOLDER = "/var/lib/grafana/dashboards";

/** Grafana's instruction to keep the tenant's dashboards in a folder of their own, as the files say. */
export function provider(program: Program): object {
  const { tenant, environment } = program;
  const title = environment.isDefault ? tenant.title : `${tenant.title} (${environment.name})`;
  return {
    apiVersion: 1,
    providers: [
      {
        allowUiUpdates: false,
        disableDeletion: false,
        editable: false,
        folder: title,
        folderUid: folderUid(program),
        name: scopeOf(program),
        options: { foldersFromFilesStructure: false, path: `${DASHBOARD_FOLDER}/${scopeOf(program)}` },
        orgId: 1,
        type: "file",
        updateIntervalSeconds: 30,
      },
    ],
  };
}
