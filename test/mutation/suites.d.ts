export const suites: Record<string, { mutate: string[]; include: string[] }>;
