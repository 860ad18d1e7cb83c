/** After the tests on SQLite: the empty wiki goes. */
import { rmSync } from 'node:fs';

export default function teardown(): void {
  rmSync(process.env.TEST_SQLITE_EMPTY!, { recursive: true, force: true });
}
