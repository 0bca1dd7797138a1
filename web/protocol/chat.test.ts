import assert from "node:assert/strict";
import { test } from "node:test";
import { Kept, Server, STANDING, settled, tab, Time } from "./testing.ts";

const shown = (messages: readonly { text: string }[]) => messages.map((each) => each.text);

test("what is said is stored and leaves the outbox", async () => {
  const server = new Server();
  const { chat } = tab(server);
  chat.say("在吗");
  assert.deepEqual(shown(chat.state.pending), ["在吗"]);
  await settled();
  assert.equal(chat.state.link, "online");
  assert.deepEqual(server.texts(), ["在吗"]);
  assert.deepEqual([shown(chat.state.messages), chat.state.pending], [["在吗"], []]);
});

test("what is written offline is sent on return, once and in order, also from another page", async () => {
  const [server, time, keep] = [new Server(), new Time(), new Kept()];
  server.reachable = false;
  const first = tab(server, time, keep);
  for (const text of ["一", "二", "三"]) first.chat.say(text);
  await time.pass(60_000);
  assert.equal(first.chat.state.link, "offline");
  first.chat.stop();
  server.reachable = true;
  const second = tab(server, time, keep);
  assert.deepEqual(shown(second.chat.state.pending), ["一", "二", "三"]);
  second.chat.start();
  await time.pass(1_000);
  assert.deepEqual(server.texts(), ["一", "二", "三"]);
  assert.deepEqual(second.chat.state.pending, []);
});

for (const cut of ["before", "after"] as const) {
  test(`a connection that breaks ${cut} the server has stored a line stores it once`, async () => {
    const server = new Server();
    const { chat, wire } = tab(server);
    chat.start();
    await settled();
    server.cut = cut;
    chat.say("一");
    chat.say("二");
    await settled();
    assert.equal(chat.state.link, "offline");
    server.cut = "none";
    wire().connect();
    await settled();
    assert.deepEqual(server.texts(), ["一", "二"]);
    assert.deepEqual([shown(chat.state.messages), chat.state.pending], [["一", "二"], []]);
  });
}

test("a line written while the one before is sent goes behind it", async () => {
  const server = new Server();
  const { chat } = tab(server);
  chat.start();
  await settled();
  for (let number = 0; number < 20; number++) {
    chat.say(`第${number}句`);
    if (number % 3 === 0) await Promise.resolve();
  }
  await settled();
  await settled();
  assert.deepEqual(server.texts(), Array.from({ length: 20 }, (_, number) => `第${number}句`));
});

test("who writes too fast waits as long as the server says, and nothing is lost", async () => {
  const server = new Server();
  const { chat, time } = tab(server);
  chat.start();
  await settled();
  server.refuse = [{ ok: false, code: "too_fast", retry_seconds: 3 }];
  chat.say("一");
  await time.pass(2_900);
  assert.deepEqual([server.texts(), chat.state.trouble], [[], "too_fast"]);
  await time.pass(200);
  assert.deepEqual([server.texts(), chat.state.trouble], [["一"], ""]);
});

test("a server that is away is asked again and again, ever more slowly", async () => {
  const server = new Server();
  const { chat, time } = tab(server);
  chat.start();
  await settled();
  server.refuse = Array.from({ length: 4 }, () => ({ ok: false as const, code: "unavailable" as const }));
  chat.say("一");
  await time.pass(500 + 1_000 + 2_000 + 3_900);
  assert.deepEqual(server.texts(), []);
  await time.pass(200);
  assert.deepEqual(server.texts(), ["一"]);
});

test("what the server never takes is marked, does not hold up the next, and can be tried again or dropped", async () => {
  const server = new Server();
  const { chat } = tab(server);
  chat.start();
  await settled();
  server.refuse = [{ ok: false, code: "bad" }];
  chat.say("一");
  chat.say("二");
  await settled();
  assert.deepEqual(chat.state.pending.map((each) => [each.text, each.failed]), [["一", true]]);
  assert.deepEqual(server.texts(), ["二"]);
  chat.retry(chat.state.pending[0]!.id);
  await settled();
  assert.deepEqual(server.texts(), ["二", "一"]);
  server.refuse = [{ ok: false, code: "bad" }];
  chat.say("三");
  await settled();
  chat.drop(chat.state.pending[0]!.id);
  assert.deepEqual(chat.state.pending, []);
});

