/** The reference: a bare Express 5 route that sends the same bytes as the page it's measured against. */
import express from 'express';
import './told.js';

process.once('message', ({ body, contentType }) => {
  const app = express();
  app.use((_request, response) => {
    response.type(contentType).send(body);
  });
  const server = app.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`));
});
