// Made by tools/client.mjs from the OpenAPI document of `whence serve`; not to be edited.
export type MarkRequest = { by: string; verdict?: "accept" | "reject" | "withdraw"; amend?: ({ field: string; value: string })[]; tag?: (string)[]; untag?: (string)[]; note?: string; tlp?: "CLEAR" | "GREEN" | "AMBER" | "AMBER+STRICT" | "RED" };
export type IncidentDecision = { a: string; b: string; decision: "accepted" | "undone"; by: string; why?: string };
export type NewCase = { case: string; yaml: string; by: string } | { case: string; documents: (string)[]; by: string; tlp?: "CLEAR" | "GREEN" | "AMBER" | "AMBER+STRICT" | "RED" };
export type CaseText = { yaml: string; by: string };
export type CaseVerdicts = { by: string; why?: string; accept?: ItemIds; reject?: ItemIds; background?: ItemIds; incident?: ItemIds; amend?: ({ item: string; value: string })[] };
export type ItemIds = (string)[];
export type Signature = { by: string };
export type Openapi = { openapi: string; info: Record<string, unknown>; paths: Record<string, unknown>; components: Record<string, unknown> };
export type Span = { begin: number; end: number };
export type Party = { text: null | string; span: Span | null; kind: string; state: null | string; name: null | string; id: null | string; sector?: null | string; role?: string | null };
export type Share = { id: null | string; name: string; p: number; low: number; high: number; words: string | null; skill_measured: boolean; capped: boolean; reasons: (Reason)[] };
export type Reason = { evidence: string; family: string; llr: number; before: number; dependence: number; cap: boolean };
export type Mention = { text: string; span: Span; id: null | string; name: string };
export type TextSpan = { text: string; span: Span };
export type Oddity = { where: string; what: string };
export type LedgerLine = { id: string; kind: string; date: null | string; accuser_states: (string)[]; accused_states: (string)[]; victim_states: (string)[]; accusers: null | string; accused: null | string; groups: null | string; organisations: null | string; victims: null | string; sectors: null | string; act: string; rung: number | null; hedge: null | string; outcome: null | string; status: null | string; text: string; quote: null | string; answers: ({ by: string; text: string; date: null | string; where: string; verified: boolean })[]; answers_unverified: number; in_answer_to: ({ by: string; text: string; date: null | string; where: string; verified: boolean })[]; contested: boolean; origin: null | string; tellings: number; incident: null | string; public_record: (string)[]; verdict: null | string; tags: (string)[]; tlp: null | string; document: null | string; name: null | string; sentence: number | null; outlet: null | string; url: null | string; language: null | string; exercise: boolean; joint_action: null | string; denied: boolean };
export type Claim = { id: string; act: string; sentence: number; span: Span; cue: Span; source: (Party)[]; via: (Party)[]; actor: (Party)[]; accused: (Party)[]; group: (Party)[]; sponsor: (Party)[]; victim: (Party)[]; through: (Party)[]; purpose: null | { text: string; span: Span; beneficiary: (Party)[] }; target: (Party)[]; count: null | string; grounds: (TextSpan)[]; matter: string | null; status: null | string; when: null | { text: string; span: Span; from: null | string; to: null | string }; said: null | { text: string; span: Span; from: null | string; to: null | string }; outcome: null | string; denied: boolean; hedge: { kind: string; word: null | string; span: Span | null }; evaluation: ({ word: null | string; span: Span; by: string })[]; rung: number | null; relations: ({ kind: string; claim: string })[]; origin: null | string; rule: string };
export type DocumentRow = { document: null | string; name: string; title: string | null; source: string | null; published: string | null; claims: number; exercise: boolean; excerpt?: string };
export type Verdict = { verdict: null | string; field: null | string; value: null | string; note: null | string; coder: string; made: string };
export type CaseItem = { id: string; kind: string; value: null | string; checked: boolean; origin: null | string; not_used: null | string; document: null | string; note: null | string; quote: null | string };
export type CaseLogEntry = { at: string; by: string; did: string; item: null | string; value: null | string; why: null | string; holds?: boolean };
export type Job = { id: string; kind: string; state: "waiting" | "running" | "done" | "failed"; done: number; total: number; result: unknown; error: string | null };
export type Incident = { a: null | string; b: null | string; decision: string; reasons: string; by: string; made: string };
export type Actor = { asked: null | string; meaning: { vendor: null | string; date: null | string; catalogues: ({ catalogue: string; shares: ({ cluster: { id: string; name: string; catalogue: string }; share: number; why: null | string })[]; rest: number })[] }; entries: ({ actor: { id: string; name: string; catalogue: string }; borne_as: string; names: (Record<string, ({ vendor?: null | string; how?: string; id?: string; name?: string; catalogue?: string })[] | string>)[]; ties: ({ other: { id: string; name: string; catalogue: string }; relation: string; source: null | string; basis: (string)[]; names: (string)[]; likelihood: null | string })[]; labels: ({ state: null | string; kind: string; according_to: { id: string; name: string; catalogue: string } })[]; reports: number; latest: null | { key: string; name: string; url: null | string; date: null | string }; software: ({ id: string; name: string; kind: string; reports: number; own: boolean; latest: null | string })[]; techniques: ({ id: string; name: string; kind: string; reports: number; own: boolean; latest: null | string })[]; campaigns: ({ id: string; name: string; first: string; last: string })[]; victims: (string)[]; sectors: (string)[] })[]; ledger: ({ id: string; date: null | string; name: string; name_of: ({ id: string; name: string; catalogue: string })[]; named_groups: string; accusation: { speaker: null | string; states: (string)[]; accused: (string)[]; form: string; rung: number; status: null | string }; reply: { speaker: null | string; date: null | string; form: string; status: null | string }; source: { publisher: string; url: null | string } })[]; ledger_size: number; knowledge: string; attack: { version: string; modified: string }; misp: { version: string }; data: string };
export type Answer = { headline: { established: boolean; id: string; name: string; why_not: (string)[]; confidence: string; exercise: boolean; draft: boolean; share: { p: number; low: number; high: number }; not_in_catalogue: { p: number; low: number; high: number }; data: string }; case: null | string; evidence: ({ id: string; type: string; value: null | string; origin: null | string; grade: string; role: null | string; via: null | string; checked: boolean; passage: null | string; rejected: boolean; not_used: null | string; from: null | { document: null | string; span: Span | null } })[]; levels: { cluster: (Share)[]; operator: (Share)[]; organisation: (Share)[]; sponsor: (Share)[] }; columns: ({ name: string; cluster: (Share)[]; sponsor: (Share)[]; basis: null | string })[]; confidence: { word: null | string; reasons: (string)[] }; priors: { catalogue: (Share)[]; uniform: (Share)[]; visibility: ({ omega: number; cluster: (Share)[]; sponsor: (Share)[] })[]; spread: number }; flip: { size: number; cost: number; sets: ((string)[])[] }; deception: { phi: number; p: number; framed: (Share)[] }; flips_above: ({ level: string; leader: { id: null | string; name: string }; size: number; sets: (({ id: string; statements: (string)[] })[])[]; then: { id: null | string; name: string }; then_share: number })[]; next: ({ collect: string; bits: number; level: string; effort: null | string; by_level: Record<string, number> })[]; skill: { protocol: string; n: number; top1: number; top10: number; log_loss: number; ece: number }; model: string; data: string; parameters: string; responsibility: ({ state: string; name: string; modes: (Share)[]; basis: null | string })[]; assertions: ({ level: string; child: null | string; id: null | string; name: null | string; unit: null | string; tie: null | string; asserted_by: null | string; speakers: null | string; answer: null | string; answered_by: null | string; of_incident: boolean; weighed: (string)[]; sources: (string)[] })[]; roles: ({ role: string; evidence: (string)[]; note: null | string })[] };
export type Case = { case: null | string; exercise: boolean; draft: boolean; prepared_by: string; signed_by: null | string; items: (CaseItem)[]; log: (CaseLogEntry)[]; yaml: string; sha256: string };
export type CaseDiff = { exercise: boolean; before: string; after: string; headline: { before: string; after: string }; changes: ({ id: string; sign: string; what: string; effect: null | string })[]; shares: ({ name: string; before: { p: number; low: number; high: number }; after: { p: number; low: number; high: number }; reasons: (string)[] })[]; not_in_catalogue: { before: number; after: number }; data: string };
export type CaseHistory = { case: null | string; exercise: boolean; draft: boolean; prepared_by: string; signed_by: null | string; items: (CaseItem)[]; log: (CaseLogEntry)[]; deeds: ({ at: string; by: string; did: string })[]; versions: ({ at: string; sha256: string })[] };
export type CasePage = { cases: ({ case: null | string; sha256: string; changed: string })[]; next: string | null };
export type DocumentPage = { documents: (DocumentRow)[]; next: string | null };
export type Error = { error: { status: number; code: string; message: string } };
export type FoundPage = { documents: (DocumentRow)[]; next: string | null };
export type IncidentPage = { incidents: (Incident)[]; next: string | null };
export type JobList = { jobs: (Job)[] };
export type Knowledge = { knowledge: string; attack: { version: string; modified: string; sha256: string }; misp: { version: string; sha256: string }; groups: number; techniques: number; subtechniques: number; malware: number; tools: number; campaigns: number; attributed_campaigns: number; uses: { group_technique: number; group_software: number; campaign: number; software_technique: number; without_reference: number }; references: { all: number; day: number; month: number; year: number; retrieved: number; none: number; oldest: string; newest: string }; clusters: number; labelled: { clusters: number; groups: number }; names: number; contested_names: number; relations: number; ledger: { acts: number; first: string; last: string }; data: { hash: string; origin: null | string; bytes: number } };
export type Ledger = { asked: null | string; counts_are: string; claims: number; claims_more: boolean; claims_counted_no_further: boolean; claims_listed: number; exchanged: number; exchanged_more: boolean; documents: number; independent_origins: number; public_record: number; public_record_size: number; public_record_unverified: number; not_read: ({ language: string | null; in_part: boolean; documents: number })[]; lines: (LedgerLine)[]; drift: ({ field: null | string; before: string; after: string; direction: string | null; from: null | string; to: null | string })[]; incidents: ({ id: string; members: (string)[]; reasons: (string)[] })[]; next: string | null; exercise: boolean; data: string };
export type Marked = { id: string; document: null | string; words: null | string; verdicts: (Verdict)[]; annotations: ({ kind: string; text: string; coder: string; made: string })[] };
export type Reading = { document: { id: string; sha256: string; source: null | string; title: null | string; published: null | string; url: null | string; language: null | string; bytes: number; sentences: number; sentence_spans: (Span)[]; text: string }; claims: (Claim)[]; public_acts: ({ kind: string; sentence: number; span: Span; cue: Span; source: (Party)[]; target: (Party)[]; negated: boolean; rule: string })[]; actors: (Mention)[]; software: (Mention)[]; techniques: ({ id: string; span: Span; how: string; confidence: number })[]; matters: ({ letter: string; summary: string; claims: (string)[]; answers: (string)[] })[]; not_in_text: ({ what: string; why: null | string })[]; against_ledger: ({ matter: null | string; kind: string; here: string; there: string; field: null | string })[]; victims: (Party)[]; doer_countries: ({ state: null | string; text: string; span: Span; how: string; weight: number })[]; hit_countries: ({ state: null | string; text: string; span: Span; how: string; weight: number })[]; indicators: ({ type: string; value: null | string; text: string; span: Span; defanged: boolean })[]; oddities: (Oddity)[]; exercise: boolean; data: string };
export type Relations = { counts: string; a: null | string; b: null | string; names: Record<string, string>; from: null | string; to: null | string; window_extended: boolean; half_life_years: number; record_acts: number; record_size: number; claims: number; claims_more: boolean; undated_claims: number; undated_documents: number; exercise: boolean; dyads: ({ accuser: string; accused: null | string; to: null | string; accusations: number; acts: number; per_year: number; change: { bayes_factor: number; month: string; expected_month: string; accusations_before: number; accusations_after: number; per_year_before: number; per_year_after: number }; changes: ({ bayes_factor: number; month: string; expected_month: string; accusations_before: number; accusations_after: number; per_year_before: number; per_year_after: number })[]; tension: { total: number; accusations: number; answers: number }; last_twelve_months: { accusations: number; expected: number; chance: number; surprise_bits: number }; answers_unverified: number; by_year: (number)[]; events?: ({ acts: (string)[]; date: null | string; rung: number; weight: number; weight_of: string; chance_within_twelve_months: number; surprise_bits: number; by_accusers_of_the_region: boolean })[]; statements?: ({ id: string; kind: string; date: null | string; origin: null | string; accusers: (string)[]; accused: (string)[]; speaker: null | string; victims: null | string; victim_states: (string)[]; sectors: (string)[]; groups: null | string; form: string; rung: number; weight: number; weight_of: string; with_others: boolean; answers: ({ where: string; by: string; text: string; kind: string; weight: number; date: null | string; verified: boolean })[] })[]; firsts?: ({ without_bound: boolean; limited_by: (string)[]; widest_that_hold: ((string)[])[]; narrowest: (string)[]; narrowest_holds: boolean; narrowest_limited_by: (string)[]; act: string })[] })[]; data: string };
export type Verdicts = { claims: ({ id: string; accepted: boolean; rejected: boolean; amended: boolean; verdicts: (Verdict)[] })[]; unplaced: ({ claim: string; act: string; verdict: null | string; coder: string; made: string })[] };
export type Version = { program: string; data: string; data_origin: string; knowledge: string };
export type Workspace = { documents: number; readings: number; claims: number; verdicts: number; cases: number; not_read: ({ language: string | null; in_part: boolean; documents: number })[] };
export type TaxiiDiscovery = { title: string; description?: string; default?: string; api_roots: (string)[] };
export type TaxiiRoot = { title: string; versions: (string)[]; max_content_length: number };
export type TaxiiCollection = { id: string; title: string; description?: string; alias?: string; can_read: boolean; can_write: boolean; media_types?: (string)[] };
export type TaxiiCollections = { collections: (TaxiiCollection)[] };
export type TaxiiEnvelope = { more?: boolean; next?: string; objects?: (Record<string, unknown>)[] };
export type TaxiiManifest = { more?: boolean; next?: string; objects?: ({ id: string; date_added: string; version: string; media_type: string })[] };
export type TaxiiVersions = { more?: boolean; next?: string; versions?: (string)[] };
export type TaxiiStatus = { id: string; status: "complete" | "pending"; request_timestamp?: string; total_count: number; success_count: number; successes?: ({ id: string; version: string; message?: string })[]; failure_count: number; failures?: ({ id: string; version: string; message?: string })[]; pending_count: number; pendings?: ({ id: string; version: string; message?: string })[] };
export type TaxiiError = { title: string; description?: string; error_code?: string; http_status: string };
export type TaxiiNothing = {  };
export type MatchRequest = { indicators: string; log: string; benign?: string; exact?: boolean };
export type Match = { indicators: number; sightings: number; held_back: number; lists: ({ name: string; form: string; records: number; taken: number; known: number; left_out: number; unusable: number; oddities: ({ where: string; what: string })[]; problem: string | null })[]; benign_lists: ({ name: string; form: string; records: number; taken: number; known: number; left_out: number; unusable: number; oddities: ({ where: string; what: string })[]; problem: string | null })[]; logs: ({ name: string; packing: string | null; lines: number; bytes: number; sightings: number; long_lines: number; not_utf8: number; cut: boolean; problem: string | null })[]; counts: ({ indicator: string; kind: string; list: string; list_line: number; lines: number; benign: string | null })[]; told: (Record<string, unknown>)[] };
export type Trace = { name: string; exercise: boolean; nodes: ({ id: string; kind: string; role: string; p: number | null; low: number | null; high: number | null; distance: number; seen_as: (string)[]; stated_as: string | null })[]; edges: (Record<string, unknown>)[]; intermediaries: (Record<string, unknown>)[]; converged: boolean; method: string; pivots: ({ id: string; kind: string; why: string; score: number })[]; counts: { observations: number; used: number; outside_window: number; unknown_relation: number; unusable: number; not_followed: number; full: boolean }; oddities: ({ where: string; what: string })[]; data: string };
export type CasePack = Record<string, unknown>;
export type StixBundle = Record<string, unknown>;
export type MispEvents = Record<string, unknown>;
export type NavigatorLayer = Record<string, unknown>;

