/** The key that checkpoints are signed with. It lies in the data folder, not in the database: who has a copy of that can't sign. */
import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { moveInto } from '../../../db/backup/file.ts';
import { makeFolder } from '../../../db/files.ts';

const NAME = 'checkpoint-key.pem';

/**
 * Returns the Ed25519 key in a folder, made at first need for the owner's eyes alone.
 * Throws an Error with a sentence for the operator when the file holds something else.
 */
export function signingKey(folder: string): KeyObject {
  const file = join(folder, NAME);
  const key = readKey(file) ?? makeKey(file);
  if (key.asymmetricKeyType !== 'ed25519') throw new Error(`${file} holds no Ed25519 key.`);
  return key;
}

function readKey(file: string): KeyObject | undefined {
  let pem: string;
  try {
    pem = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return createPrivateKey(pem);
  } catch {
    throw new Error(`${file} holds no Ed25519 key.`);
  }
}

/** Makes the key, unless another process was first. It gets its name once it's whole: a full disk leaves no half of one. */
function makeKey(file: string): KeyObject {
  const { privateKey } = generateKeyPairSync('ed25519');
  makeFolder(dirname(file));
  const beside = `${file}.${process.pid}.tmp`;
  try {
    const options = { mode: 0o600, flag: 'w' } as const;
    writeFileSync(beside, privateKey.export({ type: 'pkcs8', format: 'pem' }), options);
    moveInto(beside, file, false);
    return privateKey;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return readKey(file)!;
  } finally {
    rmSync(beside, { force: true });
  }
}
