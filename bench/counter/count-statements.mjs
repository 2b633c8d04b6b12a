// Loaded before the server in a short run of its own: how many statements it sends, told when it is stopped.
import pg from "pg";

const query = pg.Client.prototype.query;
let statements = 0;
let commits = 0;
pg.Client.prototype.query = function counted(config, ...rest) {
  statements += 1;
  if (config === "commit") commits += 1;
  return query.call(this, config, ...rest);
};
process.on("SIGUSR2", () => console.log(JSON.stringify({ statements, commits })));
