import { type Command, Option } from "commander";
import type { InitOptions } from "../init/init.ts";
import { examples } from "./options.ts";
import type { Register } from "./register.ts";

/** `monitorgen init` */
export const initCommand: Register = (program, run) => {
  const command: Command = program
    .command("init")
    .summary("write a tenant to start from")
    .description(
      "Writes a small tenant that builds, and what all tenants share where that is missing. Overwrites nothing.\nOn a terminal it asks for what no option says.",
    )
    .option("-n, --name <name>", "the tenant's name (default: the name of the folder)")
    .addOption(
      new Option("--form <form>", "the language to declare it in (default: typescript)").choices([
        "typescript",
        "yaml",
      ]),
    )
    .option("--team <name>", "the team that is woken (default: platform)")
    .addOption(
      new Option("--channel <kind>", "how the team is reached (default: slack)").choices([
        "slack",
        "pagerduty",
        "email",
        "webhook",
      ]),
    )
    .option("--slack-room <room>", "the room of the Slack channel (default: #alerts)")
    .option("--email <address>", "the address of the e-mail channel, which implies --channel email")
    .option("--target <host:port>", "a target that Prometheus scrapes (default: <name>.example.com:9100)")
    .option("-y, --yes", "ask nothing")
    .addHelpText(
      "after",
      examples(
        ["monitorgen init", "asks on a terminal"],
        ["monitorgen init --name acme --team web --slack-room '#web'", "asks nothing more than it must"],
        ["monitorgen init --name acme --form yaml --yes", "YAML, and no questions"],
      ),
    )
    .action(() =>
      run(async (context) => {
        const { runInit } = await import("../init/init.ts");
        return runInit(command.optsWithGlobals<InitOptions>(), context);
      }),
    );
};
