import { type Bucket, bucketCount, bucketMs } from "../store.ts";
import { count } from "./format.ts";

const classes = ["2xx", "3xx", "4xx", "5xx"];
const width = 600;
const height = 120;

const total = ({ counts }: Bucket): number => Object.values(counts).reduce<number>((sum, each) => sum + (each ?? 0), 0);

/** Requests of the last five minutes, in bars of five seconds by class of status. */
export function StatusPlot({ buckets, now }: { buckets: readonly Bucket[]; now: number }) {
  const last = Math.floor(now / bucketMs) * bucketMs;
  const shown = buckets.filter(({ from }) => from > last - bucketCount * bucketMs);
  const most = Math.max(1, ...shown.map(total));
  const step = width / bucketCount;
  const sums = classes.map((name) => shown.reduce((sum, { counts }) => sum + (counts[name] ?? 0), 0));
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
        {shown.map(({ from, counts }) => {
          let y = height;
          return classes.map((name) => {
            const size = ((counts[name] ?? 0) / most) * height;
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
        <span class="scale">last 5 min{shown.length > 0 && ` · at most ${count(most, "request")} in 5 s`}</span>
      </figcaption>
    </figure>
  );
}
