// Stands in for `whence serve` where a build does not have it yet: answers the app's requests by running the program's
// commands with --json. For tests and for work on the app; not part of the product.
//   node tests/bridge.mjs PROGRAM FOLDER [PORT]      FOLDER: an empty one for the workspace and the documents
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync, existsSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { basename, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; font-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };
const dist = fileURLToPath(new URL('../dist', import.meta.url));

function run(program, args, folder) {
  return new Promise((resolve) => {
    const env = { ...process.env, WHENCE_WORKSPACE: join(folder, 'whence.db') };
    execFile(program, args, { cwd: folder, maxBuffer: 1 << 28, env }, (error, out, err) =>
      resolve({ status: error ? (error.code ?? 1) : 0, out, err: err.trim().replace(/^whence: /, '') }));
  });
}

const options = (query, names, flags = []) => [
  ...names.flatMap((name) => query.getAll(name).flatMap((value) => [`--${name}`, value])),
  ...flags.filter((name) => query.get(name) === 'true').map((name) => `--${name}`),
];

function store(folder, name, body) {
  const key = createHash('sha256').update(body).digest('hex').slice(0, 16);
  const where = join(folder, 'in', key);
  mkdirSync(where, { recursive: true });
  const file = join(where, basename(name ?? 'document.txt').replace(/^\.+/, '') || 'document.txt');
  writeFileSync(file, body);
  return { key: `sha256:${key}`, file };
}

const state = { files: new Map(), names: new Map(), jobs: 0 };
const ledger_lists = ['accuser', 'accused', 'group', 'victim', 'sector', 'act', 'rung', 'hedge', 'status', 'document', 'from', 'to', 'words'];

function verdicts_of(ledger) {
  const claims = [];
  for (const line of ledger.lines ?? []) {
    const [, word] = /^(accepted|rejected|amended) by/.exec(line.verdict ?? '') ?? [];
    if (word) claims.push({ id: line.id, accepted: false, rejected: false, amended: false, verdicts: [], [word]: true });
  }
  return { claims, unplaced: [] };
}

const case_file = (folder, name) => join(folder, 'cases', `${createHash('sha256').update(name).digest('hex')}.yaml`);

function with_text(file) {
  return (checked) => {
    const yaml = readFileSync(file, 'utf8');
    return { ...checked, yaml, sha256: createHash('sha256').update(yaml).digest('hex') };
  };
}

function save_case(name, yaml, { folder }) {
  mkdirSync(join(folder, 'cases'), { recursive: true });
  const file = case_file(folder, name);
  writeFileSync(file, yaml);
  state.names.set(name, new Date().toISOString());
  return { args: ['case', 'check', file, '--all', '--json'], shape: with_text(file) };
}

function change_case(name, args, { folder, tag }) {
  const file = case_file(folder, name);
  if (tag && tag !== with_text(file)({}).sha256) return { status: 412, message: 'it was changed meanwhile' };
  return { first: ['case', ...args(file)], args: ['case', 'check', file, '--all', '--json'], shape: with_text(file) };
}

