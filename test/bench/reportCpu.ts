// Loaded into each server, so that one that is not ours tells what it used, too, and ends with the bench.
process.on("message", () => {
  const { user, system } = process.cpuUsage();
  process.send?.(user + system);
});
process.on("disconnect", () => process.exit());
process.channel?.unref();
