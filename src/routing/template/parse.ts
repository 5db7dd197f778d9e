import { constantOf, type Piece, piecesOf, type Token } from "./tokens.ts";
import {
  type Block,
  type Command,
  type Defined,
  type Name,
  type Node,
  type Operand,
  type Pipe,
  TemplateError,
  type Templates,
} from "./tree.ts";

/** Reads a template file, or a text with templates in it. Throws a TemplateError. */
export function parseTemplate(text: string): Templates {
  const parser = new Parser(piecesOf(text), text.length);
  const main = parser.nodes([]);
  return { defined: parser.defined, main };
}

const BLOCKS = ["if", "with", "range"] as const;
const ENDS: ReadonlySet<string> = new Set(["end", "else"]);

class Parser {
  readonly defined = new Map<string, Defined>();
  readonly #pieces: readonly Piece[];
  readonly #length: number;
  #next = 0;

  constructor(pieces: readonly Piece[], length: number) {
    this.#pieces = pieces;
    this.#length = length;
  }

  /** Nodes until one of some words, which is left for the caller; until the end for none. */
  nodes(until: readonly string[]): readonly Node[] {
    const nodes: Node[] = [];
    for (;;) {
      const piece = this.#pieces[this.#next];
      if (piece === undefined) {
        if (until.length > 0) throw new TemplateError("an {{ end }} is missing", this.#length);
        return nodes;
      }
      const word = wordOf(piece);
      if (until.includes(word)) return nodes;
      this.#next++;
      nodes.push(
        ...(piece.kind === "text" ? [{ kind: "text", text: piece.text } as const] : this.#action(piece, word)),
      );
    }
  }

  #action(piece: Extract<Piece, { readonly kind: "action" }>, word: string): readonly Node[] {
    const block = BLOCKS.find((one) => one === word);
    if (block !== undefined) return [this.#block(block, piece.tokens)];
    if (word === "define" || word === "block") return this.#define(word, piece.tokens);
    if (word === "break" || word === "continue") return [{ kind: word }];
    if (word === "template") return [called(piece.tokens)];
    if (ENDS.has(word)) throw new TemplateError(`unexpected {{ ${word} }}`, piece.span.start);
    return [{ kind: "action", pipe: new Words(piece.tokens, piece.span.end - 2).wholePipe() }];
  }

  #block(kind: Block["kind"], tokens: readonly Token[]): Node {
    const pipe = new Words(tokens.slice(1), tokens.at(-1)?.end ?? 0).wholePipe();
    const body = this.nodes(["end", "else"]);
    return { kind, pipe, body, rest: this.#rest() };
  }

  /** What stands after `{{ else }}`, or `{{ else if … }}`, until the end of its block. */
  #rest(): readonly Node[] {
    const piece = this.#pieces[this.#next++];
    if (piece === undefined || piece.kind === "text" || wordOf(piece) === "end") return [];
    const [, second] = piece.tokens;
    if (second?.text === "if" || second?.text === "with") return [this.#block(second.text, piece.tokens.slice(1))];
    const rest = this.nodes(["end"]);
    this.#next++;
    return rest;
  }

  #define(word: "define" | "block", tokens: readonly Token[]): readonly Node[] {
    const name = nameOf(tokens);
    const body = this.nodes(["end"]);
    this.#next++;
    const [, { start = 0, end = 0 } = {}] = tokens;
    this.defined.set(name, { body, span: { start, end } });
    return word === "block" ? [called(tokens)] : [];
  }
}

function wordOf(piece: Piece): string {
  const first = piece.kind === "action" ? piece.tokens[0] : undefined;
  return first?.kind === "word" ? first.text : "";
}

function nameOf([word, name]: readonly Token[]): string {
  if (name?.kind !== "string") throw new TemplateError(`${word?.text} needs a name in quotes`, word?.start ?? 0);
  return String(constantOf(name));
}

function called(tokens: readonly Token[]): Node {
  const [, name, ...rest] = tokens;
  const pipe = rest.length === 0 ? undefined : new Words(rest, tokens.at(-1)?.end ?? 0).wholePipe();
  return { kind: "template", name: nameOf(tokens), pipe, span: { start: name?.start ?? 0, end: name?.end ?? 0 } };
}

/** The words of one action. */
class Words {
  readonly #tokens: readonly Token[];
  readonly #end: number;
  #next = 0;

