import assert from "node:assert/strict";
import { test } from "node:test";
import { Kept, Server, settled, tab, Time } from "./testing.ts";

const USER = { id: "user-1", expires: 1, signature: "s" };
const shown = (lines: readonly { text: string }[]) => lines.map((each) => each.text);

test("what a signed user could not send waits for him, and is not sent in the name of whoever uses the browser next", async () => {
  const [server, time, keep] = [new Server(), new Time(), new Kept()];
  const before = tab(server, time, keep);
  before.chat.start();
  await settled();
  server.conversation = "talk-2";
  await before.chat.identify(USER);
  await settled();
  server.cut = "before";
  before.chat.say("我的手机号是……");
  await settled();
  before.chat.stop();
  server.cut = "none";
  server.conversation = "talk-1";
  const after = tab(server, time, keep);
  assert.deepEqual(after.chat.state.pending, []);
  after.chat.start();
  await settled();
  assert.deepEqual([after.chat.state.link, server.texts()], ["online", []]);
  server.conversation = "talk-2";
  await after.chat.identify(USER);
  await settled();
  assert.deepEqual(server.texts(), ["我的手机号是……"]);
});

test("a tab of somebody else leaves alone what this tab has not sent yet", async () => {
  const [server, time, keep] = [new Server(), new Time(), new Kept()];
  const [anonymous, signed] = [tab(server, time, keep), tab(server, time, keep)];
  for (const { chat } of [anonymous, signed]) chat.start();
  await settled();
  server.conversation = "talk-2";
  await signed.chat.identify(USER);
  await settled();
  server.reachable = false;
  anonymous.wire().break();
  anonymous.chat.say("在吗");
  signed.chat.say("我的订单呢");
  await settled();
  assert.deepEqual([signed.chat.state.pending, server.texts()], [[], ["我的订单呢"]]);
  await signed.chat.identify(null);
  server.reachable = true;
  anonymous.chat.wake();
  await settled();
  assert.deepEqual(server.texts(), ["我的订单呢", "在吗"]);
});

test("what was written before there was any session goes to the first one", async () => {
  const server = new Server();
  const { chat } = tab(server);
  chat.say("在吗");
  assert.deepEqual(shown(chat.state.pending), ["在吗"]);
  await settled();
  assert.deepEqual(server.texts(), ["在吗"]);
});

test("who logs in and out at once is nobody, and the browser keeps nobody's token", async () => {
  const [server, keep] = [new Server(), new Kept()];
  const { chat } = tab(server, new Time(), keep);
  chat.start();
  await settled();
  const anonymous = keep.get("huashu:qingmian:session");
  assert.deepEqual(await Promise.all([chat.identify(USER), chat.identify(null)]), [true, true]);
  await settled();
  assert.equal(keep.get("huashu:qingmian:session"), anonymous);
  assert.equal(await chat.token(), "token-1");
});

test("who logs out and in at once is the user", async () => {
  const server = new Server();
  const { chat } = tab(server);
  chat.start();
  await settled();
  await Promise.all([chat.identify(null), chat.identify(USER)]);
  assert.equal(await chat.token(), "token-2");
  assert.deepEqual(server.sessions.at(-1), { user: USER });
});

test("a page that says on every visit that nobody is logged in does not break the connection", async () => {
  const server = new Server();
  const { chat } = tab(server);
  chat.start();
  await settled();
  const links: string[] = [];
  chat.subscribe((state) => links.push(state.link));
  assert.equal(await chat.identify(null), true);
  assert.deepEqual([links.filter((each) => each !== "online"), server.ups.filter((up) => up.kind === "hello").length], [[], 1]);
});

test("a tab whose connection comes back as another conversation forgets the one before", async () => {
  const [server, time, keep] = [new Server(), new Time(), new Kept()];
  const { chat, wire } = tab(server, time, keep);
  server.line("bot", "欢迎");
  chat.start();
  await settled();
  wire().break();
  keep.set("huashu:qingmian:session", JSON.stringify({ token: "token-9", expires_at: "2026-11-23T18:00:00Z", conversation: "talk-9" }));
  wire().connect();
  await settled();
  assert.deepEqual(server.ups.at(-1), { kind: "hello", after: 0 });
});

test("who leaves the page while he is being identified stays away", async () => {
  const server = new Server();
  const { chat } = tab(server);
  chat.start();
  await settled();
  const identified = chat.identify(USER);
  chat.stop();
  await identified;
  await settled();
  assert.deepEqual([chat.state.link, server.wires.size], ["idle", 0]);
});
