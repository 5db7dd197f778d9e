const CELL = /"((?:[^"]|"")*)"(?=,|$)|([^",]*)(?=,|$)/y;

/** The cells of one line of comma-separated values (RFC 4180, without line ends inside cells); nothing where a quote is astray. */
export function cellsOf(line: string): readonly string[] | undefined {
  if (!line.includes('"')) return line.split(",");
  const cells: string[] = [];
  for (let position = 0; position <= line.length; position += 1) {
    CELL.lastIndex = position;
    const found = CELL.exec(line);
    if (found === null) return undefined;
    const [, quoted, plain = ""] = found;
    cells.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    position = CELL.lastIndex;
  }
  return cells;
}
