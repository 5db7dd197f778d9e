import { type Command, InvalidArgumentError, Option } from "commander";
import type { RoutesOptions } from "../routes/options.ts";
import { examples, withSelection } from "./options.ts";
import type { Register } from "./register.ts";

/** `monitorgen test routes` */
export const routesCommand: Register = (test, run) => {
  const command: Command = test
    .command("routes")
    .summary("show who is woken by each alert, when, and what keeps it silent")
    .description(
      "Sends every alert through the routes as Alertmanager would, and shows whom it wakes, when, how often, and which other\nalerts keep it silent. In the default environment unless another one is chosen.",
    );
  withSelection(command)
    .option("--at <time>", "only who is told at this time: 2026-11-20T22:00:00+01:00", timeOf)
    .option("-l, --label <name=value...>", "only alerts that can have these labels, with these values", labelOf)
    .addOption(
      new Option("-f, --format <format>", "a table, one line a row with tabs between columns, or one document")
        .choices(["text", "tsv", "json"])
        .default("text"),
    )
    .addHelpText(
      "after",
      examples(
        ["monitorgen test routes --tenant acme", "whom each alert of acme wakes"],
        ["monitorgen test routes --at 2026-11-21T03:00:00Z", "who is told on a Saturday night"],
        ["monitorgen test routes --label severity=page", "the alerts that page"],
        ["monitorgen test routes --format tsv | cut -f 2,5", "alerts and receivers, for other programs"],
      ),
    )
    .action(() =>
      run(async (context) => {
        const { runRoutes } = await import("../routes/routes.ts");
        return runRoutes(command.optsWithGlobals<RoutesOptions>(), context);
      }),
    );
};

function timeOf(text: string): number {
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) throw new InvalidArgumentError("a time has a date, hours and a zone: 2026-11-20T22:00:00Z");
  return time;
}

function labelOf(text: string, before: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const [name = "", ...value] = text.split("=");
  if (name === "" || value.length === 0) throw new InvalidArgumentError("a label is a name and a value: severity=page");
  return { ...before, [name]: value.join("=") };
}
