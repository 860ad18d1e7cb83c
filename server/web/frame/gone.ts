/** The pages, 410, of what is taken from view: who took it, when and why. */
import type { WikiError } from '../../errors.ts';
import { whoDeleted } from '../../wiki/moderation/deletion.ts';
import { whoHid } from '../../wiki/moderation/hiding.ts';
import { can } from '../../wiki/policy.ts';
import type { Page } from './answer.ts';
import type { Visit } from './visit.ts';
import { page } from './views.ts';

/** Returns the page of an article that is deleted, or of a text that is hidden; undefined of any other error. */
export async function gonePage(visit: Visit, { code, params }: WikiError): Promise<Page | undefined> {
  if (code === 'deleted' && params['slug'] !== undefined) return deletedPage(visit, String(params['slug']));
  return code === 'hidden' ? hiddenPage(visit, Number(params['sequence'])) : undefined;
}

async function deletedPage({ t, context: { db }, author }: Visit, slug: string): Promise<Page | undefined> {
  const who = await whoDeleted(db, slug);
  return (
    who &&
    page('moderation/deleted', {
      ...headOf(t('errors.deleted.heading')),
      ...{ who, slug, mayUndelete: author !== undefined && can(author, 'undelete') },
    })
  );
}

async function hiddenPage({ t, context: { db } }: Visit, sequence: number): Promise<Page | undefined> {
  const found = await whoHid(db, sequence);
  if (!found) return undefined;
  const { slug, number, ...who } = found;
  return page('moderation/hidden', { ...headOf(t('errors.hidden.heading')), who, slug, number });
}

function headOf(title: string) {
  return { title, status: 410, robots: 'noindex' } as const;
}
