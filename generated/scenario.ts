// Generated from openapi/control.yaml by src/pipeline/scenarioModule.ts; do not edit.
import type { Scenario } from "./controlTypes.ts";

export const noFaults: Scenario = {
  "latencyInMs": 0,
  "throttle": null,
  "failPercent": 0,
  "failOnce": false,
  "connectionResetPercent": 0,
  "grant": null,
  "provisioning": "success",
  "deletion": "success",
  "sync": "success"
};

/** The schema of each property of a scenario. */
export const scenarioProperties = {
  "latencyInMs": {
    "description": "Delay of each response in milliseconds, or the minimum and maximum delay.",
    "default": 0,
    "oneOf": [
      {
        "type": "number",
        "minimum": 0,
        "maximum": 60000,
        "description": "How long a response is delayed.",
        "example": 200
      },
      {
        "type": "array",
        "minItems": 2,
        "maxItems": 2,
        "prefixItems": [
          {
            "type": "number",
            "minimum": 0,
            "maximum": 60000,
            "description": "How long a response is delayed.",
            "example": 200
          },
          {
            "type": "number",
            "minimum": 0,
            "maximum": 60000,
            "description": "How long a response is delayed.",
            "example": 200
          }
        ]
      }
    ],
    "x-expected": "a number of milliseconds from {range}, or a range such as [50, 200]",
    "x-unit": "ms",
    "x-flag": {
      "name": "latency",
      "value": "ms",
      "help": "delay each API response by this many milliseconds, or a random number in a range such as 50-200"
    }
  },
  "throttle": {
    "description": "A rate above which a caller gets 429; null for no limit.",
    "default": null,
    "oneOf": [
      {
        "type": "object",
        "required": [
          "requests",
          "seconds"
        ],
        "description": "A rate above which a caller gets 429.",
        "properties": {
          "requests": {
            "type": "integer",
            "minimum": 1,
            "maximum": 1000000,
            "description": "Requests that one caller may send within the window.",
            "example": 10
          },
          "seconds": {
            "type": "number",
            "minimum": 1,
            "maximum": 3600,
            "description": "Length of the window, and the value of `Retry-After`.",
            "example": 60
          }
        }
      },
      {
        "type": "null"
      }
    ],
    "x-expected": "null, or {\"requests\": {requests}, \"seconds\": {seconds}}",
    "x-flag": {
      "name": "throttle",
      "value": "requests/seconds",
      "help": "return 429 above this rate; an early retry restarts the wait"
    }
  },
  "failPercent": {
    "type": "number",
    "minimum": 0,
    "maximum": 100,
    "default": 0,
    "description": "Percentage of API calls that get 500 or 503, at random.",
    "example": 5,
    "x-unit": "%",
    "x-flag": {
      "name": "fail",
      "value": "percent",
      "help": "return 500 or 503 for this percentage of calls"
    },
    "x-console": {
      "label": "Failing calls, in percent",
      "inForce": "{value} % of calls fail",
      "cause": "{value} % of the calls fail at random, including this one."
    }
  },
  "failOnce": {
    "type": "boolean",
    "default": false,
    "description": "Whether each API call, identified by caller, method and path, gets 503 the first time and succeeds when it is retried. Changing the scenario or a reset starts over.",
    "example": true,
    "x-flag": {
      "name": "failOnce",
      "help": "return 503 for each call the first time, so that only a retry succeeds"
    },
    "x-console": {
      "label": "Each call fails once",
      "inForce": "each call fails once",
      "cause": "Each call fails the first time, like this one. Send it again to succeed."
    }
  },
  "connectionResetPercent": {
    "type": "number",
    "minimum": 0,
    "maximum": 100,
    "default": 0,
    "description": "Percentage of API calls whose connection is reset, at random: the call is not executed, and gets no response.",
    "example": 5,
    "x-unit": "%",
    "x-flag": {
      "name": "connectionReset",
      "value": "percent",
      "help": "reset the connection of this percentage of calls instead of responding"
    },
    "x-console": {
      "label": "Reset connections, in percent",
      "inForce": "{value} % of connections are reset",
      "cause": "{value} % of the calls end with a reset connection at random, including this one: it was not executed, and its caller got no response."
    }
  },
  "grant": {
    "description": "Permissions in new tokens; null for all.",
    "default": null,
    "oneOf": [
      {
        "type": "array",
        "maxItems": 100,
        "items": {
          "type": "string",
          "maxLength": 100
        }
      },
      {
        "type": "null"
      }
    ],
    "x-expected": "null for all permissions, or an array of {permissions}",
    "x-flag": {
      "name": "grant",
      "value": "names",
      "help": "permissions in new tokens, such as EduAdministration.Read (default: all)"
    }
  },
  "provisioning": {
    "type": "string",
    "enum": [
      "success",
      "failure"
    ],
    "default": "success",
    "description": "How provisioning ends.",
    "example": "success",
    "x-flag": {
      "name": "provisioning",
      "value": "outcome",
      "help": "how provisioning ends"
    }
  },
  "deletion": {
    "type": "string",
    "enum": [
      "success",
      "failure"
    ],
    "default": "success",
    "description": "How a deletion ends.",
    "example": "success",
    "x-flag": {
      "name": "deletion",
      "value": "outcome",
      "help": "how a deletion ends"
    }
  },
  "sync": {
    "type": "string",
    "enum": [
      "success",
      "errors",
      "error",
      "validationError",
      "quarantined"
    ],
    "default": "success",
    "description": "How a sync ends.",
    "example": "success",
    "x-flag": {
      "name": "sync",
      "value": "outcome",
      "help": "how a sync ends"
    }
  }
} as const;
