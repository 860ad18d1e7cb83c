/** The wiki's roles, what it says of people, and institutions, in other languages and alphabets than Danish and English. */
import { list } from './words.ts';

/** Who keeps a wiki in order, whatever else stands in the word. */
export const KEEPERS_ABROAD = list(`
  moderador moderateur modérateur moderatris ylläpit stjórnand umsjónarm beheerder
  администратор адміністратор модератор διαχειριστ συντονιστ مشرف 管理员 管理員 版主 站长 站長 관리자 운영자 ผู้ดูแล
`);
/** The same, where other words are as long: as a whole word. */
export const ADMINISTRATORS_ABROAD = list(
  `administrateur administratrice administrador administradora amministratore админ`,
);
/** In a name, since as titles they are no role of a wiki's. */
export const NOT_IN_NAMES = list(`
  ministrat ministrad redakt redacteur rédacteur systemverwalt systemansvar kerfisstj webmestre redattor редактор
  συντακτ valvoja yönetici प्रशासक مدير المسؤول 管理者 מנהל quảntrịviên
`);
/** Musharraf is a name. */
export const IN_NAMES = new Set(list('مشرف'));

/** That somebody is known to be who they say, wherever it's said. */
export const VERIFIED_ABROAD = list(`
  bekreftet bekräftad bekräftade verifierad verifisert verifiziert verifizierte bestätigt bestätigte vahvistettu staðfest vérifié
  verificado verificada verificato zweryfikowan проверен подтвержд підтвердж επαληθευμ επιβεβαιωμ مؤكد موثق 已认证 已認證 已验证 已驗證 認証済 인증됨 מאומת
`);
/** When it's said of nothing, or of an account. */
export const APPROVED_ABROAD = list(`
  godkänd godkänt godkjent hyväksytty samþykkt approuvé genehmigt geprüft confirmé confirmado confermato offiziell offizielle
  offizieller officiell officiellt offisiell offisielt virallinen oficial ufficiale oficjaln официальный
`);
/** That a name is missing. */
export const NAMELESS_ABROAD = list(`
  ukjent okänd okänt okända unbekannt unbekannter unbekannte tuntematon óþekktur inconnu inconnue desconocido sconosciuto anonymisé
  anonymer anonymus anonyymi anonimo anónimo supprimé gelöscht gelöschter borttagen borttaget poistettu eliminado usunięty удалено
  удалён неизвестный анонимный анонимно άγνωστος مجهول محذوف 未知 匿名 已删除 已刪除 익명
`);

/** What institutions are called, as a word of a name. */
export const INSTITUTIONS_ABROAD = list(`
  regering regeringen regjering regjeringen regeringskansliet bundesregierung riksdagen rigsdagen bundestag eduskunta alþingi
  parliament government ministry municipality commission ministère ministerio ministero skatteverket skatteetaten polisen polizei
  police poliisi mairie préfecture kommunen rådhuset stadsrådet nations министерство правительство 政府 警察
`);
