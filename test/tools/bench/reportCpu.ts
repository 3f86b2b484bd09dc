// Loaded into each server, so that even one that is not ours reports its usage, and ends with the bench.
process.on("message", (asked) => {
  const { user, system } = process.cpuUsage();
  process.send?.(asked === "memory" ? process.memoryUsage.rss() : user + system);
});
process.on("disconnect", () => process.exit());
process.channel?.unref();
