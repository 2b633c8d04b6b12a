import type { FastifyInstance } from "fastify";
import { readOverview as readOverviewRoute } from "#contract/api/growth";
import { serve } from "#platform/http";
import type { House } from "#platform/parts";
import { readOverview } from "./read-overview.ts";

export function growthRoutes(app: FastifyInstance, house: House): void {
  serve(app, house, readOverviewRoute, ({ input: { days }, db }) => readOverview(db, days));
}
