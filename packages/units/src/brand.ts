/** A nominal type: a `Base` that only the named constructor may produce. */
export type Brand<Base, Name extends string> = Base & { readonly __brand: Name };
