/** A line of more characters is not kept: no expression that is read is as long. */
const LONGEST = 1 << 20;

/** A line; of one that is too long, nothing. */
export type Line = { readonly text: string } | { readonly tooLong: number };

/** The lines of a stream of text, as many at once as a piece of it ends; holds one line of bounded length at most. */
export async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<readonly Line[]> {
  let rest = "";
  let dropped = 0;
  const ended = (end: string): Line => {
    const length = dropped + rest.length + end.length;
    const line = length > LONGEST ? { tooLong: length } : { text: (rest + end).replace(/\r$/, "") };
    rest = "";
    dropped = 0;
    return line;
  };
  for await (const chunk of chunks) {
    const parts = chunk.split("\n");
    const last = parts.pop() ?? "";
    const lines = parts.map(ended);
    if (dropped + rest.length + last.length > LONGEST) {
      dropped += rest.length + last.length;
      rest = "";
    } else rest += last;
    if (lines.length > 0) yield lines;
  }
  if (dropped + rest.length > 0) yield [ended("")];
}
