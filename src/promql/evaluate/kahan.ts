/**
 * A sum that keeps what rounding loses: Kahan's summation with Neumaier's change, as Prometheus adds.
 * `value` is the running sum, `rest` what it lost; the total is their sum.
 */
export class KahanSum {
  value: number;
  rest: number;

  constructor(value = 0, rest = 0) {
    this.value = value;
    this.rest = rest;
  }

  add(increment: number): void {
    const { value } = this;
    const total = value + increment;
    if (Math.abs(total) > Number.MAX_VALUE) this.rest = 0;
    else if (Math.abs(value) >= Math.abs(increment)) this.rest += value - total + increment;
    else this.rest += increment - total + value;
    this.value = total;
  }

  /** The whole sum; an infinite one has no rest. */
  total(): number {
    return Math.abs(this.value) === Number.POSITIVE_INFINITY ? this.value : this.value + this.rest;
  }
}

/** An average that stays finite where the plain sum would overflow, by averaging step by step from there on. */
export class KahanMean {
  readonly #sum: KahanSum;
  #count = 1;
  #stepwise = false;

  constructor(first: number) {
    this.#sum = new KahanSum(first);
  }

  add(value: number): void {
    this.#count++;
    const sum = this.#sum;
    if (!this.#stepwise) {
      const { value: before, rest } = sum;
      sum.add(value);
      if (Math.abs(sum.value) !== Number.POSITIVE_INFINITY) return;
      this.#stepwise = true;
      sum.value = before / (this.#count - 1);
      sum.rest = rest / (this.#count - 1);
    }
    const share = (this.#count - 1) / this.#count;
    sum.value *= share;
    sum.rest *= share;
    sum.add(value / this.#count);
  }

  mean(): number {
    const { value, rest } = this.#sum;
    return this.#stepwise ? value + rest : value / this.#count + rest / this.#count;
  }
}
