import { existsSync, mkdirSync, renameSync } from "node:fs";
import { dirname, join } from "node:path";
import { cacheFolder } from "../tools/find.ts";
import { inWorkFolder, oneAtATime } from "../tools/place.ts";
import { findJava, type Java } from "./java.ts";

/** A search server that is made from what Maven Central has, without a container and without a package of the system. */
export interface SearchServer {
  readonly name: "elasticsearch" | "opensearch";
  readonly version: string;
  /** Makes it inside an empty folder for work: the folder to keep, or why there is none. */
  readonly make: (work: string, java: Java) => Promise<{ readonly made: string } | { readonly problem: string }>;
}

// Elasticsearch refuses to run as root, and who runs it instead must be able to read it.
function readable(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return process.getuid?.() === 0 && !env["XDG_CACHE_HOME"] ? { ...env, XDG_CACHE_HOME: "/var/cache" } : env;
}

function placeOf(server: SearchServer, env: NodeJS.ProcessEnv): string {
  return join(cacheFolder(server, readable(env)), server.version);
}

/** The folder of a server that has been made before. */
export function findSearchServer(server: SearchServer, env: NodeJS.ProcessEnv): string | undefined {
  const place = placeOf(server, env);
  return existsSync(place) ? place : undefined;
}

/** Finds a server in the cache or makes it there; the folder, or why there is none. */
export async function findOrMake(
  server: SearchServer,
  env: NodeJS.ProcessEnv,
  say: (text: string) => void,
): Promise<{ readonly place: string } | { readonly problem: string }> {
  const place = placeOf(server, env);
  if (existsSync(place)) return { place };
  const java = await findJava(env);
  if (typeof java === "string") return { problem: java };
  return oneAtATime(server, readable(env), say, async () => {
    if (existsSync(place)) return { place };
    say(`${server.name}: fetching ${server.version} with Maven, a minute, once`);
    return inWorkFolder(server, readable(env), async (work) => {
      const result = await server.make(work, java);
      if ("problem" in result) return result;
      mkdirSync(dirname(place), { recursive: true });
      renameSync(result.made, place);
      return { place };
    });
  });
}
