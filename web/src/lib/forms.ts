// The JSON that the program prints; docs/formats/*.md say what each field means. Only what the pages use.

export type Span = { begin: number; end: number };
export type Party = {
  text: string; span: Span | null; kind: string; state: string | null; name: string | null; id: string | null;
  sector?: string | null; role?: string | null;
};
export type Evaluation = { word: string; span: Span | null; by: string };
export type Claim = {
  id: string; act: string; sentence: number; span: Span; cue: Span | null;
  source: Party[]; via: Party[]; actor: Party[]; accused: Party[]; group: Party[]; sponsor: Party[]; victim: Party[];
  through: Party[]; target: Party[];
  purpose: { text: string; span: Span | null } | null; count: string | null; grounds: { text: string; span: Span | null }[];
  matter: string; status: string | null; when: { text: string; span: Span | null } | null; outcome: string | null; denied: boolean;
  hedge: { kind: string; word: string | null; span: Span | null }; evaluation: Evaluation[]; rung: number | null;
  relations: { kind: string; claim: string }[]; origin: string | null; rule: string;
};
export type Matter = { letter: string; summary: string; claims: string[]; answers: string[] };
export type Indicator = { type: string; value: string; text: string; span: Span; defanged: boolean };
export type Reading = {
  document: {
    id: string; sha256: string; source: string | null; title: string | null; published: string | null; url: string | null;
    language: string | null; bytes: number; sentences: number; sentence_spans: Span[]; text: string;
  };
  claims: Claim[]; matters: Matter[]; not_in_text: { what: string; why: string }[];
  actors: { text: string; span: Span; id: string | null; name: string | null }[];
  software: { text: string; span: Span; id: string | null; name: string | null }[];
  techniques: { id: string; span: Span | null; how: string; confidence: number }[];
  against_ledger: { matter: string; kind: string; here: string; there: string; field: string }[];
  indicators: Indicator[]; oddities: { where: string; what: string }[]; exercise: boolean; data: string;
};

export type LedgerAnswer = { by: string; text: string; date: string | null; where: string; verified: boolean };
export type LedgerLine = {
  id: string; kind: string; date: string | null; accuser_states: string[]; accused_states: string[];
  victim_states: string[]; accusers: string | null; accused: string | null; groups: string | null;
  organisations: string | null; victims: string | null; sectors: string | null; act: string; rung: number | null;
  hedge: string | null; outcome: string | null; status: string | null; text: string; quote: string | null;
  answers: LedgerAnswer[]; answers_unverified: number; contested: boolean; origin: string | null; tellings: number;
  incident: string | null; public_record: string[]; verdict: string | null; tags: string[]; tlp: string | null;
  document: string | null; name: string | null; sentence: number | null; outlet: string | null; url: string | null;
  exercise: boolean;
};
export type Ledger = {
  counts_are: string; claims: number; claims_more: boolean; claims_listed: number; documents: number;
  independent_origins: number; public_record: number; public_record_size: number; public_record_unverified: number;
  not_read: { language: string | null; in_part: boolean; documents: number }[]; lines: LedgerLine[];
  incidents: { id: string; members: string[]; reasons: string[] }[]; exercise: boolean; data: string;
};

export type Change = {
  bayes_factor: number; month: string; per_year_before: number; per_year_after: number;
  accusations_before: number; accusations_after: number;
};
export type Statement = {
  id: string; kind: string; date: string; origin: string; speaker: string; victims: string | null; groups: string | null;
  form: string | null; rung: number | null; with_others: boolean; answers: (LedgerAnswer & { kind: string })[];
};
export type First = {
  act: string; without_bound: boolean; limited_by: string[]; widest_that_hold: string[][]; narrowest: string[];
  narrowest_holds: boolean; narrowest_limited_by: string[];
};
export type Dyad = {
  accuser: string; accused: string; accusations: number; acts: number; per_year: number; change: Change | null;
  changes: Change[]; tension: { total: number; accusations: number; answers: number };
  last_twelve_months: { accusations: number; expected: number; chance: number; surprise_bits: number };
  answers_unverified: number; by_year: number[]; statements?: Statement[]; firsts?: First[];
};
export type Relations = {
  counts: string; a: string | null; b: string | null; names: Record<string, string>; from: string; to: string;
  record_acts: number; record_size: number; claims: number; exercise: boolean; dyads: Dyad[]; data: string;
};

