// Generated from the contract by src/pipeline/emptySuccess.ts; do not edit.

/** Matches `POST <URL>` for operations that have no body in their successful response. */
export const emptySuccess = /^(DELETE .*\/education\/synchronizationProfiles\/[^/?]+|POST .*\/education\/synchronizationProfiles\/[^/?]+\/pause|POST .*\/education\/synchronizationProfiles\/[^/?]+\/resume|POST .*\/education\/synchronizationProfiles\/[^/?]+\/reset)(\?|$)/;
