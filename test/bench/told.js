/** Loaded into a server that is measured: it answers what processor time it has taken, and ends with who started it. */
process.on('message', (message) => {
  if (message === 'cpu') process.send(process.cpuUsage());
});
process.on('disconnect', () => process.exit());
