import { elasticsearch } from "../servers/elasticsearch.ts";
import { opensearch } from "../servers/opensearch.ts";
import { findOrMake, type SearchServer } from "../servers/search-server.ts";
import type { Outcome, Step } from "./step.ts";

const HOW = "install a JDK 17 or newer and Maven, or run without: the tests of this server are skipped";

/** Says what became of a search server: there, or missing, which is fatal only where everything is required. */
export function judgeSearchServer(
  server: Pick<SearchServer, "name" | "version">,
  result: Awaited<ReturnType<typeof findOrMake>>,
  requireAll: boolean,
): Outcome {
  if ("place" in result) return { state: "ok", figure: `${server.name} ${server.version} (cache)` };
  return { state: requireAll ? "failed" : "skipped", figure: result.problem, details: HOW };
}

/** Finds each search server or makes it. */
export function searchServerSteps(env: NodeJS.ProcessEnv, say: (text: string) => void): Step[] {
  return [elasticsearch, opensearch].map((server) => ({
    name: server.name,
    run: async () =>
      judgeSearchServer(server, await findOrMake(server, env, say), env["MONITORGEN_REQUIRE_ALL"] === "1"),
  }));
}
