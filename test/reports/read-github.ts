/** A command to GitHub Actions, as its runner reads one from a line. */
export interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** Reads what a step printed as GitHub's runner does: lines that begin with `::`. */
export function commandsIn(output: string): readonly Command[] {
  return output.split(/\r\n|\n|\r/).flatMap((line) => {
    const [, head, message] = /^::(.*?)::(.*)$/s.exec(line.trimStart()) ?? [];
    return head === undefined || message === undefined ? [] : [commandOf(head, message)];
  });
}

function commandOf(head: string, message: string): Command {
  const [, name = "", list = ""] = /^(\S*) ?(.*)$/s.exec(head) ?? [];
  const pairs = list.split(",").map((pair): [string, string] => {
    const end = pair.indexOf("=");
    return [
      pair.slice(0, end),
      plain(
        pair
          .slice(end + 1)
          .replaceAll("%3A", ":")
          .replaceAll("%2C", ","),
      ),
    ];
  });
  return { name, properties: Object.fromEntries(pairs), message: plain(message) };
}

function plain(text: string): string {
  return text.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");
}
