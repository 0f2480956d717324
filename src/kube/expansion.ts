/** $(NAME) in a command, an argument or a variable, which the kubelet replaces; $$ is a dollar (k8s.io/kubernetes third_party/forked/golang/expansion). */

/** One that is left is of a variable that there is not. */
export const UNEXPANDED = /\$\(([A-Za-z_][\w.-]{0,200})\)/;

const REFERENCE = new RegExp(`\\$\\$|${UNEXPANDED.source}`, 'g');

/** The names in it, in the order of the text. */
export const namesIn = (text: string): string[] => [...text.matchAll(REFERENCE)].flatMap(([, name]) => name ?? []);

/** With values in place of those that are known. */
export const expanded = (text: string, valueOf: (name: string) => string | undefined): string =>
  text.replace(REFERENCE, (whole, name: string | undefined) => (name === undefined ? '$' : (valueOf(name) ?? whole)));
