/** What is kept for each of some objects, such as a database or a context, as long as the object itself. */

/** Returns what gives each object its value, which is made when it's first asked for. */
export function per<Owner extends object, Value extends object>(
  make: (owner: Owner) => Value,
): (owner: Owner) => Value {
  const values = new WeakMap<Owner, Value>();
  return (owner) => {
    const value = values.get(owner) ?? make(owner);
    values.set(owner, value);
    return value;
  };
}
