import { expect, test } from "vitest";
import { parseQuantity } from "../../values/quantity.ts";
import { guessBound, unitInWords } from "./bound-guess.ts";

test.each([
  ["0.01", "ratio", "1%"],
  ["5", "ratio", "5%"],
  ['"1"', "ratio", "1%"],
  ['"0,1%"', "ratio", "0.1%"],
  ['"1 percent"', "ratio", "1%"],
  ["0.2", "seconds", "200ms"],
  ["90", "seconds", "90s"],
  ['"5 m"', "seconds", "5m"],
  ['"5gb"', "bytes", "5GB"],
  ['"512 MiB"', "bytes", "512MiB"],
  ["500", "bytes", "500B"],
  ['"5 k"', "bytes", "5kB"],
  ["5", "requests/s", "5/s"],
  ['"20 / min"', "requests/s", "20/min"],
  ['"5MB"', "bytes/s", "5MB/s"],
  ['"0%"', "", "0"],
])("%s for %s most likely means %s", (found, unit, guess) => {
  expect(guessBound(found, unit)).toBe(guess);
  expect(parseQuantity(guess, unit)).not.toBeUndefined();
});

test.each([
  ['"1s"', "ratio"],
  ['"20%"', "seconds"],
  ["0.00001", "seconds"],
  ['"5%"', "bytes"],
  ['"5/request"', "requests/s"],
  ['"5/s/s"', "requests/s"],
  ['"many/s"', "requests/s"],
  ['"1000 USD"', "EUR"],
  ["1", "seconds per requests/s"],
])("%s for %s could mean anything", (found, unit) => expect(guessBound(found, unit)).toBeUndefined());

test("units are said in words", () => {
  expect(unitInWords("ratio")).toBe("are ratios");
  expect(unitInWords("")).toBe("have no unit");
  expect(unitInWords("bytes/s")).toBe("count bytes/s");
});
