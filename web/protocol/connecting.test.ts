import assert from "node:assert/strict";
import { test } from "node:test";
import { Kept, Server, settled, tab, Time } from "./testing.ts";

const hellos = (server: Server) => server.ups.filter((up) => up.kind === "hello").length;

test("who is woken connects at once, and the try that was planned does not break the new connection", async () => {
  const server = new Server();
  server.reachable = false;
  const { chat, time } = tab(server);
  chat.start();
  await time.pass(3_600);
  assert.equal(chat.state.link, "offline");
  server.reachable = true;
  chat.wake();
  await settled();
  assert.deepEqual([chat.state.link, hellos(server)], ["online", 1]);
  await time.pass(20_000);
  assert.equal(hellos(server), 1);
});

test("a connection that breaks before it has said hello is taken up once", async () => {
  const server = new Server();
  server.silent = "hello";
  const { chat, time, wire } = tab(server);
  chat.start();
  await settled();
  wire().break();
  await settled();
  assert.equal(chat.state.link, "offline");
  server.silent = "";
  wire().connect();
  await time.pass(20_000);
  assert.deepEqual([chat.state.link, hellos(server)], ["online", 2]);
});

test("a chat that was stopped while it waited for a token stays stopped", async () => {
  const server = new Server();
  server.valid = () => false;
  const { chat, time } = tab(server);
  chat.start();
  for (let turn = 0; turn < 12; turn++) await Promise.resolve();
  chat.stop();
  server.valid = () => true;
  await time.pass(60_000);
  assert.deepEqual([chat.state.link, server.wires.size], ["idle", 0]);
});

test("a chat that is stopped and started again is connected once", async () => {
  const server = new Server();
  const { chat, time } = tab(server);
  chat.start();
  chat.stop();
  chat.start();
  await time.pass(10_000);
  assert.deepEqual([chat.state.link, server.wires.size, hellos(server)], ["online", 1, 1]);
});

test("who writes too fast waits, also with the next line and over a broken connection", async () => {
  const server = new Server();
  const { chat, time, wire } = tab(server);
  chat.start();
  await settled();
  server.refuse = [{ ok: false, code: "too_fast", retry_seconds: 3 }];
  chat.say("一");
  await time.pass(1_000);
  chat.say("二");
  wire().break();
  wire().connect();
  await time.pass(1_900);
  assert.deepEqual(server.texts(), []);
  await time.pass(200);
  assert.deepEqual(server.texts(), ["一", "二"]);
});

for (const retry_seconds of ["soon", -1, Number.NaN, undefined]) {
  test(`a wait of ${retry_seconds} seconds is no reason to hurry`, async () => {
    const server = new Server();
    const { chat, time } = tab(server);
    chat.start();
    await settled();
    server.refuse = [{ ok: false, code: "too_fast", retry_seconds } as never];
    chat.say("一");
    await time.pass(900);
    assert.deepEqual(server.texts(), []);
    await time.pass(200);
    assert.deepEqual(server.texts(), ["一"]);
  });
}

test("a line that another tab's write has overwritten is sent all the same", async () => {
  const [server, time, keep] = [new Server(), new Time(), new Kept()];
  server.reachable = false;
  const { chat } = tab(server, time, keep);
  chat.say("一");
  keep.remove("huashu:qingmian:outbox");
  chat.say("二");
  server.reachable = true;
  await time.pass(10_000);
  assert.deepEqual([server.texts().sort(), chat.state.pending], [["一", "二"], []]);
});

test("a failed line that another tab dropped is gone here, too", async () => {
  const [server, time, keep] = [new Server(), new Time(), new Kept()];
  const [one, two] = [tab(server, time, keep), tab(server, time, keep)];
  one.chat.start();
  two.chat.start();
  await settled();
  server.refuse = [{ ok: false, code: "bad" }];
  one.chat.say("一");
  await settled();
  two.chat.refresh();
  two.chat.drop(two.chat.state.pending[0]!.id);
  one.chat.refresh();
  assert.deepEqual([one.chat.state.pending, two.chat.state.pending], [[], []]);
});

test("what was read while scrolling on and on is told twice a second", async () => {
  const server = new Server();
  const { chat, time } = tab(server);
  for (let number = 0; number < 40; number++) server.line("bot", "句");
  chat.start();
  await settled();
  for (let id = 1; id <= 40; id++) {
    chat.read(id);
    await time.pass(100);
  }
  await time.pass(500);
  const told = server.ups.flatMap((up) => (up.kind === "read" ? [up.read] : []));
  assert.deepEqual([told.length, told.at(-1)], [8, 40]);
});