export type Operations = {
  listDocuments: { path: Record<never, never>; query: { limit?: number; next?: string }; body: undefined; answer: DocumentPage };
  addDocument: { path: Record<never, never>; query: { name?: string; source?: string; published?: string; url?: string }; body: Blob | string; answer: Job };
  getDocument: { path: { document: string }; query: Record<never, never>; body: undefined; answer: Reading };
  getVerdicts: { path: { document: string }; query: Record<never, never>; body: undefined; answer: Verdicts };
  getDocumentReport: { path: { document: string }; query: { brief?: boolean; tlp?: string; prepared_by?: string }; body: undefined; answer: string };
  searchDocuments: { path: Record<never, never>; query: { words: string; limit?: number; next?: string }; body: undefined; answer: FoundPage };
  getLedger: { path: Record<never, never>; query: { accuser?: (string)[]; accused?: (string)[]; group?: (string)[]; organ?: (string)[]; victim?: (string)[]; sector?: (string)[]; act?: (string)[]; hedge?: (string)[]; status?: (string)[]; document?: (string)[]; outlet?: (string)[]; tag?: (string)[]; incident?: (string)[]; rung?: number; from?: string; to?: string; words?: string; record?: boolean; claims?: boolean; unverified?: boolean; rejected?: boolean; limit?: number; next?: string }; body: undefined; answer: Ledger };
  getMarks: { path: { id: string }; query: Record<never, never>; body: undefined; answer: Marked };
  addMark: { path: { id: string }; query: Record<never, never>; body: MarkRequest; answer: Marked };
  listIncidents: { path: Record<never, never>; query: { limit?: number; next?: string }; body: undefined; answer: IncidentPage };
  decideIncident: { path: Record<never, never>; query: Record<never, never>; body: IncidentDecision; answer: Incident };
  suggestIncidents: { path: Record<never, never>; query: Record<never, never>; body: undefined; answer: Job };
  listCases: { path: Record<never, never>; query: { limit?: number; next?: string }; body: undefined; answer: CasePage };
  newCase: { path: Record<never, never>; query: Record<never, never>; body: NewCase; answer: Case };
  getCase: { path: { case: string }; query: Record<never, never>; body: undefined; answer: Case };
  replaceCase: { path: { case: string }; query: Record<never, never>; body: CaseText; answer: Case };
  checkCase: { path: { case: string }; query: Record<never, never>; body: CaseVerdicts; answer: Case };
  signCase: { path: { case: string }; query: Record<never, never>; body: Signature; answer: Case };
  getCaseLog: { path: { case: string }; query: Record<never, never>; body: undefined; answer: CaseHistory };
  diffCase: { path: { case: string }; query: { before: string; after?: string; parameters?: string }; body: undefined; answer: CaseDiff };
  weighCase: { path: { case: string }; query: { without?: (string)[]; prior?: string; scale?: string; testimony?: boolean; parameters?: string }; body: undefined; answer: Answer };
  getCaseReport: { path: { case: string }; query: { brief?: boolean }; body: undefined; answer: string };
  traceCase: { path: { case: string }; query: { object?: (string)[]; from?: string; to?: string; hops?: number; nodes?: number }; body: undefined; answer: Trace };
  packCase: { path: { case: string }; query: { max_tlp: string }; body: undefined; answer: CasePack };
  openPack: { path: Record<never, never>; query: Record<never, never>; body: Blob | string; answer: Job };
  readDocument: { path: Record<never, never>; query: { name?: string; source?: string; published?: string; url?: string }; body: Blob | string; answer: Reading };
  weighText: { path: Record<never, never>; query: { name?: string; without?: (string)[]; prior?: string; scale?: string; testimony?: boolean; parameters?: string }; body: Blob | string; answer: Answer };
  getRelations: { path: Record<never, never>; query: { a?: string; b?: string; from?: string; to?: string; record?: boolean; claims?: boolean; unverified?: boolean }; body: undefined; answer: Relations };
  getActor: { path: { name: string }; query: { vendor?: string; date?: string }; body: undefined; answer: Actor };
  traceObjects: { path: Record<never, never>; query: { object?: (string)[]; from?: string; to?: string; hops?: number; nodes?: number }; body: undefined; answer: Trace };
  matchLog: { path: Record<never, never>; query: Record<never, never>; body: MatchRequest; answer: Match };
  evaluate: { path: Record<never, never>; query: { what?: string }; body: undefined; answer: Job };
  exportStix: { path: Record<never, never>; query: { case?: (string)[]; document?: (string)[]; documents?: boolean; ledger?: boolean; unverified?: boolean; objects?: boolean; tlp?: string; max_tlp?: string; tlp_version?: string; as_of?: string }; body: undefined; answer: string };
  exportMisp: { path: Record<never, never>; query: { case?: (string)[]; document?: (string)[]; documents?: boolean; ledger?: boolean; unverified?: boolean; objects?: boolean; tlp?: string; max_tlp?: string; tlp_version?: string; as_of?: string }; body: undefined; answer: MispEvents };
  exportNavigator: { path: Record<never, never>; query: { case?: (string)[]; document?: (string)[]; documents?: boolean; ledger?: boolean; unverified?: boolean; objects?: boolean; tlp?: string; max_tlp?: string; tlp_version?: string; as_of?: string }; body: undefined; answer: NavigatorLayer };
  exportCsv: { path: Record<never, never>; query: { case?: (string)[]; document?: (string)[]; documents?: boolean; ledger?: boolean; unverified?: boolean; objects?: boolean; tlp?: string; max_tlp?: string; tlp_version?: string; as_of?: string }; body: undefined; answer: string };
  importObjects: { path: Record<never, never>; query: { name?: string }; body: Blob | string; answer: Job };
  getWorkspace: { path: Record<never, never>; query: Record<never, never>; body: undefined; answer: Workspace };
  checkWorkspace: { path: Record<never, never>; query: Record<never, never>; body: undefined; answer: Job };
  rereadDocuments: { path: Record<never, never>; query: { changed?: boolean }; body: undefined; answer: Job };
  backUpWorkspace: { path: Record<never, never>; query: Record<never, never>; body: undefined; answer: Job };
  getOpenapi: { path: Record<never, never>; query: Record<never, never>; body: undefined; answer: Openapi };
  getVersion: { path: Record<never, never>; query: Record<never, never>; body: undefined; answer: Version };
  getKnowledge: { path: Record<never, never>; query: Record<never, never>; body: undefined; answer: Knowledge };
  listJobs: { path: Record<never, never>; query: Record<never, never>; body: undefined; answer: JobList };
  getJob: { path: { job: string }; query: Record<never, never>; body: undefined; answer: Job };
  getJobEvents: { path: { job: string }; query: Record<never, never>; body: undefined; answer: string };
  taxiiDiscovery: { path: Record<never, never>; query: Record<never, never>; body: undefined; answer: string };
  taxiiRoot: { path: Record<never, never>; query: Record<never, never>; body: undefined; answer: string };
  taxiiStatus: { path: { status: string }; query: Record<never, never>; body: undefined; answer: string };
  taxiiCollections: { path: Record<never, never>; query: Record<never, never>; body: undefined; answer: string };
  taxiiCollection: { path: { collection: string }; query: Record<never, never>; body: undefined; answer: string };
  taxiiManifest: { path: { collection: string }; query: { limit?: number; next?: string; added_after?: string; "match[id]"?: string; "match[type]"?: string; "match[version]"?: string; "match[spec_version]"?: string }; body: undefined; answer: string };
  taxiiObjects: { path: { collection: string }; query: { limit?: number; next?: string; added_after?: string; "match[id]"?: string; "match[type]"?: string; "match[version]"?: string; "match[spec_version]"?: string }; body: undefined; answer: string };
  taxiiAddObjects: { path: { collection: string }; query: Record<never, never>; body: Blob | string; answer: string };
  taxiiObject: { path: { collection: string; object: string }; query: { limit?: number; next?: string; added_after?: string; "match[id]"?: string; "match[type]"?: string; "match[version]"?: string; "match[spec_version]"?: string }; body: undefined; answer: string };
  taxiiRemoveObject: { path: { collection: string; object: string }; query: { limit?: number; next?: string; added_after?: string; "match[id]"?: string; "match[type]"?: string; "match[version]"?: string; "match[spec_version]"?: string }; body: undefined; answer: string };
  taxiiVersions: { path: { collection: string; object: string }; query: { limit?: number; next?: string; added_after?: string; "match[id]"?: string; "match[type]"?: string; "match[version]"?: string; "match[spec_version]"?: string }; body: undefined; answer: string };
};

