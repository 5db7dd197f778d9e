import { SourceError } from "../source.ts";

/** Text of a response of at most `maximumBytes`; what is longer is refused without being read to its end. */
export async function boundedText(response: Response, maximumBytes: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maximumBytes) throw new SourceError("too_large", `the answer is longer than ${maximumBytes} bytes`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
