import type { Case } from "./case.ts";
import { drive, type Verdict } from "./drive.ts";
import type { Workspace } from "./workspace.ts";

/** The smallest content found, by leaving out lines, then characters, for which a case still gives the same complaint. */
export async function minimised(one: Case, verdict: Verdict, workspace: Workspace): Promise<Case> {
  if (typeof one.content !== "string") return one;
  const wanted = sameness(verdict);
  const stillSo = async (content: string): Promise<boolean> =>
    sameness(await drive({ ...one, content }, workspace)) === wanted;
  const byLine = await lessOf(one.content.split("\n"), (lines) => stillSo(lines.join("\n")));
  const byWord = await lessOf(byLine.join("\n").split(/(?<=\W)/), (words) => stillSo(words.join("")));
  return { ...one, content: byWord.join("") };
}

// Numbers and quotations differ with what is left out.
function sameness({ complaints }: Verdict): string {
  return (complaints[0] ?? "")
    .replace(/["'`].*/s, "")
    .replace(/\d+/g, "#")
    .slice(0, 80);
}

/** Leaves out ever smaller runs of parts as long as what is left does. */
async function lessOf(
  parts: readonly string[],
  does: (parts: readonly string[]) => Promise<boolean>,
): Promise<readonly string[]> {
  let left = parts;
  for (let run = Math.ceil(parts.length / 2); run >= 1; run = run === 1 ? 0 : Math.ceil(run / 2)) {
    for (let at = 0; at < left.length; ) {
      const fewer = [...left.slice(0, at), ...left.slice(at + run)];
      if (await does(fewer)) left = fewer;
      else at += run;
    }
  }
  return left;
}
