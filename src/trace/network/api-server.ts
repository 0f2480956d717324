/** Whether an address that a program calls is the API server's, by what it asks there: who may not see the Service kubernetes sees this. */
import { escaped } from '../../escaped.ts';
import type { Connection } from './connection.ts';
import { isAddress } from './place.ts';

/** /api and /api/v1, /apis and /apis/GROUP/VERSION (kubernetes.io/docs/reference/using-api/api-concepts), asked by address, as client-go does. */
export const isApiServer = ({ host, fact }: Pick<Connection, 'host' | 'fact'>): boolean =>
  isAddress(host) &&
  new RegExp(`https://\\[?${escaped(host)}\\]?(?::\\d{1,5})?/(?:api(?:\\?|/v1[/?])|apis[/?]|version\\?|openapi/v[23])`).test(
    fact?.quote ?? '',
  );
