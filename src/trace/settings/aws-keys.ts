/** The access keys of AWS, or of a store that speaks like S3, among a container's variables: under the names that the libraries read, or under others. */
import type { Setting } from './settings.ts';

/** What all of AWS's libraries read (docs.aws.amazon.com/sdkref, Environment variables). */
export const AWS_KEYS = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'] as const;

const OTHERS: readonly RegExp[] = [
  /^(?:AWS|S3|MINIO|STORAGE)_?(?:ACCESS_?KEY(?:_?ID)?|KEY_?ID|ROOT_USER)$/i,
  /^(?:AWS|S3|MINIO|STORAGE)_?(?:SECRET(?:_?ACCESS)?(?:_?KEY)?|ROOT_PASSWORD)$/i,
];

export interface AwsKeys {
  /** Those that are read, where both are given. */
  read: readonly [Setting, Setting] | undefined;
  /** Both under other names, in that order. */
  other: readonly [Setting, Setting] | undefined;
}

export function awsKeys(variables: readonly Setting[]): AwsKeys {
  const pair = (isIt: (name: string, at: number) => boolean) => {
    const [id, secret] = [0, 1].map((at) => variables.find(({ name }) => name !== undefined && isIt(name, at)));
    return id && secret ? ([id, secret] as const) : undefined;
  };
  const read = pair((name, at) => name === AWS_KEYS[at]);
  return { read, other: read ? undefined : pair((name, at) => OTHERS[at]?.test(name) ?? false) };
}
