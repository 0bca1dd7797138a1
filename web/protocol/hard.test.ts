import assert from "node:assert/strict";
import { test } from "node:test";
import type { Up } from "./messages.ts";
import { Kept, Server, ServerWire, STANDING, settled, tab, Time } from "./testing.ts";

const shown = (messages: readonly { text: string }[]) => messages.map((each) => each.text);

/** Locks as a browser has them: whoever comes second waits. */
function locks() {
  const last = new Map<string, Promise<void>>();
  return (name: string, work: () => Promise<void>): Promise<void> => {
    const done = (last.get(name) ?? Promise.resolve()).then(work);
    last.set(name, done);
    return done;
  };
}

/** Holds back the answers to one kind of request until they are let go. */
function held(wire: ServerWire, kind: Up["kind"]) {
  const say = wire.say.bind(wire);
  let go = () => {};
  const gate = new Promise<void>((open) => (go = open));
  wire.say = async (up) => {
    const answer = await say(up);
    if (up.kind === kind) await gate;
    return answer;
  };
  return () => go();
}

test("a line that overtakes the answer to hello is neither lost to a reset nor leaves a hole", async () => {
  const server = new Server();
  const { chat, wire } = tab(server);
  for (const text of ["一", "二", "三"]) server.line("bot", text);
  chat.start();
  await settled();
  wire().break();
  server.messages.length = 0;
  server.line("bot", "另一段");
  const go = held(wire(), "hello");
  wire().connect();
  await settled();
  server.push("新的");
  go();
  await settled();
  assert.deepEqual(shown(chat.state.messages), ["另一段", "新的"]);
});

test("a line that overtakes the answer to hello and a connection that breaks then leave no hole", async () => {
  const server = new Server();
  const { chat, wire } = tab(server);
  server.line("bot", "一");
  chat.start();
  await settled();
  wire().break();
  server.line("bot", "错过的");
  const go = held(wire(), "hello");
  wire().connect();
  await settled();
  server.push("后来的");
  wire().break();
  go();
  await settled();
  wire().connect();
  await settled();
  assert.deepEqual(shown(chat.state.messages), ["一", "错过的", "后来的"]);
});

test("two tabs that begin together begin one conversation", async () => {
  const [server, time, keep, alone] = [new Server(), new Time(), new Kept(), locks()];
  const [one, two] = [tab(server, time, keep, { alone }), tab(server, time, keep, { alone })];
  one.chat.start();
  two.chat.start();
  await time.pass(1_000);
  assert.deepEqual(server.sessions, [{}]);
  assert.deepEqual([one.chat.state.link, two.chat.state.link], ["online", "online"]);
});

test("two tabs that write at the same time send everything once, each in its order", async () => {
  const [server, time, keep, alone] = [new Server(), new Time(), new Kept(), locks()];
  const tabs = [tab(server, time, keep, { alone }), tab(server, time, keep, { alone })];
  for (const { chat } of tabs) chat.start();
  await settled();
  for (const number of [1, 2, 3]) for (const [name, { chat }] of tabs.entries()) chat.say(`${name}-${number}`);
  for (let turn = 0; turn < 10; turn++) await settled();
  for (const name of ["0", "1"]) {
    assert.deepEqual(server.texts().filter((each) => each.startsWith(name)), [1, 2, 3].map((number) => `${name}-${number}`));
  }
  assert.equal(server.texts().length, 6);
  for (const { chat } of tabs) assert.deepEqual([chat.state.messages.length, chat.state.pending], [6, []]);
  assert.equal(keep.get("huashu:qingmian:outbox"), null);
});

test("what a closed tab left behind is sent by the other", async () => {
  const [server, time, keep] = [new Server(), new Time(), new Kept()];
  const two = tab(server, time, keep);
  two.chat.start();
  await settled();
  const pending = { id: "left-behind-1", text: "留下的", at: STANDING.now, failed: false };
  keep.set("huashu:qingmian:outbox", JSON.stringify([pending]));
  two.chat.refresh();
  await settled();
  assert.deepEqual([server.texts(), two.chat.state.pending], [["留下的"], []]);
});

test("an answer that never came while the connection stood is asked for again", async () => {
  const server = new Server();
  const { chat, time, wire } = tab(server);
  chat.start();
  await settled();
  const say = wire().say.bind(wire());
  let lost = 1;
  wire().say = async (up) => (up.kind === "say" && lost-- > 0 ? null : say(up));
  chat.say("一");
  await time.pass(2_000);
  assert.deepEqual([server.texts(), chat.state.pending, chat.state.trouble], [["一"], [], ""]);
});

