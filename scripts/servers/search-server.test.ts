import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findJava } from "./java.ts";
import { findOrMake, findSearchServer, type SearchServer } from "./search-server.ts";

let cache: string;
const said: string[] = [];
const say = (text: string) => said.push(text);

beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), "search-"));
  said.length = 0;
});
afterEach(() => rmSync(cache, { recursive: true }));

const server = (make: SearchServer["make"]): SearchServer => ({ name: "opensearch", version: "1.2.3", make });
const java = await findJava(process.env);

test.skipIf(typeof java === "string")("a server is made once, whole, where all look for it", async () => {
  let times = 0;
  const one = server(async (work) => {
    times += 1;
    mkdirSync(join(work, "lib"));
    writeFileSync(join(work, "lib/a.jar"), "jar");
    return { made: join(work, "lib") };
  });
  const env = { XDG_CACHE_HOME: cache };
  expect(findSearchServer(one, env)).toBeUndefined();
  const place = join(cache, "monitorgen/opensearch/1.2.3");
  expect(await Promise.all([findOrMake(one, env, say), findOrMake(one, env, say)])).toEqual([{ place }, { place }]);
  expect([times, readFileSync(join(place, "a.jar"), "utf8")]).toEqual([1, "jar"]);
  expect(said.join()).toContain("opensearch: fetching 1.2.3 with Maven");
  expect(findSearchServer(one, env)).toBe(place);
  expect(readdirSync(join(cache, "monitorgen/opensearch"))).toEqual(["1.2.3"]);
});

test.skipIf(typeof java === "string")("one that can't be made says why and leaves nothing", async () => {
  const one = server(async (work) => {
    writeFileSync(join(work, "half"), "");
    return { problem: "Maven: no route to host" };
  });
  const env = { XDG_CACHE_HOME: cache };
  expect(await findOrMake(one, env, say)).toEqual({ problem: "Maven: no route to host" });
  expect(existsSync(join(cache, "monitorgen/opensearch/1.2.3"))).toBe(false);
  expect(readdirSync(join(cache, "monitorgen/opensearch"))).toEqual([]);
});

test("without a JDK nothing is tried", async () => {
  const env = { XDG_CACHE_HOME: cache, JAVA_HOME: join(cache, "nowhere") };
  const never = server(() => Promise.reject(new Error("tried")));
  expect(await findOrMake(never, env, say)).toEqual({
    problem: `no JDK 17 or newer in ${join(cache, "nowhere")}`,
  });
});
