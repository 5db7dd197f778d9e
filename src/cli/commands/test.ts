import { UsageError } from "../exit.ts";
import type { Register } from "./register.ts";
import { coverageCommand } from "./test-coverage.ts";
import { routesCommand } from "./test-routes.ts";

/** What can be tested without a server, one command each. */
const TESTS: readonly Register[] = [routesCommand, coverageCommand];

/** `monitorgen test` */
export const testCommand: Register = (program, run) => {
  const command = program
    .command("test")
    .summary("try what would happen: who is woken by each alert, what the generated tests show")
    .description("Tries the declarations without any server.")
    .allowExcessArguments()
    .action(() =>
      run(async () => {
        const [asked] = command.args;
        const known = command.commands.map((one) => `monitorgen test ${one.name()}`).join("; ");
        throw new UsageError(
          asked === undefined ? "what shall be tested?" : `nothing to test is called '${asked}'`,
          known,
        );
      }),
    );
  for (const register of TESTS) register(command, run);
};
