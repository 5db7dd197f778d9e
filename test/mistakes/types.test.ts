import { expect, test } from "vitest";
import { compiled, rendered } from "./project.ts";
import { projectOf, typeMistakes } from "./type-mistakes.ts";

test("what", async () => {
  const all = typeMistakes();
  console.log(all.length);
  for (const m of all) {
    const t = await rendered(projectOf(m));
    console.log(`##### ${m.what}\n      ${m.expression}\n${t === "" ? "NOTHING FOUND" : t}`);
  }
}, 100000);