export type Reason = { evidence: string; family: string; llr: number; before: number; dependence: number; cap: boolean };
export type Share = {
  id: string | null; name: string; p: number; low: number; high: number; words: string; skill_measured: boolean;
  capped: boolean; reasons: Reason[];
};
export type Range = { p: number; low: number; high: number };
export type Evidence = {
  id: string; type: string; value: string; origin: string | null; grade: string | null; role: string; via: string | null;
  from: { document: string | null; span: Span | null } | null;
};
export type Answer = {
  headline: {
    established: boolean; id: string | null; name: string | null; why_not: string[]; confidence: string; exercise: boolean;
    draft: boolean; share: Range | null; not_in_catalogue: Range | null; data: string;
  };
  case: string; evidence: Evidence[];
  levels: { cluster: Share[]; operator: Share[]; organisation: Share[]; sponsor: Share[] };
  columns: { name: string; cluster: Share[]; sponsor: Share[]; basis: string | null }[];
  confidence: { word: string; reasons: string[] };
  priors: { catalogue: Share[]; uniform: Share[]; visibility: { omega: number; cluster: Share[] }[]; spread: number };
  flip: { size: number; cost: number; sets: string[][] };
  deception: { phi: number; p: number; framed: Share[] };
  next: { collect: string; bits: number; level: string }[];
  skill: { protocol: string; n: number; top1: number; top10: number; log_loss: number; ece: number } | null;
  model: string; data: string; parameters: string;
};

export type Ref = { id: string; name: string; catalogue: string };
export type ActorEntry = {
  actor: Ref; borne_as: string;
  names: { name: string; vendors: { vendor: string; how: string }[]; rivals: Ref[] }[];
  ties: { other: Ref; relation: string; source: string; basis: string[]; names: string[]; likelihood: string | null }[];
  labels: { state: string; kind: string; according_to: Ref }[];
  reports: number; latest: { name: string; url: string | null; date: string | null } | null;
  software: { id: string; name: string; reports: number; latest: string | null }[];
  techniques: { id: string; name: string; reports: number; latest: string | null }[];
};
export type ActorAct = {
  id: string; date: string; name: string; named_groups: string;
  accusation: { speaker: string; states: string[]; accused: string[]; form: string; rung: number; status: string };
  reply: { speaker: string | null; date: string | null; form: string | null; status: string };
  source: { publisher: string | null; url: string | null };
};
export type Actor = {
  asked: string;
  meaning: {
    vendor: string | null; date: string | null;
    catalogues: { catalogue: string; shares: { cluster: Ref; share: number; why: string }[]; rest: number }[];
  };
  entries: ActorEntry[]; ledger: ActorAct[]; ledger_size: number; knowledge: string; data: string;
};

export type Mark = { verdict?: 'accept' | 'reject' | 'withdraw'; by: string; note?: string; amend?: { field: string; value: string }[] };
export type Verdicts = {
  claims: { id: string; accepted: boolean; rejected: boolean; amended: boolean; verdicts: { verdict: string; coder: string; field: string | null; value: string | null }[] }[];
};
export type Kept = { document: string; name: string; title: string | null; claims: number; exercise: boolean; excerpt?: string | null };

export type CaseRow = { case: string; sha256: string; changed: string };
export type CaseItem = {
  id: string; kind: string; value: string; checked: boolean; origin: string | null; not_used: string | null; document: string | null;
  note: string | null; quote: string | null;
};
export type KeptCase = {
  case: string | null; exercise: boolean; draft: boolean; prepared_by: string | null; signed_by: string | null; items: CaseItem[];
  log: { at: string; by: string; did: string; item: string | null; why?: string | null }[]; yaml: string; sha256: string;
};
export type CaseVerdicts = { by: string; why?: string; accept?: string[]; reject?: string[]; background?: string[]; incident?: string[] };
