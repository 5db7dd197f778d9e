import type { Plugin } from "esbuild";

const LATER = 'exports.spawn = (...args) => require("node:child_process").spawn(...args);\n';

/** Commander loads `node:child_process` for subcommands that are programs of their own, of which there are none: only once one is spawned. */
export function commanderAlone(): Plugin {
  return {
    name: "commander-alone",
    setup: (build) => {
      build.onResolve({ filter: /^node:child_process$/ }, ({ importer, path }) =>
        /[\\/]commander[\\/]lib[\\/]/.test(importer) ? { path, namespace: "later" } : undefined,
      );
      build.onLoad({ filter: /./, namespace: "later" }, () => ({ contents: LATER }));
    },
  };
}