test("a token that is over is renewed and the line still sent", async () => {
  const server = new Server();
  const { chat, time } = tab(server);
  chat.start();
  await settled();
  server.refuse = [{ ok: false, code: "token" }];
  chat.say("一");
  await time.pass(1_000);
  assert.deepEqual(server.texts(), ["一"]);
  assert.deepEqual(server.sessions, [{}, { token: "token-1" }]);
});

test("a connection refused for its token gets a new one", async () => {
  const server = new Server();
  server.valid = (token) => token === "token-2";
  const { chat, time } = tab(server);
  chat.say("一");
  await time.pass(1_000);
  assert.deepEqual(server.texts(), ["一"]);
});

test("a token that the server no longer knows is given up for a new conversation", async () => {
  const [server, keep] = [new Server(), new Kept()];
  keep.set("huashu:qingmian:session", JSON.stringify({ token: "old", expires_at: "2026-11-01T00:00:00Z", conversation: "talk-0" }));
  server.sessionStatus = [403];
  const { chat } = tab(server, new Time(), keep);
  chat.start();
  await settled();
  assert.deepEqual(server.sessions, [{ token: "old" }, {}]);
  assert.equal(chat.state.link, "online");
});

test("a token of the last visit is used again", async () => {
  const [server, time, keep] = [new Server(), new Time(), new Kept()];
  const first = tab(server, time, keep);
  assert.equal(first.chat.known, false);
  first.chat.start();
  await settled();
  const second = tab(server, time, keep);
  assert.equal(second.chat.known, true);
  second.chat.start();
  await settled();
  assert.equal(server.sessions.length, 1);
});

test("two tabs show the same, whichever of them writes", async () => {
  const [server, time, keep] = [new Server(), new Time(), new Kept()];
  const [one, two] = [tab(server, time, keep), tab(server, time, keep)];
  one.chat.start();
  two.chat.start();
  await settled();
  one.chat.say("一");
  await settled();
  two.chat.say("二");
  await settled();
  server.push("答");
  assert.deepEqual(shown(one.chat.state.messages), ["一", "二", "答"]);
  assert.deepEqual(one.chat.state.messages, two.chat.state.messages);
  assert.deepEqual([one.chat.state.pending, two.chat.state.pending], [[], []]);
});

test("another tab's unsent line is shown when it is told of, and vanishes when it is sent", async () => {
  const [server, time, keep] = [new Server(), new Time(), new Kept()];
  const [one, two] = [tab(server, time, keep), tab(server, time, keep)];
  two.chat.start();
  await settled();
  server.reachable = false;
  two.wire().break();
  one.chat.say("一");
  two.chat.refresh();
  assert.deepEqual(shown(two.chat.state.pending), ["一"]);
  server.reachable = true;
  two.wire().connect();
  await settled();
  assert.deepEqual([server.texts(), shown(two.chat.state.messages), two.chat.state.pending], [["一"], ["一"], []]);
});

test("what was missed is fetched by the last id", async () => {
  const server = new Server();
  const { chat, wire } = tab(server);
  server.line("bot", "欢迎");
  chat.start();
  await settled();
  wire().break();
  server.push("错过的");
  assert.deepEqual(shown(chat.state.messages), ["欢迎"]);
  wire().connect();
  await settled();
  assert.deepEqual(server.ups.filter((up) => up.kind === "hello"), [{ kind: "hello", after: 0 }, { kind: "hello", after: 1 }]);
  assert.deepEqual(shown(chat.state.messages), ["欢迎", "错过的"]);
});

test("a transcript that the server does not know is forgotten", async () => {
  const server = new Server();
  const { chat, wire } = tab(server);
  for (const text of ["一", "二", "三"]) server.line("bot", text);
  chat.start();
  await settled();
  wire().break();
  server.messages.splice(0, 3, { ...server.messages[0]!, text: "另一段" });
  wire().connect();
  await settled();
  assert.deepEqual(shown(chat.state.messages), ["另一段"]);
});

test("the window's opening is told once it can be, and once", async () => {
  const server = new Server();
  server.reachable = false;
  const { chat, time } = tab(server);
  chat.open();
  await time.pass(5_000);
  server.reachable = true;
  await time.pass(10_000);
  assert.equal(server.ups.filter((up) => up.kind === "open").length, 1);
});