test("a hello that is not answered is said again on a new connection", async () => {
  const server = new Server();
  const { chat, time } = tab(server);
  const answer = ServerWire.prototype.say;
  let lost = 1;
  ServerWire.prototype.say = async function (up) {
    return up.kind === "hello" && lost-- > 0 ? null : answer.call(this, up);
  };
  try {
    chat.start();
    await time.pass(5_000);
  } finally {
    ServerWire.prototype.say = answer;
  }
  assert.equal(chat.state.link, "online");
});

test("a tab that the server closed does not come back at once, and the wait is cut short when it is looked at", async () => {
  const server = new Server();
  const { chat, time, wire } = tab(server);
  chat.start();
  await settled();
  wire().listener?.refused("ended");
  await time.pass(0.75 * 5_000 - 1);
  assert.equal(chat.state.link, "offline");
  await time.pass(0.25 * 5_000 + 1);
  assert.equal(chat.state.link, "online");
  wire().listener?.refused("ended");
  chat.wake();
  await settled();
  assert.equal(chat.state.link, "online");
});

test("a server that refuses every token is not asked without end", async () => {
  const server = new Server();
  server.valid = () => false;
  const { chat, time } = tab(server);
  chat.start();
  await time.pass(60_000);
  assert.ok(server.sessions.length < 30, `${server.sessions.length} sessions in a minute`);
  assert.equal(chat.state.link, "offline");
  server.valid = () => true;
  await time.pass(6_000);
  assert.equal(chat.state.link, "online");
});

test("what two shoppers of one browser wrote is kept apart", async () => {
  const [server, time, keep] = [new Server(), new Time(), new Kept()];
  const user = { id: "user-1", expires: 1, signature: "s" };
  const [one, two] = [tab(server, time, keep), tab(server, time, keep)];
  one.chat.start();
  await settled();
  server.conversation = "talk-2";
  await two.chat.identify(user);
  server.reachable = false;
  for (const each of [...server.wires]) each.break();
  two.chat.say("会员写的");
  one.chat.refresh();
  assert.deepEqual(one.chat.state.pending, []);
  await settled();
  two.chat.stop();
  const later = tab(server, time, keep);
  server.reachable = true;
  assert.deepEqual(later.chat.state.pending, []);
  await later.chat.identify(user);
  assert.deepEqual(shown(later.chat.state.pending), ["会员写的"]);
});

test("the last of two quick changes of shopper counts", async () => {
  const server = new Server();
  const { chat } = tab(server);
  chat.start();
  await settled();
  server.conversation = "talk-2";
  const changes = [chat.identify({ id: "user-1", expires: 1, signature: "s" }), chat.identify(null)];
  assert.deepEqual(await Promise.all(changes), [true, true]);
  await settled();
  assert.equal(await chat.token(), "token-1");
  assert.equal(chat.state.link, "online");
});

test("older lines come before the others, asked for once at a time", async () => {
  const server = new Server();
  const { chat, wire } = tab(server);
  server.line("bot", "一");
  const say = ServerWire.prototype.say;
  const older = [{ id: 0.5, author: "bot", text: "更早", at: STANDING.now }, null];
  ServerWire.prototype.say = async function (up) {
    const answer = await say.call(this, up);
    if (up.kind === "earlier") return { ok: true, messages: older, earlier: false };
    return up.kind === "hello" && up.after === 0 ? { ...answer, ok: true, earlier: true } : answer;
  };
  try {
    chat.start();
    await settled();
    await Promise.all([chat.earlier(), chat.earlier()]);
    assert.deepEqual([shown(chat.state.messages), chat.state.earlier], [["更早", "一"], false]);
    await chat.earlier();
    wire().break();
    wire().connect();
    await settled();
  } finally {
    ServerWire.prototype.say = say;
  }
  assert.deepEqual(server.ups.filter((up) => up.kind === "earlier"), [{ kind: "earlier", before: 1 }]);
  assert.equal(chat.state.earlier, false);
});

test("the sign of typing returns before each of several lines and is off behind the last", async () => {
  const server = new Server();
  const { chat, time } = tab(server, new Time(), new Kept(), { calm: () => false });
  chat.start();
  await settled();
  server.push("一", "二");
  server.tell({ kind: "typing", on: false, author: "bot" });
  assert.deepEqual([shown(chat.state.messages), chat.state.typing], [["一"], true]);
  await time.pass(368); // 350 + 18 x 1 character
  assert.deepEqual([shown(chat.state.messages), chat.state.typing], [["一", "二"], false]);
});

