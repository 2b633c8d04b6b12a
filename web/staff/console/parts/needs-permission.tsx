import type { ReactNode } from "react";
import { type Permission, rolesWith } from "#contract/permissions";
import { NoPermission } from "../../parts/no-permission.tsx";
import { useMe } from "../../parts/use-me.ts";

/** Whether the operator's roles carry a permission. */
export function useMay(): (permission: Permission) => boolean {
  const { me } = useMe();
  return (permission) => me?.platformRoles.some((role) => rolesWith(permission).includes(role)) ?? false;
}

export function NeedsPermission({ may: wanted, children }: { may: Permission; children: ReactNode }) {
  const may = useMay();
  return may(wanted) ? children : <NoPermission />;
}