export const operations: Record<keyof Operations, readonly [string, string]> = {
  listDocuments: ['GET', '/api/documents'],
  addDocument: ['POST', '/api/documents'],
  getDocument: ['GET', '/api/documents/{document}'],
  getVerdicts: ['GET', '/api/documents/{document}/verdicts'],
  getDocumentReport: ['GET', '/api/documents/{document}/report'],
  searchDocuments: ['GET', '/api/search'],
  getLedger: ['GET', '/api/ledger'],
  getMarks: ['GET', '/api/marks/{id}'],
  addMark: ['POST', '/api/marks/{id}'],
  listIncidents: ['GET', '/api/incidents'],
  decideIncident: ['POST', '/api/incidents'],
  suggestIncidents: ['POST', '/api/incidents/suggestions'],
  listCases: ['GET', '/api/cases'],
  newCase: ['POST', '/api/cases'],
  getCase: ['GET', '/api/cases/{case}'],
  replaceCase: ['PUT', '/api/cases/{case}'],
  checkCase: ['POST', '/api/cases/{case}/verdicts'],
  signCase: ['POST', '/api/cases/{case}/signature'],
  getCaseLog: ['GET', '/api/cases/{case}/log'],
  diffCase: ['GET', '/api/cases/{case}/diff'],
  weighCase: ['GET', '/api/cases/{case}/weigh'],
  getCaseReport: ['GET', '/api/cases/{case}/report'],
  traceCase: ['GET', '/api/cases/{case}/trace'],
  packCase: ['GET', '/api/cases/{case}/pack'],
  openPack: ['POST', '/api/packs'],
  readDocument: ['POST', '/api/read'],
  weighText: ['POST', '/api/weigh'],
  getRelations: ['GET', '/api/relations'],
  getActor: ['GET', '/api/actors/{name}'],
  traceObjects: ['GET', '/api/trace'],
  matchLog: ['POST', '/api/match'],
  evaluate: ['POST', '/api/evaluations'],
  exportStix: ['GET', '/api/export/stix'],
  exportMisp: ['GET', '/api/export/misp'],
  exportNavigator: ['GET', '/api/export/navigator'],
  exportCsv: ['GET', '/api/export/csv'],
  importObjects: ['POST', '/api/import'],
  getWorkspace: ['GET', '/api/workspace'],
  checkWorkspace: ['POST', '/api/workspace/check'],
  rereadDocuments: ['POST', '/api/workspace/reread'],
  backUpWorkspace: ['POST', '/api/workspace/backup'],
  getOpenapi: ['GET', '/api/openapi.json'],
  getVersion: ['GET', '/api/version'],
  getKnowledge: ['GET', '/api/knowledge'],
  listJobs: ['GET', '/api/jobs'],
  getJob: ['GET', '/api/jobs/{job}'],
  getJobEvents: ['GET', '/api/jobs/{job}/events'],
  taxiiDiscovery: ['GET', '/taxii2/'],
  taxiiRoot: ['GET', '/taxii2/whence/'],
  taxiiStatus: ['GET', '/taxii2/whence/status/{status}/'],
  taxiiCollections: ['GET', '/taxii2/whence/collections/'],
  taxiiCollection: ['GET', '/taxii2/whence/collections/{collection}/'],
  taxiiManifest: ['GET', '/taxii2/whence/collections/{collection}/manifest/'],
  taxiiObjects: ['GET', '/taxii2/whence/collections/{collection}/objects/'],
  taxiiAddObjects: ['POST', '/taxii2/whence/collections/{collection}/objects/'],
  taxiiObject: ['GET', '/taxii2/whence/collections/{collection}/objects/{object}/'],
  taxiiRemoveObject: ['DELETE', '/taxii2/whence/collections/{collection}/objects/{object}/'],
  taxiiVersions: ['GET', '/taxii2/whence/collections/{collection}/objects/{object}/versions/'],
};
