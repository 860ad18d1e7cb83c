/** The domains of workplaces' addresses: whoever has confirmed an address in one works there, as far as the wiki can know. */
import { domainToASCII } from 'node:url';
import type { Db, Tx } from '../../db/schema.ts';
import { invalid, notFound } from '../../errors.ts';
import { compareInDanish } from '../../text/danish-order.ts';
import { emailOf } from '../../text/emails.ts';
import { postProblem } from '../../text/names.ts';
import type { Author } from '../history/author.ts';
import { recordAct } from '../record.ts';

/** A domain, in the spelling of addresses, and whose it is. */
export interface WorkDomain {
  domain: string;
  workplace: string;
}

const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const DOMAIN = new RegExp(`^${LABEL}(?:\\.${LABEL})+$`);
const WORKPLACE_LIMIT = 120;
/** Where anyone may have an address, and so nobody's is from a workplace. */
const OPEN_TO_ALL = new Set(
  `gmail.com googlemail.com outlook.com outlook.dk hotmail.com hotmail.dk live.com live.dk msn.com yahoo.com yahoo.dk icloud.com me.com
   mac.com proton.me protonmail.com aol.com gmx.com gmx.net mail.com mail.dk jubii.dk ofir.dk sol.dk get2net.dk tdcadsl.dk
   stofanet.dk youmail.dk email.dk fastmail.com zoho.com yandex.com`.split(/\s+/),
);

/** Returns all domains, by workplace. */
export async function listDomains(db: Db): Promise<WorkDomain[]> {
  const rows = await db.selectFrom('work_domain').select(['domain', 'workplace']).execute();
  return rows.sort(
    (a, b) => compareInDanish(a.workplace, b.workplace) || compareInDanish(a.domain, b.domain),
  );
}

/** Returns the workplace that an address belongs to, if it's in a domain of one. */
export async function workplaceOf(db: Db, email: string): Promise<string | undefined> {
  const domain = spelled(email.slice(email.lastIndexOf('@') + 1));
  const row = await db
    .selectFrom('work_domain')
    .select('workplace')
    .where('domain', '=', domain)
    .executeTakeFirst();
  return row?.workplace;
}

/**
 * Ties a domain to a workplace from now on: whoever confirms an address in it. Throws 403 to all but administrators, 422 when
 * it won't do or is tied already.
 */
export async function addDomain(
  db: Db,
  author: Author,
  { domain: typed, workplace }: WorkDomain,
  site?: string,
): Promise<void> {
  const domain = spelled(typed);
  const problems = [...checkDomain(domain), ...checkWorkplace(workplace, site)];
  if (problems.length > 0) throw invalid(problems);
  await db.transaction().execute(async (tx) => {
    if (await isTied(tx, domain)) throw invalid([{ field: 'domain', code: 'domain-taken' }]);
    const actId = await recordAct(tx, author, 'add-domain', { words: { domain, workplace } });
    await tx.insertInto('work_domain').values({ domain, workplace, act_id: actId }).execute();
  });
}

/** Ties a domain to no workplace any more; who confirmed an address in it keeps what it said. Throws 403 and 404. */
export async function removeDomain(db: Db, author: Author, domain: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const tied = tx.deleteFrom('work_domain').where('domain', '=', domain).returning('workplace');
    const row = await tied.executeTakeFirst();
    if (!row) throw notFound();
    await recordAct(tx, author, 'remove-domain', { words: { domain, workplace: row.workplace } });
  });
}

/** As it stands in addresses, whatever it was copied with: `kø.dk` is written `xn--k-5ga.dk` there; empty when it's none. */
function spelled(domain: string): string {
  const email = emailOf(`a@${domain.slice(domain.lastIndexOf('@') + 1).trim()}`);
  return domainToASCII(email.slice(email.indexOf('@') + 1));
}

async function isTied(tx: Tx, domain: string): Promise<boolean> {
  const row = tx.selectFrom('work_domain').select('domain').where('domain', '=', domain);
  return (await row.executeTakeFirst()) !== undefined;
}

function checkDomain(domain: string) {
  if (!DOMAIN.test(domain)) return [{ field: 'domain', code: 'bad-domain' }];
  return OPEN_TO_ALL.has(domain) ? [{ field: 'domain', code: 'domain-open' }] : [];
}

function checkWorkplace(workplace: string, site = '') {
  const { length } = [...workplace];
  if (workplace === '') return [{ field: 'workplace', code: 'required' }];
  if (length > WORKPLACE_LIMIT)
    return [{ field: 'workplace', code: 'too-long', params: { max: WORKPLACE_LIMIT, length } }];
  const problem = postProblem(workplace, site);
  return problem ? [{ field: 'workplace', ...problem }] : [];
}
