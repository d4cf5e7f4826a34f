// Writes src/lib/client.ts out of the server's OpenAPI document: a type for each schema, and for each operation its
// address and the types of what goes in and comes out.
//   node tools/client.mjs PROGRAM|FILE [--check]      PROGRAM serves the document; --check: fails if the file would change
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { start } from '../tests/server.mjs';

const target = fileURLToPath(new URL('../src/lib/client.ts', import.meta.url));
const [from, option] = process.argv.slice(2);

async function description() {
  if (from.endsWith('.json')) return JSON.parse(readFileSync(from, 'utf8'));
  const server = await start(from, mkdtempSync(join(tmpdir(), 'whence-client-')));
  const document = await (await fetch(`${server.address}api/openapi.json`)).json();
  await server.close();
  return document;
}

const key = (name) => (/^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name));

function type_of(schema) {
  if (!schema || Object.keys(schema).length === 0) return 'unknown';
  if (schema.$ref) return schema.$ref.split('/').pop();
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (schema.anyOf) return schema.anyOf.map(type_of).join(' | ');
  const kinds = [schema.type].flat();
  return kinds.map((kind) => plain(kind, schema)).join(' | ');
}

function plain(kind, schema) {
  if (kind === 'array') return `(${type_of(schema.items)})[]`;
  if (kind === 'integer') return 'number';
  if (kind !== 'object') return kind ?? 'unknown';
  if (!schema.properties) return `Record<string, ${type_of(schema.additionalProperties === true ? {} : schema.additionalProperties)}>`;
  const needed = new Set(schema.required ?? []);
  const fields = Object.entries(schema.properties).map(([name, each]) => `${key(name)}${needed.has(name) ? '' : '?'}: ${type_of(each)}`);
  return `{ ${fields.join('; ')} }`;
}

function fields_of(parameters, place) {
  const fields = parameters.filter((each) => each.in === place).map((each) => `${key(each.name)}${each.required ? '' : '?'}: ${type_of(each.schema)}`);
  return fields.length ? `{ ${fields.join('; ')} }` : 'Record<never, never>';
}

function operation(path, method, told) {
  const parameters = told.parameters ?? [];
  const content = Object.entries(told.responses).find(([status]) => status.startsWith('2'))?.[1].content ?? {};
  const answer = content['application/json'] ? type_of(content['application/json'].schema) : 'string';
  const body = told.requestBody?.content['application/json'];
  const takes = body ? type_of(body.schema) : told.requestBody ? 'Blob | string' : 'undefined';
  const types = `  ${told.operationId}: { path: ${fields_of(parameters, 'path')}; query: ${fields_of(parameters, 'query')}; body: ${takes}; answer: ${answer} };`;
  return { types, row: `  ${told.operationId}: ['${method.toUpperCase()}', '${path}'],` };
}

function written(document) {
  const schemas = Object.entries(document.components.schemas).map(([name, schema]) => `export type ${name} = ${type_of(schema)};`);
  const operations = Object.entries(document.paths).flatMap(([path, item]) => Object.entries(item).map(([method, told]) => operation(path, method, told)));
  return [
    '// Made by tools/client.mjs from the OpenAPI document of `whence serve`; not to be edited.', ...schemas, '',
    'export type Operations = {', ...operations.map((each) => each.types), '};', '',
    'export const operations: Record<keyof Operations, readonly [string, string]> = {', ...operations.map((each) => each.row), '};', '',
  ].join('\n');
}

const text = written(await description());
if (option !== '--check') writeFileSync(target, text);
else if (readFileSync(target, 'utf8') !== text) {
  console.error('src/lib/client.ts is not what the server describes; run: npm run client -- PROGRAM');
  process.exit(1);
}
