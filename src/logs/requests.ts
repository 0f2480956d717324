/** Requests that a log tells of: path, status, and how long the answer took. For probes: which paths the program answers, and how fast. */
import type { LogReading } from './reading.ts';

export interface Request {
  path: string;
  status: number;
  /** Milliseconds, where the line tells them. */
  ms: number | undefined;
  /** Index of the line. */
  line: number;
  quote: string;
}

/** `GET /health 200`, `"GET /health HTTP/1.1" 200 12` (the combined log of nginx and Apache, uvicorn, gunicorn, werkzeug). */
const PLAIN = /\b(?:GET|HEAD) (\/[^\s"?,;]{0,300})[^\s"]{0,300}(?: HTTP\/[\d.]{1,3})?"?(?: -| =>|:|,)? (?:status[=: ] ?)?([1-5]\d\d)\b/;
/** Structured lines: "path":"/health" … "status":200; path=/health status=200. */
const PATH = /"?\b(?:path|url|uri|request_uri|requestPath|http\.target|http\.path)"?[:=] ?"?(\/[^\s"?,;]{0,300})/;
const STATUS = /"?\b(?:status|status_code|statusCode|StatusCode|responseStatus|http\.status_code|code)"?[:=] ?"?([1-5]\d\d)\b/;
const MILLISECONDS =
  /"?\b(?:ms|duration_ms|durationMs|latency_ms|elapsed_ms|elapsedMs|responseTime|response_time_ms)"?[:=] ?"?(\d{1,8}(?:\.\d{1,6})?)\b|\b(\d{1,8}(?:\.\d{1,6})?) ?ms\b/;
const SECONDS = /"?\b(?:duration|latency|took|elapsed|dur)"?[:=] ?"?(\d{1,6}\.\d{1,9})s\b|\bin (\d{1,6}(?:\.\d{1,9})?) ?s(?:ec|econds)?\b/;
/** The kubelet asks with GET; what answers another method proves nothing for it. */
const OTHER_METHOD = /\b(?:POST|PUT|PATCH|DELETE|OPTIONS)\b/;
/** Lines that are looked at; the newest count. */
const LINES = 400;

export function requestsIn({ lines }: LogReading): Request[] {
  const first = Math.max(0, lines.length - LINES);
  return lines.slice(first).flatMap((text, at) => {
    const request = text.length < 2000 ? requestOf(text) : undefined;
    return request ? [{ ...request, line: first + at, quote: text.slice(0, 300) }] : [];
  });
}

function requestOf(text: string): Pick<Request, 'path' | 'status' | 'ms'> | undefined {
  if (OTHER_METHOD.test(text)) return undefined;
  const [, path = PATH.exec(text)?.[1], status = STATUS.exec(text)?.[1]] = PLAIN.exec(text) ?? [];
  if (!path || !status) return undefined;
  const ms = MILLISECONDS.exec(text);
  const seconds = ms ? null : SECONDS.exec(text);
  const time = ms ? Number(ms[1] ?? ms[2]) : seconds ? Number(seconds[1] ?? seconds[2]) * 1000 : undefined;
  return { path, status: Number(status), ms: time };
}
