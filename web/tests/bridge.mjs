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

function verdicts_of(ledger) {
  const result = {};
  for (const line of ledger.lines ?? []) {
    const word = /^(accept|reject|amend)/.exec(line.verdict ?? '')?.[1];
    if (word) result[line.id] = word;
  }
  return result;
}

const state = { files: new Map() };

// One entry a route: [method, pattern, handler giving {args} to run or {json}].
const routes = [
  ['GET', /^version$/, () => ({ json: { version: 'bridge', data: '', workspace: 'whence.db' } })],
  ['POST', /^read$/, (_, { query, body, folder }) => ({ args: ['read', '--json', store(folder, query.get('name'), body).file, ...options(query, ['source', 'published'])] })],
  ['POST', /^documents$/, (_, { query, body, folder }) => {
    const { key, file } = store(folder, query.get('name'), body);
    state.files.set(key, file);
    return { args: ['add', '--json', file, ...options(query, ['source', 'published'])], json: { document: key } };
  }],
  ['GET', /^documents$/, (_, { query }) => {
    const words = query.get('words');
    return words ? { args: ['search', '--json', ...words.split(/\s+/)] } : { json: { documents: [] } };
  }],
  ['GET', /^documents\/(.+)$/, ([key]) => {
    const file = state.files.get(key);
    return file ? { args: ['read', '--json', file], also: ['ledger', '--json', '--document', key, '--rejected'] }
      : { status: 404, message: `no document '${key}' in this workspace` };
  }],
  ['POST', /^claims\/(.+)\/verdicts$/, ([id], { body }) => {
    const verdict = JSON.parse(body.toString());
    const amend = Object.entries(verdict.amend ?? {}).flatMap(([field, value]) => ['--amend', `${field}=${value}`]);
    return { args: ['mark', '--json', id, '--as', verdict.by, ...(verdict.verdict === 'amend' ? amend : [`--${verdict.verdict}`])] };
  }],
  ['GET', /^ledger$/, (_, { query }) => ({
    args: ['ledger', ...(query.get('as') ? ['--as', query.get('as')] : ['--json']),
      ...options(query, ['accuser', 'accused', 'group', 'victim', 'sector', 'act', 'rung', 'hedge', 'status', 'document', 'from', 'to', 'words', 'most'], ['record', 'claims', 'unverified'])],
    type: query.get('as') && query.get('as') !== 'json' ? 'text/csv' : undefined,
  })],
  ['GET', /^relations$/, () => ({ args: ['relations', '--json'] })],
  ['GET', /^relations\/([^/]+)\/([^/]+)$/, ([a, b]) => ({ args: ['relations', '--json', a, b] })],
  ['GET', /^actors\/(.+)$/, ([name], { query }) => ({ args: ['actor', '--json', name, ...options(query, ['vendor', 'date'])] })],
  ['POST', /^weigh$/, (_, { query, body, folder }) => ({
    args: ['weigh', '--json', store(folder, 'case.yaml', body).file, ...options(query, ['without', 'prior']), ...(query.get('testimony') === '0' ? ['--no-testimony'] : [])],
  })],
];

async function answer(context, path, method) {
  for (const [wanted, pattern, handler] of routes) {
    const match = pattern.exec(path);
    if (!match || wanted !== method) continue;
    const todo = handler(match.slice(1).map(decodeURIComponent), context);
    if (todo.status) return { status: todo.status, body: { error: { status: todo.status, code: 'not_found', message: todo.message } } };
    if (!todo.args) return { status: 200, body: todo.json };
    const done = await run(context.program, todo.args, context.folder);
    if (done.status) return { status: 422, body: { error: { status: 422, code: 'refused', message: done.err } } };
    if (todo.type) return { status: 200, text: done.out, type: todo.type };
    const body = todo.json ?? JSON.parse(done.out);
    if (todo.also) body.verdicts = verdicts_of(JSON.parse((await run(context.program, todo.also, context.folder)).out || '{}'));
    return { status: 200, body };
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
    const context = { program, folder, query: url.searchParams, body: Buffer.concat(chunks) };
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
