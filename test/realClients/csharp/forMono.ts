const implicitUsings = ["System", "System.Net.Http", "System.Threading.Tasks"];

/** What Mono lacks: the part of System.Text.Json that the samples use, made of Newtonsoft.Json. */
const jsonNodes = `
namespace System.Text.Json.Nodes
{
    using Newtonsoft.Json.Linq;

    static class JsonNode
    {
        public static JToken Parse(string text) { return JToken.Parse(text); }
        public static JArray AsArray(this JToken token) { return (JArray)token; }
    }
}
`;

/**
 * A program of top-level statements as one for Mono's compiler, which knows C# 7: in a class, raw strings as verbatim ones,
 * without marks for `null`. Everything else stays as the reader has it.
 */
export function forMono(source: string): string {
  const usings = source.match(/^using .*;$/gm) ?? [];
  const statements = source
    .replace(/^using .*;\n/gm, "")
    .replace(/"""\n([\s\S]*?)\n"""/g, (_, text: string) => `@"${text.replaceAll('"', '""')}"`)
    .replace(/(?<=[)\]])!/g, "")
    .replaceAll("string?", "string")
    .replaceAll("HttpMethod.Patch", 'new HttpMethod("PATCH")');
  return `${implicitUsings.map((name) => `using ${name};`).join("\n")}
${usings.join("\n")}

static class Program
{
    static void Main() { Run().GetAwaiter().GetResult(); }

    static async Task Run()
    {
${statements}
    }
}
${source.includes("Json") ? jsonNodes : ""}`;
}
