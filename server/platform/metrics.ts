import prom from "prom-client";

prom.collectDefaultMetrics({ prefix: "jishi_" });

export const gauge = (name: string, help: string, labelNames: string[] = []): prom.Gauge =>
  new prom.Gauge({ name, help, labelNames });

/** What `/metrics` answers. */
export const metricsText = (): Promise<string> => prom.register.metrics();
export const metricsType = prom.register.contentType;