// One entry a route: [method, pattern, handler]. A handler says what to run and how the answer is made from it.
const routes = [
  ['GET', /^version$/, () => ({ json: { program: 'bridge', data: '', knowledge: '' } })],
  ['POST', /^read$/, (_, { query, body, folder }) => ({ args: ['read', '--json', store(folder, query.get('name'), body).file, ...options(query, ['source', 'published'])] })],
  ['POST', /^documents$/, (_, { query, body, folder }) => {
    const { key, file } = store(folder, query.get('name'), body);
    state.files.set(key, file);
    return { args: ['add', '--json', file, ...options(query, ['source', 'published'])], shape: (result) => ({ id: `${++state.jobs}`, kind: 'add', state: 'done', done: 1, total: 1, result, error: null }) };
  }],
  ['GET', /^jobs\/(.+)\/events$/, ([id]) => ({ text: `event: done\ndata: {"id":"${id}","state":"done","error":null}\n\n`, type: 'text/event-stream' })],
  ['GET', /^search$/, (_, { query }) => ({ args: ['search', '--json', ...query.get('words').split(/\s+/)] })],
  ['GET', /^documents$/, () => ({ json: { documents: [...state.files].map(([key, file]) => ({ document: key, name: file, title: null, claims: 0, exercise: false })), next: null } })],
  ['GET', /^documents\/([^/]+)\/verdicts$/, ([key]) => ({ args: ['ledger', '--json', '--document', key, '--rejected', '--claims'], shape: verdicts_of })],
  ['GET', /^documents\/([^/]+)$/, ([key]) => {
    const file = state.files.get(key);
    return file ? { args: ['read', '--json', file] } : { status: 404, message: `no document '${key}' in this workspace` };
  }],
  ['POST', /^marks\/(.+)$/, ([id], { body }) => {
    const mark = JSON.parse(body.toString());
    const amend = (mark.amend ?? []).flatMap(({ field, value }) => ['--amend', `${field}=${value}`]);
    return { args: ['mark', '--json', id, '--as', mark.by, ...(mark.verdict === 'amend' ? amend : [`--${mark.verdict}`])] };
  }],
  ['GET', /^ledger$/, (_, { query }) => ({
    args: ['ledger', '--json', ...options(query, ledger_lists, ['unverified']), '--most', query.get('limit') ?? '100',
      ...(query.get('record') === 'false' ? ['--claims'] : []), ...(query.get('claims') === 'false' ? ['--record'] : [])],
  })],
  ['GET', /^relations$/, (_, { query }) => ({ args: ['relations', '--json', ...query.getAll('a'), ...query.getAll('b')] })],
  ['GET', /^actors\/(.+)$/, ([name], { query }) => ({ args: ['actor', '--json', name, ...options(query, ['vendor', 'date'])] })],
  ['POST', /^weigh$/, (_, { query, body, folder }) => ({ args: weigh(store(folder, 'case.yaml', body).file, query) })],
  ['GET', /^cases$/, () => ({ json: { cases: [...state.names].map(([name, changed]) => ({ case: name, sha256: '', changed })), next: null } })],
  ['POST', /^cases$/, (_, context) => {
    const { case: name, yaml } = JSON.parse(context.body.toString());
    return save_case(name, yaml, context);
  }],
  ['GET', /^cases\/([^/]+)$/, ([name], context) => change_case(name, () => ['log', case_file(context.folder, name)], context)],
  ['PUT', /^cases\/([^/]+)$/, ([name], context) => {
    const stale = change_case(name, () => [], context);
    return stale.status ? stale : save_case(name, JSON.parse(context.body.toString()).yaml, context);
  }],
  ['POST', /^cases\/([^/]+)\/verdicts$/, ([name], context) => {
    const { by, ...verdicts } = JSON.parse(context.body.toString());
    const args = Object.entries(verdicts).flatMap(([verdict, ids]) => [`--${verdict}`, ids.join(',')]);
    return change_case(name, (file) => ['check', file, ...args, '--as', by], context);
  }],
  ['POST', /^cases\/([^/]+)\/signature$/, ([name], context) => change_case(name, (file) => ['sign', file, '--as', JSON.parse(context.body.toString()).by], context)],
  ['GET', /^cases\/([^/]+)\/weigh$/, ([name], { query, folder }) => ({ args: weigh(case_file(folder, name), query) })],
];

function weigh(file, query) {
  return ['weigh', '--json', file, ...options(query, ['without', 'prior']), ...(query.get('testimony') === 'false' ? ['--no-testimony'] : [])];
}

async function answer(context, path, method) {
  for (const [wanted, pattern, handler] of routes) {
    const match = pattern.exec(path);
    if (!match || wanted !== method) continue;
    const todo = handler(match.slice(1).map(decodeURIComponent), context);
    if (todo.status) return { status: todo.status, body: { error: { status: todo.status, code: 'not_found', message: todo.message } } };
    if (todo.text) return { status: 200, text: todo.text, type: todo.type };
    if (!todo.args) return { status: 200, body: todo.json };
    for (const args of [todo.first, todo.args]) {
      if (!args) continue;
      const done = await run(context.program, args, context.folder);
      if (done.status) return { status: 422, body: { error: { status: 422, code: 'refused', message: done.err } } };
      if (args === todo.args) return { status: 200, body: (todo.shape ?? ((json) => json))(JSON.parse(done.out)) };
    }
  }
  return { status: 404, body: { error: { status: 404, code: 'not_found', message: 'no such address' } } };
}

function send_file(response, path) {
  const file = join(dist, path === '/' ? 'index.html' : path);
  if (!file.startsWith(dist) || !existsSync(file)) return void response.writeHead(404).end();
  response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream', 'content-security-policy': policy,
    'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' }).end(readFileSync(file));
}

export async function serve(program, folder, port = 0) {
  mkdirSync(folder, { recursive: true });
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, 'http://localhost');
    if (!url.pathname.startsWith('/api/')) return send_file(response, url.pathname);
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const context = { program, folder, query: url.searchParams, body: Buffer.concat(chunks), tag: request.headers['if-match']?.replaceAll('"', '') };
    const { status, body, text, type } = await answer(context, url.pathname.slice(5), request.method);
    response.writeHead(status, { 'content-type': type ?? 'application/json' }).end(text ?? JSON.stringify(body));
  });
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { address: `http://127.0.0.1:${server.address().port}/`, close: () => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [program, folder, port] = process.argv.slice(2);
  console.log((await serve(program, folder, Number(port ?? 8080))).address);
}
