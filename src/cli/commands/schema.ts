import { Argument, type Command } from "commander";
import type { SchemaOptions } from "../schema/command.ts";
import { examples } from "./options.ts";
import type { Register } from "./register.ts";

/** `monitorgen schema` */
export const schemaCommand: Register = (program, run) => {
  const command: Command = program
    .command("schema")
    .summary("print the JSON Schema of YAML declarations")
    .description("Prints the JSON Schema by which editors complete and check tenant.yaml and organisation.yaml.")
    .addArgument(new Argument("[which]", "which schema").choices(["tenant", "organisation"]).default("tenant"))
    .option("-w, --write", "write both to schemas/ below the root, where they have changed")
    .option("-c, --check", "write nothing; fail where a file in schemas/ is stale")
    .addHelpText(
      "after",
      examples(
        ["monitorgen schema", "print it"],
        ["monitorgen schema --write", "update schemas/*.schema.json"],
        ["monitorgen schema --check", "in a pipeline: are they up to date?"],
      ),
    )
    .action((which: "tenant" | "organisation") =>
      run(async (context) => {
        const { runSchema } = await import("../schema/command.ts");
        return runSchema(which, command.optsWithGlobals<SchemaOptions>(), context);
      }),
    );
};
