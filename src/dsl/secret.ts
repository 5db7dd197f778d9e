import { recorded } from "../promql/build/record.ts";

declare const secretBrand: unique symbol;

/** A reference to a secret; its text is never in a declaration. */
export interface Secret {
  readonly [secretBrand]: true;
}

/** Refers to a secret by its path in the organisation's store: `secret("slack/acme")`. */
export function secret(path: string): Secret {
  return new SecretReference(path);
}

class SecretReference implements Secret {
  declare readonly [secretBrand]: true;
  readonly secret: string;

  constructor(path: string) {
    this.secret = path;
    Object.assign(this, recorded(["secret"], {}));
  }
}