test("history and what was missed come at once", async () => {
  const server = new Server();
  const { chat, wire } = tab(server, new Time(), new Kept(), { calm: () => false });
  for (const text of ["一", "二"]) server.line("bot", text);
  chat.start();
  await settled();
  assert.equal(chat.state.messages.length, 2);
  wire().break();
  for (const text of ["三", "四"]) server.line("bot", text);
  wire().connect();
  await settled();
  assert.equal(chat.state.messages.length, 4);
});

test("what was read while offline is told on return", async () => {
  const server = new Server();
  const { chat, time, wire } = tab(server);
  server.line("bot", "一");
  chat.start();
  await settled();
  wire().break();
  chat.read(1);
  await time.pass(1_000);
  wire().connect();
  await time.pass(1_000);
  assert.deepEqual(server.ups.filter((up) => up.kind === "read"), [{ kind: "read", read: 1 }]);
  assert.equal(chat.state.unread, 0);
});

test("a line with odd parts is shown without them, and odd answers change nothing", async () => {
  const server = new Server();
  const { chat, time, wire } = tab(server);
  chat.start();
  await settled();
  const odd = { agent: 1, buttons: [{ title: "好" }, 1], picture: { url: 1 } };
  server.tell({ kind: "messages", messages: [server.line("bot", "你好", odd as never)] });
  assert.deepEqual(chat.state.messages, [{ id: 1, author: "bot", text: "你好", at: STANDING.now, buttons: [] }]);
  const say = wire().say.bind(wire());
  for (const answer of [1, "x", {}, { ok: "yes" }, { ok: false, code: "new" }, { ok: false, code: "too_fast", retry_seconds: "x" }]) {
    wire().say = async (up) => (up.kind === "say" ? (answer as never) : say(up));
    chat.say(`${typeof answer}`);
    await time.pass(3_000);
  }
  wire().say = say;
  await time.pass(6_000);
  assert.deepEqual([server.texts().length, chat.state.pending], [6, []]);
});

test("what is written as the connection comes back goes behind what was kept", async () => {
  const server = new Server();
  const { chat, time, wire } = tab(server);
  chat.start();
  await settled();
  wire().break();
  chat.say("一");
  chat.say("二");
  wire().connect();
  await Promise.resolve();
  chat.say("三");
  await time.pass(2_000);
  assert.deepEqual(server.texts(), ["一", "二", "三"]);
});

test("a line that was stored and not shown yet is not skipped", async () => {
  const server = new Server();
  const { chat, wire } = tab(server);
  chat.start();
  await settled();
  // The answer comes, the lines themselves have not come yet, and the connection breaks.
  const tell = server.tell.bind(server);
  server.tell = () => {};
  server.line("bot", "先到的");
  chat.say("一");
  await settled();
  server.tell = tell;
  wire().break();
  wire().connect();
  await settled();
  assert.deepEqual([shown(chat.state.messages), chat.state.pending], [["先到的", "一"], []]);
});

test("who leaves while a token is got is not connected again", async () => {
  const server = new Server();
  const { chat, time, wire } = tab(server);
  chat.start();
  await settled();
  wire().listener?.refused("token");
  chat.stop();
  await time.pass(60_000);
  assert.deepEqual([chat.state.link, server.wires.size], ["idle", 0]);
});

test("what was written is not lost with a token that the server refuses for good", async () => {
  const server = new Server();
  const { chat, time } = tab(server);
  chat.start();
  await settled();
  server.refuse = [{ ok: false, code: "token" }];
  server.sessionStatus = [403];
  server.conversation = "talk-2";
  chat.say("一");
  await time.pass(2_000);
  assert.deepEqual([server.texts(), chat.state.pending], [["一"], []]);
});

test("a shopper who signs in with the window open is greeted as himself", async () => {
  const server = new Server();
  const { chat } = tab(server);
  chat.open();
  await settled();
  server.conversation = "talk-2";
  await chat.identify({ id: "user-1", expires: 1, signature: "s" });
  await settled();
  assert.equal(server.ups.filter((up) => up.kind === "open").length, 2);
});

test("what a shopper heard before he left the page does not hold up leaving it", async () => {
  const server = new Server();
  const { chat, time } = tab(server, new Time(), new Kept(), { calm: () => false });
  chat.start();
  await settled();
  server.push("一", "二");
  chat.stop();
  assert.deepEqual([chat.state.link, chat.state.typing, shown(chat.state.messages)], ["idle", false, ["一", "二"]]);
  await time.pass(60_000);
  assert.equal(chat.state.link, "idle");
  assert.equal(server.wires.size, 0);
});
