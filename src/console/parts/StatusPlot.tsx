import { type Bucket, bucketCount, bucketMs } from "../store.ts";
import { count } from "./format.ts";

const classes = ["2xx", "3xx", "4xx", "5xx"];
const width = 600;
const height = 120;

const total = ({ counts }: Bucket): number => Object.values(counts).reduce<number>((sum, each) => sum + (each ?? 0), 0);

/** The requests of the last five minutes by status class, one bar per five seconds. */
export function StatusPlot({ buckets, now }: { buckets: readonly Bucket[]; now: number }) {
  const last = Math.floor(now / bucketMs) * bucketMs;
  const visible = buckets.filter(({ from }) => from > last - bucketCount * bucketMs);
  const max = Math.max(1, ...visible.map(total));
  const step = width / bucketCount;
  const sums = classes.map((name) => visible.reduce((sum, { counts }) => sum + (counts[name] ?? 0), 0));
  const summary = classes.map((name, index) => `${sums[index]} × ${name}`).join(", ");
  return (
    <figure class="plot">
      <svg
        viewBox={`0 0 ${width} ${height + 2}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Requests of the last five minutes: ${summary}`}
      >
        <line class="axis" x1="0" x2={width} y1={height + 1} y2={height + 1} />
        {visible.map(({ from, counts }) => {
          let y = height;
          return classes.map((name) => {
            const size = ((counts[name] ?? 0) / max) * height;
            y -= size;
            const x = width - ((last - from) / bucketMs + 1) * step;
            return size > 0 && <rect class={`c${name}`} x={x + 1} y={y} width={step - 2} height={size} />;
          });
        })}
      </svg>
      <figcaption>
        {classes.map((name, index) => (
          <span key={name} class={`key c${name}`}>
            {name} <b>{sums[index]?.toLocaleString("en")}</b>
          </span>
        ))}
        <span class="scale">last 5 min{visible.length > 0 && ` · at most ${count(max, "request")} in 5 s`}</span>
      </figcaption>
    </figure>
  );
}
