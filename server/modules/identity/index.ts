import type { Parts } from "#platform/parts";

export const parts: Parts = { name: "identity" };
import type { FastifyRequest } from "fastify";
import type { Permission } from "#contract/permissions";
import type { Db } from "#platform/db";
import type { Caller, House } from "#platform/parts";

export declare function authenticate(house: House, request: FastifyRequest): Promise<Caller | undefined>;
export declare function allows(db: Db, personId: bigint, permission: Permission, shopId: bigint | undefined): Promise<boolean>;
