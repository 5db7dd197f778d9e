import { readFile } from "node:fs/promises";
import { SourceError } from "../source.ts";

/** Where the secrets for a source lie: in files, never in the configuration. */
export interface Credentials {
  readonly bearerTokenFile?: string | undefined;
  readonly basicAuth?: { readonly username: string; readonly passwordFile: string } | undefined;
}

/** The `authorization` header for a source, read anew so that a rotated secret is taken up. Throws a SourceError. */
export async function authorization(credentials: Credentials): Promise<Record<string, string>> {
  const { basicAuth, bearerTokenFile } = credentials;
  if (bearerTokenFile !== undefined) return { authorization: `Bearer ${await secretIn(bearerTokenFile)}` };
  if (basicAuth === undefined) return {};
  const pair = `${basicAuth.username}:${await secretIn(basicAuth.passwordFile)}`;
  return { authorization: `Basic ${Buffer.from(pair).toString("base64")}` };
}

async function secretIn(file: string): Promise<string> {
  const secret = await readFile(file, "utf8").then(
    (text) => text.trim(),
    () => "",
  );
  if (!/^[\x21-\x7e\x80-\uffff ]+$/.test(secret))
    throw new SourceError("credentials", `no secret on one line in ${file}`);
  return secret;
}
