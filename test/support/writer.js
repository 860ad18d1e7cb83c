/** Writes so many revisions to one article, in a process of its own: node writer.js <revisions> <e-mail> */
import { readSettings } from '../../dist/server/config.js';
import { makeContext } from '../../dist/server/context.js';
import { authorOf } from '../../dist/server/wiki/history/author.js';
import { editArticle } from '../../dist/server/wiki/articles/edits.js';
import { personByEmail } from '../../dist/server/wiki/people/accounts.js';

const [revisions, email] = process.argv.slice(2);
const { db, now } = makeContext(readSettings(process.env));
const author = await authorOf(db, await personByEmail(db, email), now());
const content = { kind: 'method', title: 'Kapløb', lead: 'x', topics: [], sources: [], facts: {}, body: '' };
for (let number = 1; number <= Number(revisions); number++) {
  const body = `${process.pid} skrev nummer ${number}.`;
  await editArticle(db, author, 'kapløb', { content: { ...content, body }, summary: '', minor: false });
}
await db.destroy();
