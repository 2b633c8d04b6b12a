import assert from "node:assert/strict";
import { test } from "node:test";
import { callbackUrlOf, readConfig } from "./config.ts";

const refusal = (env: Record<string, string>): string => {
  try {
    readConfig(env);
  } catch (fault) {
    return (fault as Error).message;
  }
  return "accepted";
};

test("the other ports and addresses follow from the one port", () => {
  const config = readConfig({ JISHI_PORT: "4100" });
  assert.deepEqual(
    [config.mediaPort, config.sandboxPort, config.rtmpPort, config.publicUrl, config.mediaUrl, config.sandboxUrl],
    [4101, 4102, 4104, "http://localhost:4100", "http://localhost:4101", "http://127.0.0.1:4102"],
  );
});

test("what is set by name wins over what follows", () => {
  const config = readConfig({
    JISHI_RTMP_PORT: "1935",
    JISHI_PUBLIC_URL: "https://shop.example/",
    JISHI_ROLES: "web, live",
  });
  assert.equal(config.rtmpPort, 1935);
  assert.equal(config.publicUrl, "https://shop.example");
  assert.deepEqual(config.roles, ["web", "live"]);
});

test("outside services reach a lone server beside them, and servers that share a shop under one address", () => {
  assert.equal(callbackUrlOf(readConfig({ JISHI_PORT: "4100" })), "http://127.0.0.1:4100");
  assert.equal(callbackUrlOf(readConfig({ JISHI_CALLBACK_URL: "http://front:80/" })), "http://front:80");
});

test("a wrong value is refused by the variable's name and what it wants", () => {
  assert.equal(refusal({ JISHI_PORT: "http" }), 'JISHI_PORT must be a port number, but is "http".');
  assert.equal(refusal({ JISHI_PORT: "70000" }), 'JISHI_PORT must be a port up to 65535, but is "70000".');
  assert.equal(refusal({ JISHI_DEMO: "maybe" }), 'JISHI_DEMO must be true or false, but is "maybe".');
  assert.equal(
    refusal({ DATABASE_URL: "localhost" }),
    'DATABASE_URL must be an address like postgres://user:password@host/database, but is "localhost".',
  );
  assert.equal(
    refusal({ JISHI_ROLES: "web,cook" }),
    'JISHI_ROLES must be a list of web, live, worker, media, but is "web,cook".',
  );
  assert.match(refusal({ JISHI_LOG_LEVEL: "loud" }), /^JISHI_LOG_LEVEL must be one of .*, but is "loud"\.$/);
});

test("a misspelt variable is refused", () => {
  assert.match(refusal({ JISHI_PROT: "3000" }), /^JISHI_PROT is not a variable of Jishi/);
});

test("an empty variable counts as not set", () => {
  assert.equal(readConfig({ JISHI_PORT: "", DATABASE_URL: "" }).databaseUrl, undefined);
});
