/**
 * Values that a simple RE2 pattern may match, one for each alternative: literals, alternatives, classes, the dot and
 * quantifiers are read; anything else gives nothing. The caller tries them with the real engine.
 */
export function samplesOf(pattern: string): readonly string[] {
  try {
    const sampler = new Sampler(pattern);
    const samples = sampler.alternatives();
    return sampler.isAtEnd() ? samples : [];
  } catch {
    return [];
  }
}

const MOST_SAMPLES = 16;
const CLASSES: Readonly<Record<string, string>> = { d: "0", w: "a", s: " ", D: "a", W: "-", S: "a" };

class Sampler {
  readonly #pattern: string;
  #position = 0;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  isAtEnd(): boolean {
    return this.#position >= this.#pattern.length;
  }

  #peek(): string {
    return this.#pattern.charAt(this.#position);
  }

  #take(): string {
    const next = this.#peek();
    if (next === "") throw new Error("the pattern ends too early");
    this.#position++;
    return next;
  }

  alternatives(): string[] {
    const all = this.#sequence();
    while (this.#peek() === "|") {
      this.#take();
      all.push(...this.#sequence());
    }
    return all.slice(0, MOST_SAMPLES);
  }

  #sequence(): string[] {
    let samples = [""];
    while (!this.isAtEnd() && this.#peek() !== "|" && this.#peek() !== ")") {
      const repeated = this.#quantified(this.#single());
      samples = samples.flatMap((head) => repeated.map((tail) => head + tail)).slice(0, MOST_SAMPLES);
    }
    return samples;
  }

  #single(): string[] {
    const next = this.#take();
    if (next === "(") return this.#group();
    if (next === "[") return [this.#class()];
    if (next === ".") return ["0"];
    if (next === "^" || next === "$") return [""];
    if (next !== "\\") return [next];
    const escaped = this.#take();
    const known = CLASSES[escaped];
    if (known !== undefined) return [known];
    if (/[A-Za-z0-9]/.test(escaped)) throw new Error("an escape that isn't read");
    return [escaped];
  }

  #group(): string[] {
    if (this.#peek() === "?") {
      const flags = /^\?(?:[a-zA-Z]*:|P?<\w+>)/.exec(this.#pattern.slice(this.#position));
      if (!flags) throw new Error("a group that isn't read");
      this.#position += flags[0].length;
    }
    const inner = this.alternatives();
    if (this.#take() !== ")") throw new Error("a group without an end");
    return inner;
  }

  #class(): string {
    const negated = this.#peek() === "^";
    if (negated) this.#take();
    let body = "";
    while (this.#peek() !== "]" || body === "") body += this.#classItem();
    this.#take();
    if (!negated) return body.charAt(0);
    const free = [..."0aA-_ ~"].find((one) => !body.includes(one));
    if (free === undefined) throw new Error("a class that isn't read");
    return free;
  }

  #classItem(): string {
    const next = this.#take();
    if (next !== "\\") return next;
    const escaped = this.#take();
    return CLASSES[escaped] ?? escaped;
  }

  #quantified(samples: string[]): string[] {
    const rest = this.#pattern.slice(this.#position);
    const quantifier = /^(?:[*+?]|\{(\d+)(?:,\d*)?\})\??/.exec(rest);
    if (!quantifier) return samples;
    this.#position += quantifier[0].length;
    const least = quantifier[1] === undefined ? undefined : Number(quantifier[1]);
    if (least !== undefined) return samples.map((one) => one.repeat(Math.min(least, 1000)));
    return quantifier[0].startsWith("+") ? samples : [...samples, ""];
  }
}
