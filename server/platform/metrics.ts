import prom from "prom-client";

prom.collectDefaultMetrics({ prefix: "jishi_" });

export const gauge = (name: string, help: string, labelNames: string[] = []): prom.Gauge =>
  new prom.Gauge({ name, help, labelNames });
export const counter = (name: string, help: string, labelNames: string[] = []): prom.Counter =>
  new prom.Counter({ name, help, labelNames });
export const histogram = (name: string, help: string, labelNames: string[], buckets: number[]): prom.Histogram =>
  new prom.Histogram({ name, help, labelNames, buckets });

/** What `/metrics` answers. */
export const metricsText = (): Promise<string> => prom.register.metrics();
export const metricsType = prom.register.contentType;
