import { messageOf } from "../../log.ts";
import { type Sample, type Source, SourceError } from "../source.ts";
import { readAnswer, refusalIn } from "./answer.ts";
import { boundedText } from "./body.ts";
import { authorization, type Credentials } from "./credentials.ts";

/** How to reach a Prometheus. */
export interface PrometheusOptions extends Credentials {
  /** Base URL, before `/api/v1`. */
  readonly prometheusUrl: string;
  readonly timeoutSeconds: number;
  readonly maximumResponseBytes: number;
}

/** A source that sends instant queries to Prometheus. It follows no redirect: that could carry a secret elsewhere. */
export function prometheus(options: PrometheusOptions): Source {
  return async (query, stop) => {
    const timeout = AbortSignal.timeout(options.timeoutSeconds * 1000);
    try {
      return await ask(options, query, AbortSignal.any([stop, timeout]));
    } catch (error) {
      if (error instanceof SourceError) throw error;
      if (timeout.aborted) throw new SourceError("timeout", `no answer within ${options.timeoutSeconds} s`);
      throw new SourceError("unreachable", causeOf(error));
    }
  };
}

async function ask(options: PrometheusOptions, query: string, signal: AbortSignal): Promise<Sample[]> {
  const headers = { accept: "application/json", ...(await authorization(options)) };
  const response = await fetch(queryUrl(options, query), { headers, redirect: "error", signal });
  const body = await boundedText(response, options.maximumResponseBytes);
  if (response.ok) return readAnswer(body, Date.now() / 1000);
  throw refusalIn(body) ?? new SourceError("http", `status ${response.status}`);
}

function queryUrl(options: PrometheusOptions, query: string): string {
  const base = options.prometheusUrl.replace(/\/$/, "");
  const parameters = new URLSearchParams({ query, timeout: `${Math.ceil(options.timeoutSeconds * 1000)}ms` });
  return `${base}/api/v1/query?${parameters}`;
}

function causeOf(error: unknown): string {
  return error instanceof Error && error.cause !== undefined ? messageOf(error.cause) : messageOf(error);
}
