/** Which of the scheduler's sentences are about the claims of the pod, so that the claims tell why (kubernetes pkg/scheduler/framework/plugins). */

/** volumerestrictions: a claim that is bound, and used by another pod; what is wrong with a claim itself is another matter. */
export const isHeldClaim = (message: string): boolean => /ReadWriteOncePod access mode already in-use/.test(message);

/** volumebinding; where a node lacks something else, too, that is told first. */
export const isOfClaims = (message: string): boolean =>
  (/persistentvolumeclaim/i.test(message) && !isHeldClaim(message)) ||
  /bound to non-existent pv/.test(message) ||
  (/didn't find available persistent volumes to bind/.test(message) && !/Insufficient /.test(message));
