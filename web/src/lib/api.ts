// The only file that knows addresses of the server.
import type { Actor, Answer, CaseRow, CaseVerdicts, Kept, KeptCase, Ledger, Mark, Reading, Relations, Verdicts } from './forms';
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
    if (value === undefined || value === '') continue;
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
  if (status === 412) return new Failure(status, 'changed', text.errors.changed);
  return new Failure(status, error?.code ?? 'unknown', error?.message ?? text.errors.refused(status));
}

const get = <Value>(path: string, query: Query, signal: AbortSignal): Promise<Value> => ask(path, query, { signal });
const post = <Value>(path: string, query: Query, body: BodyInit, type: string, signal?: AbortSignal): Promise<Value> =>
  ask(path, query, { method: 'POST', body, headers: { 'content-type': type, 'x-whence': '1' }, signal: signal ?? null });

export type Source = { name: string; body: Blob | string; source?: string; published?: string };

export type Job = { id: string; kind: string; state: string; done: number; total: number; result: unknown; error: string | null };

// Follows long work to its end by server-sent events, by asking again where these do not come.
async function finished(job: Job, progress?: (job: Job) => void): Promise<Job> {
  const last = await new Promise<Job | null>((resolve) => {
    const events = new EventSource(address(`jobs/${encodeURIComponent(job.id)}/events`));
    const end = (value: Job | null): void => {
      events.close();
      resolve(value);
    };
    const of = (event: Event): Job => JSON.parse((event as MessageEvent<string>).data) as Job;
    events.addEventListener('progress', (event) => progress?.(of(event)));
    events.addEventListener('done', (event) => end(of(event)));
    events.addEventListener('failed', (event) => end(of(event)));
    events.onerror = () => end(null);
  });
  let now = last ?? job;
  while (now.state !== 'done' && now.state !== 'failed') {
    await new Promise((resolve) => setTimeout(resolve, 200));
    now = await ask<Job>(`jobs/${encodeURIComponent(job.id)}`, {}, {});
  }
  if (now.state === 'failed') throw new Failure(200, 'failed', now.error ?? text.errors.refused(200));
  return now;
}

const json = 'application/json';
const part = encodeURIComponent;
const stated = ({ name, source, published }: Source): Query => ({ name, source, published });

// A list out of a workspace that is not there yet is empty.
async function listed<Value>(question: Promise<Value>, empty: Value): Promise<Value> {
  try {
    return await question;
  } catch (problem) {
    if (problem instanceof Failure && problem.status === 404) return empty;
    throw problem;
  }
}

export const api = {
  version: (signal: AbortSignal) => get<{ program: string; data: string; knowledge: string }>('version', {}, signal),
  read: (document: Source, signal: AbortSignal) =>
    post<Reading>('read', stated(document), document.body, 'application/octet-stream', signal),
  keep: async (document: Source, progress?: (job: Job) => void) =>
    finished(await post<Job>('documents', stated(document), document.body, 'application/octet-stream'), progress),
  documents: (words: string, signal: AbortSignal) =>
    listed(words.trim() === '' ? get<{ documents: Kept[] }>('documents', {}, signal) : get<{ documents: Kept[] }>('search', { words }, signal), { documents: [] }),
  document: (id: string, signal: AbortSignal) => get<Reading>(`documents/${part(id)}`, {}, signal),
  verdicts: (id: string, signal: AbortSignal) => get<Verdicts>(`documents/${part(id)}/verdicts`, {}, signal),
  mark: (claim: string, mark: Mark) => post<unknown>(`marks/${part(claim)}`, {}, JSON.stringify(mark), json),
  ledger: (query: Query, signal: AbortSignal) => get<Ledger>('ledger', query, signal),
  relations: (query: Query, signal: AbortSignal) => get<Relations>('relations', query, signal),
  actor: (name: string, query: Query, signal: AbortSignal) => get<Actor>(`actors/${part(name)}`, query, signal),
  weigh: (incident: string, query: Query, signal: AbortSignal) => post<Answer>('weigh', query, incident, 'application/yaml', signal),
  cases: (signal: AbortSignal) => listed(get<{ cases: CaseRow[] }>('cases', {}, signal), { cases: [] }),
  case: (name: string, signal: AbortSignal) => get<KeptCase>(`cases/${part(name)}`, {}, signal),
  weigh_case: (name: string, query: Query, signal: AbortSignal) => get<Answer>(`cases/${part(name)}/weigh`, query, signal),
  new_case: (name: string, yaml: string, by: string) =>
    post<KeptCase>('cases', {}, JSON.stringify({ case: name, yaml, by }), json),
  replace_case: (was: KeptCase, yaml: string, by: string) =>
    ask<KeptCase>(`cases/${part(was.case)}`, {}, changing('PUT', was, { yaml, by })),
  check_case: (was: KeptCase, verdicts: CaseVerdicts) =>
    ask<KeptCase>(`cases/${part(was.case)}/verdicts`, {}, changing('POST', was, verdicts)),
  sign_case: (was: KeptCase, by: string) => ask<KeptCase>(`cases/${part(was.case)}/signature`, {}, changing('POST', was, { by })),
};

// A change names the state that it changes, so that of two who change at once the second one hears of it.
function changing(method: string, was: KeptCase, body: unknown): RequestInit {
  return { method, body: JSON.stringify(body), headers: { 'content-type': json, 'x-whence': '1', 'if-match': `"${was.sha256}"` } };
}
