/** After the tests of the project "postgres": the server is stopped. */
export default async function teardown(): Promise<void> {
  await globalThis.postgres?.stop();
}
