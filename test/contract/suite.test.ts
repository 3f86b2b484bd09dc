// In one file, so that one worker compiles the schemas for all of them.
import "./sourceRequest.ts";
import "./responses.ts";
import "./invalidRequests.ts";
