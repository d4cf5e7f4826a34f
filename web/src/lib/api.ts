// What the pages ask the server for, by the operations that its OpenAPI document names (client.ts is made from it).
import { operations, type Operations } from './client';
import type { Actor, Answer, CaseRow, CaseVerdicts, Kept, KeptCase, Ledger, Mark, Reading, Relations, Verdicts } from './forms';
import { text } from './text';

// What went wrong, in words that say what to do. status 0: no answer at all.
export class Failure extends Error {
  constructor(readonly status: number, readonly code: string, message: string) {
    super(message);
  }
}

export type Query = Record<string, string | string[] | boolean>;

type Name = keyof Operations;
type Parts<Of extends Name> = Operations[Of]['path'] extends Record<never, never>
  ? { path?: Operations[Of]['path'] }
  : { path: Operations[Of]['path'] };
type Asked<Of extends Name> = Parts<Of> & { query?: Operations[Of]['query']; body?: Operations[Of]['body']; signal?: AbortSignal; tag?: string };

export function address(of: Name, path: Record<string, string> = {}, query: object = {}): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query) as [string, unknown][]) {
    if (value === undefined || value === '') continue;
    for (const each of Array.isArray(value) ? value : [value]) params.append(key, String(each));
  }
  const tail = params.toString();
  const place = operations[of][1].replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? ''));
  return `.${place}${tail ? `?${tail}` : ''}`;
}

// A body that is text or a file is sent as it is, anything else as JSON. `tag` names the state that is changed, so that of
// two who change at once the second one hears of it. The header x-whence says that the request is this page's own.
async function call<Of extends Name>(of: Of, asked: Asked<Of>): Promise<Operations[Of]['answer']> {
  const { body, signal, tag } = asked;
  const plain = typeof body === 'string' || body instanceof Blob;
  const method = operations[of][0];
  const headers: Record<string, string> = method === 'GET' ? {} : { 'x-whence': '1' };
  if (body !== undefined) headers['content-type'] = plain ? 'application/octet-stream' : 'application/json';
  if (tag !== undefined) headers['if-match'] = `"${tag}"`;
  let response: Response;
  try {
    const content = body === undefined ? null : plain ? (body as BodyInit) : JSON.stringify(body);
    response = await fetch(address(of, asked.path, asked.query), { method, headers, body: content, signal: signal ?? null, credentials: 'same-origin', cache: 'no-cache' });
  } catch (problem) {
    if (signal?.aborted) throw problem;
    throw new Failure(0, 'unreachable', text.errors.unreachable);
  }
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw failure_of(response.status, answer);
  return answer as Operations[Of]['answer'];
}

function failure_of(status: number, body: unknown): Failure {
  const error = (body as { error?: { code?: string; message?: string } } | null)?.error;
  if (status === 412) return new Failure(status, 'changed', text.errors.changed);
  return new Failure(status, error?.code ?? 'unknown', error?.message ?? text.errors.refused(status));
}

export type Source = { name: string; body: Blob | string; source?: string; published?: string };

export type Job = Operations['getJob']['answer'];

// Follows long work to its end by server-sent events, by asking again where these do not come.
async function finished(job: Job, progress?: (job: Job) => void): Promise<Job> {
  const last = await new Promise<Job | null>((resolve) => {
    const events = new EventSource(address('getJobEvents', { job: job.id }));
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
    now = await call('getJob', { path: { job: job.id } });
  }
  if (now.state === 'failed') throw new Failure(200, 'failed', String(now.error ?? text.errors.refused(200)));
  return now;
}

// The forms of forms.ts say from docs/formats/ what may be absent; the server's schemas are looser there. What they must
// agree in is everything else: a field that the server does not describe is an error of the type check.
type Bare<T> = T extends (infer Each)[] ? Bare<Each>[] : T extends object ? { [Key in keyof T]-?: Bare<NonNullable<T[Key]>> } : T;
type Formed<Form, Of extends Name> = Bare<Operations[Of]['answer']> extends Bare<Form> ? Promise<Form> : ['another form than', Of];
function formed<Form, Of extends Name>(of: Of, asked: Asked<Of>): Formed<Form, Of> {
  return call(of, asked) as unknown as Formed<Form, Of>;
}

const stated = ({ name, source, published }: Source) => ({
  name, ...(source ? { source } : {}), ...(published ? { published } : {}),
});

export const api = {
  read: (document: Source, signal: AbortSignal): Promise<Reading> =>
    formed<Reading, 'readDocument'>('readDocument', { query: stated(document), body: document.body, signal }),
  keep: async (document: Source, progress?: (job: Job) => void): Promise<Job> =>
    finished(await call('addDocument', { query: stated(document), body: document.body }), progress),
  documents: (words: string, signal: AbortSignal): Promise<{ documents: Kept[] }> =>
    words.trim() === ''
      ? formed<{ documents: Kept[] }, 'listDocuments'>('listDocuments', { signal })
      : formed<{ documents: Kept[] }, 'searchDocuments'>('searchDocuments', { query: { words }, signal }),
  document: (document: string, signal: AbortSignal): Promise<Reading> => formed<Reading, 'getDocument'>('getDocument', { path: { document }, signal }),
  verdicts: (document: string, signal: AbortSignal): Promise<Verdicts> => formed<Verdicts, 'getVerdicts'>('getVerdicts', { path: { document }, signal }),
  mark: (id: string, body: Mark) => call('addMark', { path: { id }, body }),
  ledger: (query: Operations['getLedger']['query'], signal: AbortSignal): Promise<Ledger> => formed<Ledger, 'getLedger'>('getLedger', { query, signal }),
  relations: (query: Operations['getRelations']['query'], signal: AbortSignal): Promise<Relations> => formed<Relations, 'getRelations'>('getRelations', { query, signal }),
  // The schema leaves open what docs/formats/actor.md says of names.
  actor: (name: string, query: Operations['getActor']['query'], signal: AbortSignal): Promise<Actor> =>
    call('getActor', { path: { name }, query, signal }) as unknown as Promise<Actor>,
  weigh: (body: string, query: Operations['weighText']['query'], signal: AbortSignal): Promise<Answer> => formed<Answer, 'weighText'>('weighText', { query, body, signal }),
  cases: (signal: AbortSignal): Promise<{ cases: CaseRow[] }> => formed<{ cases: CaseRow[] }, 'listCases'>('listCases', { signal }),
  case: (name: string, signal: AbortSignal): Promise<KeptCase> => formed<KeptCase, 'getCase'>('getCase', { path: { case: name }, signal }),
  weigh_case: (name: string, query: Operations['weighCase']['query'], signal: AbortSignal): Promise<Answer> =>
    formed<Answer, 'weighCase'>('weighCase', { path: { case: name }, query, signal }),
  new_case: (name: string, yaml: string, by: string): Promise<KeptCase> => formed<KeptCase, 'newCase'>('newCase', { body: { case: name, yaml, by } }),
  replace_case: (was: KeptCase, yaml: string, by: string): Promise<KeptCase> =>
    formed<KeptCase, 'replaceCase'>('replaceCase', { path: { case: was.case ?? '' }, body: { yaml, by }, tag: was.sha256 }),
  check_case: (was: KeptCase, body: CaseVerdicts): Promise<KeptCase> => formed<KeptCase, 'checkCase'>('checkCase', { path: { case: was.case ?? '' }, body, tag: was.sha256 }),
  sign_case: (was: KeptCase, by: string): Promise<KeptCase> => formed<KeptCase, 'signCase'>('signCase', { path: { case: was.case ?? '' }, body: { by }, tag: was.sha256 }),
};
