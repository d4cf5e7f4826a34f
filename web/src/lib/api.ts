// The only file that knows addresses of the server.
import type { Actor, Answer, Kept, KeptReading, Ledger, Reading, Relations, Verdict } from './forms';
import { text } from './text';

// What went wrong, in words that say what to do. status 0: no answer at all.
export class Failure extends Error {
  constructor(readonly status: number, readonly code: string, message: string) {
    super(message);
  }
}

export type Query = Record<string, string | string[] | boolean | undefined>;

export function address(path: string, query: Query = {}): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value === undefined || value === '' || value === false) continue;
    for (const each of Array.isArray(value) ? value : [String(value)]) params.append(key, each);
  }
  const tail = params.toString();
  return `./api/${path}${tail ? `?${tail}` : ''}`;
}

async function ask<Value>(path: string, query: Query, init: RequestInit): Promise<Value> {
  let response: Response;
  try {
    response = await fetch(address(path, query), { credentials: 'same-origin', cache: 'no-cache', ...init });
  } catch (problem) {
    if (init.signal?.aborted) throw problem;
    throw new Failure(0, 'unreachable', text.errors.unreachable);
  }
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw failure_of(response.status, body);
  return body as Value;
}

function failure_of(status: number, body: unknown): Failure {
  const error = (body as { error?: { code?: string; message?: string } } | null)?.error;
  return new Failure(status, error?.code ?? 'unknown', error?.message ?? text.errors.refused(status));
}

const get = <Value>(path: string, query: Query, signal: AbortSignal): Promise<Value> => ask(path, query, { signal });
const post = <Value>(path: string, query: Query, body: BodyInit, type: string, signal?: AbortSignal): Promise<Value> =>
  ask(path, query, { method: 'POST', body, headers: { 'content-type': type, 'x-whence': '1' }, signal: signal ?? null });

export type Source = { name: string; body: Blob | string; source?: string; published?: string };

export const api = {
  version: (signal: AbortSignal) => get<{ version: string; data: string; workspace: string | null }>('version', {}, signal),
  read: (document: Source, signal: AbortSignal) =>
    post<Reading>('read', { name: document.name, source: document.source, published: document.published },
      document.body, 'application/octet-stream', signal),
  keep: (document: Source) =>
    post<{ document: string }>('documents', { name: document.name, source: document.source, published: document.published },
      document.body, 'application/octet-stream'),
  documents: (words: string, signal: AbortSignal) => get<{ documents: Kept[] }>('documents', { words }, signal),
  document: (id: string, signal: AbortSignal) => get<KeptReading>(`documents/${encodeURIComponent(id)}`, {}, signal),
  mark: (claim: string, verdict: Verdict) =>
    post<unknown>(`claims/${encodeURIComponent(claim)}/verdicts`, {}, JSON.stringify(verdict), 'application/json'),
  ledger: (query: Query, signal: AbortSignal) => get<Ledger>('ledger', query, signal),
  relations: (query: Query, signal: AbortSignal) => get<Relations>('relations', query, signal),
  pair: (a: string, b: string, signal: AbortSignal) =>
    get<Relations>(`relations/${encodeURIComponent(a)}/${encodeURIComponent(b)}`, {}, signal),
  actor: (name: string, query: Query, signal: AbortSignal) =>
    get<Actor>(`actors/${encodeURIComponent(name)}`, query, signal),
  weigh: (incident: string, query: Query, signal: AbortSignal) =>
    post<Answer>('weigh', query, incident, 'application/yaml', signal),
};
