/** Loaded into a server that is measured: it answers what it has taken so far, and ends with who started it. */
const figures = { cpu: () => process.cpuUsage(), memory: () => process.memoryUsage().rss };

process.on('message', (message) => {
  // The bare server is told its page as well.
  if (Object.hasOwn(figures, message)) process.send(figures[message]());
});
process.on('disconnect', () => process.exit());
