/**
 * Writes an output again and again, for tests that kill it or race it: `write.ts ROOT LETTER FILES ROUNDS`. Each file
 * holds one letter many times; rounds alternate it with a hyphen. Prints a line when the first round is done.
 */
import { OutputFailure } from "../../src/output/failure.ts";
import { writeOutput } from "../../src/output/index.ts";

const [root = "", letter = "a", files = "1", rounds = "1"] = process.argv.slice(2);

/** The folder that a round writes. */
function folderOf(character: string) {
  const artifacts = Array.from({ length: Number(files) }, (_, i) => ({
    path: `part-${i % 7}/file-${i}.txt`,
    content: character.repeat(20_000),
    kind: "text",
    origins: ["tenant"],
  }));
  return { folder: "acme", tenant: "acme", environment: "production", artifacts };
}

try {
  for (let round = 0; round < Number(rounds); round++) {
    const folders = [folderOf(round % 2 === 0 ? letter : "-")];
    const { diagnostics } = await writeOutput({ root, shown: "output", folders });
    for (const { reason } of diagnostics) console.error(reason);
    if (diagnostics.length > 0) process.exitCode = 1;
    if (round === 0) console.log("written");
  }
} catch (error) {
  if (!(error instanceof OutputFailure)) throw error;
  console.error(error.message);
  process.exitCode = 3;
}
