/** How values are written in the DSL, as types: the editor helps, the value object decides. */

type TimeUnit = "ms" | "s" | "m" | "h" | "d" | "w" | "y";

/** `"5m"`, `"1h30m"`, `"30d"`. */
export type Duration = `${number}${TimeUnit}` | `${number}${TimeUnit}${number}${TimeUnit}`;

/** `"99.9%"`. */
export type Percent = `${number}%`;

/** `"512MiB"`. */
export type Bytes = `${number}${"B" | "kB" | "MB" | "GB" | "TB" | "KiB" | "MiB" | "GiB" | "TiB"}`;

/** `"5/s"`, `"20/min"`. */
export type PerTime = `${number}/${"s" | "min" | "h" | "d"}`;

/** How a bound is written that is compared with something of unit `U`. */
export type Quantity<U extends string> = U extends "ratio"
  ? Percent
  : U extends "seconds"
    ? Duration
    : U extends "bytes"
      ? Bytes
      : U extends "bytes/s"
        ? `${Bytes}/s`
        : U extends `${string}/s`
          ? PerTime
          : number | `${number} ${U}`;
