/** Variables that a piece of code reads. */

/** How programs read a variable: os.environ["X"], os.environ.get("X"), os.getenv("X"), process.env.X, ENV["X"], ENV.fetch("X"). */
const READ =
  /\b(?:(?:environ|ENV|process\.env)\[|environ\.get\(|getenv\(|ENV\.fetch\()["']([A-Za-z_]\w{0,100})["']|\bprocess\.env\.([A-Za-z_]\w{0,100})/g;

/** The variables that a piece of code reads, each once. */
export const readIn = (code: string): string[] => [...new Set([...code.matchAll(READ)].map(([, one, other]) => (one ?? other) as string))];

/** Python's two ways that give None where the variable is not set, with no other value beside it (docs.python.org/3/library/os.html#os.getenv). */
const OR_NOTHING = /\b(?:environ\.get|getenv)\(\s?["']([A-Za-z_]\w{0,100})["']\s?\)/g;

export const readOrNothing = (code: string): string[] => [...new Set([...code.matchAll(OR_NOTHING)].map((match) => match[1] as string))];
