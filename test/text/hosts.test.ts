import { hostsIn } from '../../server/text/hosts.ts';

const hosts = (text: string) => [...hostsIn(text)];

test.each([
  ['Se https://Eksempel.dk/side?x=1 og http://eksempel.dk.', ['eksempel.dk', 'eksempel.dk.']],
  [
    '[her](https://a.example:8080/b), <//b.example>, "ftp://c.example#d"',
    ['a.example', 'b.example', 'c.example'],
  ],
  ['https://bruger:kode@d.example/ og https://blåbær.dk', ['d.example', 'blåbær.dk']],
  ['{"url":"https://e.example","body":"https://f.example\\nmere"}', ['e.example', 'f.example']],
  ['Ingen: https://, //lokal/sti, a // b, og/eller, eksempel.dk', []],
])('of %s the hosts are found, each once', (text, found) => {
  expect(hosts(text)).toEqual(found);
});
