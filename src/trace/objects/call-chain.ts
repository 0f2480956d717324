/** Long messages of the node: chains of what was tried, whose end tells. */

/** Without the codes of the calls on the way (gRPC: "rpc error: code = Unknown desc = "). */
export const withoutCodes = (text: string): string => text.replace(/rpc error: code = \w+ desc = /g, '');

/** As much of both ends as fits, `share` of it of the beginning. */
export const bothEnds = (text: string, most: number, share: number): string =>
  text.length <= most ? text : `${text.slice(0, most * share)} … ${text.slice(-most * (1 - share))}`;