test("typing is told at most every 1.2 seconds, and only where somebody hears", async () => {
  const server = new Server();
  const { chat, time, wire } = tab(server);
  chat.typed();
  chat.start();
  await settled();
  for (let key = 0; key < 30; key++) {
    chat.typed();
    await time.pass(100);
  }
  assert.equal(server.ups.filter((up) => up.kind === "typing").length, 3);
  wire().break();
  chat.typed();
  assert.equal(server.ups.filter((up) => up.kind === "typing").length, 3);
});

test("what was read is told, only ever further, and counts at once", async () => {
  const server = new Server();
  const { chat, time } = tab(server);
  chat.start();
  await settled();
  server.push("一", "二");
  assert.equal(chat.state.unread, 2);
  for (const id of [1, 2, 1]) chat.read(id);
  assert.equal(chat.state.unread, 0);
  await time.pass(1_000);
  assert.deepEqual(server.ups.filter((up) => up.kind === "read"), [{ kind: "read", read: 2 }]);
  server.push("三");
  assert.equal(chat.state.unread, 1);
  server.tell({ kind: "marks", marks: { delivered: 0, read: 0, seen: 3 } });
  assert.equal(chat.state.unread, 0);
});

test("the sign of typing goes with a line of the shop's, or after a while", async () => {
  const server = new Server();
  const { chat, time } = tab(server);
  chat.start();
  await settled();
  const typing = { kind: "typing", on: true, author: "bot" } as const;
  server.tell(typing);
  assert.equal(chat.state.typing, true);
  server.push("答");
  assert.equal(chat.state.typing, false);
  server.tell(typing);
  await time.pass(19_000);
  assert.equal(chat.state.typing, true);
  await time.pass(2_000);
  assert.equal(chat.state.typing, false);
});

test("a signed user has a conversation of his own, and nothing of the one before is sent in it", async () => {
  const server = new Server();
  const { chat } = tab(server);
  server.line("bot", "欢迎");
  chat.start();
  await settled();
  server.cut = "before";
  chat.say("没发出去的");
  await settled();
  assert.deepEqual(shown(chat.state.pending), ["没发出去的"]);
  server.cut = "none";
  server.conversation = "talk-2";
  const user = { id: "user-1", expires: 1, signature: "s" };
  server.messages.length = 0;
  assert.equal(await chat.identify(user), true);
  await settled();
  assert.deepEqual(server.sessions.at(-1), { user });
  assert.deepEqual([chat.state.messages, chat.state.pending, server.texts()], [[], [], []]);
  server.conversation = "talk-1";
  assert.equal(await chat.identify(null), true);
  await settled();
  assert.equal(chat.state.link, "online");
});

test("a user whom the server does not know changes nothing", async () => {
  const server = new Server();
  const { chat } = tab(server);
  server.line("bot", "欢迎");
  chat.start();
  await settled();
  server.sessionStatus = [403];
  assert.equal(await chat.identify({ id: "user-1", expires: 1, signature: "x" }), false);
  assert.deepEqual(shown(chat.state.messages), ["欢迎"]);
  assert.equal(chat.state.link, "online");
});

test("what makes no sense is ignored", async () => {
  const server = new Server();
  const { chat } = tab(server);
  chat.start();
  await settled();
  const before = chat.state;
  for (const odd of [null, 1, "x", {}, { kind: "drop" }, { kind: "messages" }, { kind: "messages", messages: [null, { id: 1 }, { id: "1" }] },
    { kind: "standing" }, { kind: "standing", standing: { now: "x" } }, { kind: "marks", marks: {} }]) {
    server.tell(odd as never);
  }
  assert.deepEqual({ ...chat.state }, { ...before });
});

test("a browser that keeps nothing still chats", async () => {
  const server = new Server();
  const broken = { get: () => { throw new Error("denied"); }, set: () => { throw new Error("full"); }, remove: () => { throw new Error("denied"); } };
  for (const keep of [null, broken]) {
    const { chat } = tab(server, new Time(), keep as never);
    chat.say("在吗");
    await settled();
    assert.deepEqual(chat.state.pending, []);
  }
  assert.deepEqual(server.texts(), ["在吗", "在吗"]);
});

test("the server's clock is known", async () => {
  const server = new Server();
  const { chat, time } = tab(server);
  time.now -= 90_000;
  chat.start();
  await settled();
  assert.equal(chat.state.skew, 90_000);
  assert.equal(chat.state.standing?.now, STANDING.now);
});