  constructor(tokens: readonly Token[], end: number) {
    this.#tokens = tokens;
    this.#end = end;
  }

  wholePipe(): Pipe {
    const pipe = this.#pipe();
    const extra = this.#peek();
    if (extra !== undefined) throw new TemplateError(`unexpected ${extra.text}`, extra.start);
    return pipe;
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#next];
  }

  #isSign(text: string): boolean {
    const token = this.#peek();
    return token?.kind === "sign" && token.text === text;
  }

  #pipe(): Pipe {
    const { variables, isAssignment } = this.#variables();
    const commands = [this.#command()];
    while (this.#isSign("|")) {
      this.#next++;
      // Go takes a bar at the end for none.
      if (this.#peek() === undefined) break;
      commands.push(this.#command());
    }
    return { variables, isAssignment, commands };
  }

  /** The variables before `:=` or `=`, one or two. */
  #variables(): Pick<Pipe, "variables" | "isAssignment"> {
    const shape = this.#tokens
      .slice(this.#next, this.#next + 4)
      .map(({ kind, text }) => (kind === "variable" ? "$" : text))
      .join(" ");
    const [, names = "", sign] = /^(\$(?: , \$)?) (:=|=)/.exec(shape) ?? [];
    const length = names === "" ? 0 : names.split(" ").length;
    const variables = this.#tokens.slice(this.#next, this.#next + length).filter(({ kind }) => kind === "variable");
    this.#next += length === 0 ? 0 : length + 1;
    return { variables: variables.map(({ text }) => text), isAssignment: sign === "=" };
  }

  #command(): Command {
    const operands: Operand[] = [];
    for (let token = this.#peek(); token !== undefined; token = this.#peek()) {
      if (token.kind === "sign" && token.text !== "(") break;
      operands.push(this.#operand(token));
    }
    if (operands.length === 0) throw new TemplateError("a value is missing", this.#peek()?.start ?? this.#end);
    return { operands };
  }

  #operand(token: Token): Operand {
    this.#next++;
    const names: Name[] = token.kind === "field" ? [fieldName(token)] : [];
    const of = token.kind === "field" ? ({ kind: "dot" } as const) : this.#single(token);
    for (let next = this.#peek(); next?.kind === "field" && !next.isApart; next = this.#peek()) {
      names.push(fieldName(next));
      this.#next++;
    }
    return names.length === 0 ? of : { kind: "fields", of, names };
  }

  #single(token: Token): Operand {
    const span = { start: token.start, end: token.end };
    if (token.text === "(") return this.#parenthesised(token);
    if (token.kind === "variable") return { kind: "variable", name: token.text, span };
    if (token.kind === "string") return { kind: "constant", value: constantOf(token) };
    if (token.kind === "number") return { kind: "constant", value: Number(token.text.replaceAll("_", "")) };
    if (token.kind === "dot") return { kind: "dot" };
    if (token.text === "true" || token.text === "false") return { kind: "constant", value: token.text === "true" };
    return token.text === "nil" ? { kind: "nil" } : { kind: "function", name: token.text, span };
  }

  #parenthesised(open: Token): Operand {
    const pipe = this.#pipe();
    if (!this.#isSign(")")) throw new TemplateError("a parenthesis is never closed", open.start);
    this.#next++;
    return { kind: "pipe", pipe };
  }
}

function fieldName({ text, start, end }: Token): Name {
  return { name: text.slice(1), span: { start: start + 1, end } };
}
