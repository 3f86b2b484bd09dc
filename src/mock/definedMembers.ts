/** Some members of T; `undefined` is the same as omitted. */
export type Optional<T> = { [Name in keyof T]?: T[Name] | undefined };

export const definedMembers = <T extends object>(members: Optional<T>): Partial<T> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Partial<T>;
