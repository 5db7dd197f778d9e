import { readFileSync } from "node:fs";
import { join } from "node:path";
import { failed, run } from "../../../../../scripts/steps/run-command.ts";

/** A certificate that signs itself; `file` holds it, for those who shall trust it. */
export interface Certificate {
  readonly file: string;
  readonly cert: string;
  readonly key: string;
}

/** Makes a certificate that is valid for two days, in a folder, with OpenSSL; `name` as OpenSSL writes it, e.g. `DNS:example.com`. */
export async function localCertificate(folder: string, name = "IP:127.0.0.1"): Promise<Certificate> {
  const file = join(folder, "localhost.crt");
  const keyFile = join(folder, "localhost.key");
  const made = await run("openssl", [
    ...["req", "-x509", "-nodes", "-days", "2", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"],
    ...["-subj", "/CN=monitorgen", "-addext", `subjectAltName=${name}`, "-keyout", keyFile, "-out", file],
  ]);
  if (failed(made)) throw new Error(`openssl makes no certificate: ${made.stderr}`);
  return { file, cert: readFileSync(file, "utf8"), key: readFileSync(keyFile, "utf8") };
}
