import type { Command } from "commander";
import type { Context } from "../context.ts";
import type { Exit } from "../exit.ts";

/** What a command does, once its options are read; what is heavy is imported in here. */
export type Action = (context: Context) => Promise<Exit>;

/** Adds a command to the program. */
export type Register = (program: Command, run: (action: Action) => Promise<void>) => void;
