import { totalmem } from "node:os";

const MB = 1024 * 1024;

/** An eighth of the memory we may use, between 128 MB and 1 GB: the rest serves the server and the page cache. */
function sharedBuffersMb(): number {
  const allowed = Math.min(process.constrainedMemory() || Infinity, totalmem());
  return Math.floor(Math.min(Math.max(allowed / 8 / MB, 128), 1024));
}

/** How the bundled PostgreSQL runs. Given at each start, so that the code alone says it and no file disagrees. */
export function settings(sockets: string, durable: boolean): string[] {
  const set: Record<string, string> = {
    listen_addresses: "",
    unix_socket_directories: sockets,
    unix_socket_permissions: "0700",
    port: "5432",
    max_connections: durable ? "150" : "300",
    shared_buffers: `${sharedBuffersMb()}MB`,
    // A paid order must outlive a power cut.
    fsync: durable ? "on" : "off",
    synchronous_commit: durable ? "on" : "off",
    full_page_writes: durable ? "on" : "off",
    max_wal_size: "2GB",
    random_page_cost: "1.1",
    jit: "off",
    timezone: "UTC",
    log_timezone: "UTC",
    log_line_prefix: "%m [%p] %d ",
    log_min_messages: "warning",
  };
  return Object.entries(set).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}
