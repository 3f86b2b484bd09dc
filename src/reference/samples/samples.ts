import type { Contract, Operation } from "../contract.ts";
import { type Label, labels } from "./labels.ts";
import { curl } from "./languages/curl.ts";
import { cSharp } from "./languages/cSharp.ts";
import { powerShell } from "./languages/powerShell.ts";
import { python } from "./languages/python.ts";
import { typeScript } from "./languages/typeScript.ts";
import { sampleCall, type SampleCall } from "./sampleCall.ts";

/** A program that makes one call, or that reads all pages of a collection. */
export interface Sample {
  label: Label;
  /** The language's name in a Markdown code block. */
  language: string;
  source: string;
}

const languages: Record<Label, { language: string; write: (call: SampleCall) => string }> = {
  curl: { language: "sh", write: curl },
  Python: { language: "python", write: python },
  "C#": { language: "csharp", write: cSharp },
  TypeScript: { language: "ts", write: typeScript },
  PowerShell: { language: "powershell", write: powerShell },
};

/** The same call in each language. */
export function samplesOf(operation: Operation, contract: Contract): Sample[] {
  const call = sampleCall(operation, contract);
  return labels.map((label) => {
    const { language, write } = languages[label];
    return { label, language, source: write(call) };
  });
}
