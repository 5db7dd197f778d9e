/** How values are written in the DSL, as types: the editor helps, the value object decides. */

type Digit = "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9";

/** `5`, `99.9`, `0.05`: unlike `${number}`, without spaces, exponents and hexadecimal digits. */
type Decimal = `${bigint}` | `${bigint}.${"" | "0" | "00" | "000"}${bigint}`;

/** `5m`, and two units of which the second is smaller. */
type Length =
  | `${bigint}${"ms" | "s" | "m" | "h" | "d" | "w" | "y"}`
  | `${bigint}y${bigint}${"w" | "d" | "h"}`
  | `${bigint}w${bigint}${"d" | "h"}`
  | `${bigint}d${bigint}${"h" | "m"}`
  | `${bigint}h${bigint}${"m" | "s"}`
  | `${bigint}m${bigint}s`
  | `${bigint}s${bigint}ms`;

/** `"5m"`, `"1h30m"`, `"30d"`. */
export type Duration = Length & `${Digit}${string}`;

type Size = `${Decimal}${"B" | "kB" | "MB" | "GB" | "TB" | "KiB" | "MiB" | "GiB" | "TiB"}`;

// The intersections change nothing, but with them messages say `Percent`, not all that it is made of.

/** `"99.9%"`. */
export type Percent = `${Decimal}%` & `${string}%`;

/** `"512MiB"`. */
export type Bytes = Size & `${string}B`;

/** `"20MB/s"`. */
export type BytesPerSecond = `${Size}/s` & `${string}/s`;

/** `"5/s"`, `"20/min"`. */
export type PerTime = `${Decimal}/${"s" | "min" | "h" | "d"}` & `${string}/${string}`;

/** How a bound is written that is compared with something of unit `U`. */
export type Quantity<U extends string> = U extends "ratio"
  ? Percent
  : U extends "seconds"
    ? Duration
    : U extends "bytes"
      ? Bytes
      : U extends "bytes/s"
        ? BytesPerSecond
        : U extends `${string} per ${string}`
          ? number
          : U extends `${string}/s`
            ? PerTime
            : U extends ""
              ? number
              : number | `${Decimal} ${U}`;

/** How a bound is written of which the unit isn't known here. */
export type AnyQuantity = number | Percent | Duration | Bytes | BytesPerSecond | PerTime;
