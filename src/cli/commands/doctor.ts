import type { Command } from "commander";
import type { DoctorOptions } from "../doctor/doctor.ts";
import { examples, withFormat } from "./options.ts";
import type { Register } from "./register.ts";

/** `monitorgen doctor` */
export const doctorCommand: Register = (program, run) => {
  const command: Command = program
    .command("doctor")
    .summary("tell what is missing on this machine")
    .description(
      "Looks at Node, the project, the output folder, Git, the editor's files and the tools that judge the output.\nChanges nothing, needs no network, and prints no value of an environment variable.\nExit code 1 where something is missing that a build needs; what is merely good to have is told, and leads to 0.",
    );
  withFormat(command)
    .addHelpText(
      "after",
      examples(
        ["monitorgen doctor", "what is there, what isn't, and what to type"],
        ["monitorgen doctor --format json", "the same as data, for a bug report or a pipeline"],
      ),
    )
    .action(() =>
      run(async (context) => {
        const { runDoctor } = await import("../doctor/doctor.ts");
        return runDoctor(command.optsWithGlobals<DoctorOptions>(), context);
      }),
    );
};
