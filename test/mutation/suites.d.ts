export const suites: Record<
  "service" | "control" | "blobStorage" | "http" | "client",
  { mutate: string[]; include: string[] }
>;
