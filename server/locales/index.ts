/** Every word that a person reads, in Danish and in English, by subject; what views look up are the keys of all of them together. */
import articlesDa from './articles/da.json' with { type: 'json' };
import articlesEn from './articles/en.json' with { type: 'json' };
import creditDa from './credit/da.json' with { type: 'json' };
import creditEn from './credit/en.json' with { type: 'json' };
import figuresDa from './figures/da.json' with { type: 'json' };
import figuresEn from './figures/en.json' with { type: 'json' };
import findingDa from './finding/da.json' with { type: 'json' };
import findingEn from './finding/en.json' with { type: 'json' };
import followingDa from './following/da.json' with { type: 'json' };
import followingEn from './following/en.json' with { type: 'json' };
import frameDa from './frame/da.json' with { type: 'json' };
import frameEn from './frame/en.json' with { type: 'json' };
import historyDa from './history/da.json' with { type: 'json' };
import historyEn from './history/en.json' with { type: 'json' };
import lawDa from './law/da.json' with { type: 'json' };
import lawEn from './law/en.json' with { type: 'json' };
import linksDa from './links/da.json' with { type: 'json' };
import linksEn from './links/en.json' with { type: 'json' };
import mailDa from './mail/da.json' with { type: 'json' };
import mailEn from './mail/en.json' with { type: 'json' };
import moderationDa from './moderation/da.json' with { type: 'json' };
import moderationEn from './moderation/en.json' with { type: 'json' };
import peopleDa from './people/da.json' with { type: 'json' };
import peopleEn from './people/en.json' with { type: 'json' };
import proofDa from './proof/da.json' with { type: 'json' };
import proofEn from './proof/en.json' with { type: 'json' };
import reportsDa from './reports/da.json' with { type: 'json' };
import reportsEn from './reports/en.json' with { type: 'json' };
import talkDa from './talk/da.json' with { type: 'json' };
import talkEn from './talk/en.json' with { type: 'json' };
import topicsDa from './topics/da.json' with { type: 'json' };
import topicsEn from './topics/en.json' with { type: 'json' };

export const da = {
  ...articlesDa,
  ...creditDa,
  ...figuresDa,
  ...findingDa,
  ...followingDa,
  ...frameDa,
  ...historyDa,
  ...lawDa,
  ...linksDa,
  ...mailDa,
  ...moderationDa,
  ...peopleDa,
  ...proofDa,
  ...reportsDa,
  ...talkDa,
  ...topicsDa,
};

export const en = {
  ...articlesEn,
  ...creditEn,
  ...figuresEn,
  ...findingEn,
  ...followingEn,
  ...frameEn,
  ...historyEn,
  ...lawEn,
  ...linksEn,
  ...mailEn,
  ...moderationEn,
  ...peopleEn,
  ...proofEn,
  ...reportsEn,
  ...talkEn,
  ...topicsEn,
};
