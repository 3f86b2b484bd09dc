// Generated from the contract by src/pipeline/emptySuccess.ts; do not edit.

/** Matches `POST <URL>` of the operations whose success has no body. */
export const emptySuccess = /^(DELETE .*\/education\/synchronizationProfiles\/[^/?]+|POST .*\/education\/synchronizationProfiles\/[^/?]+\/pause|POST .*\/education\/synchronizationProfiles\/[^/?]+\/resume|POST .*\/education\/synchronizationProfiles\/[^/?]+\/reset)(\?|$)/;
