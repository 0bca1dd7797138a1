import assert from "node:assert/strict";
import { test } from "node:test";
import type { Down, Message } from "./messages.ts";
import { Pace } from "./pace.ts";
import { STANDING, Time } from "./testing.ts";

const line = (id: number, author: Message["author"], text = "十个字的一句话不多"): Message => ({ id, author, text, at: STANDING.now });
const lines = (...messages: Message[]): Down => ({ kind: "messages", messages });

function paced(calm = false) {
  const time = new Time();
  const seen: string[] = [];
  const pace = new Pace(time.later, (frame) => seen.push(frame.kind === "messages" ? frame.messages.map((each) => each.id).join() : frame.kind), () => calm);
  return { time, seen, pace };
}

test("the first line comes at once, the next as fast as a person writes", async () => {
  const { time, seen, pace } = paced();
  pace.add(lines(line(1, "bot"), line(2, "bot"), line(3, "bot")));
  assert.deepEqual(seen, ["1", "typing"]);
  await time.pass(511); // 350 + 18 x 9 characters = 512 ms
  assert.deepEqual(seen, ["1", "typing"]);
  await time.pass(1);
  assert.deepEqual(seen, ["1", "typing", "2", "typing"]);
  await time.pass(512);
  assert.deepEqual(seen, ["1", "typing", "2", "typing", "3"]);
});

test("a long line is waited for at most 1.4 seconds", async () => {
  const { time, seen, pace } = paced();
  pace.add(lines(line(1, "bot"), line(2, "bot", "长".repeat(500))));
  await time.pass(1_400);
  assert.deepEqual(seen, ["1", "typing", "2"]);
});

test("standing and marks keep their place behind the lines they came with", async () => {
  const { time, seen, pace } = paced();
  pace.add(lines(line(1, "bot"), line(2, "bot")));
  pace.add({ kind: "standing", standing: STANDING });
  assert.deepEqual(seen, ["1", "typing"]);
  await time.pass(2_000);
  assert.deepEqual(seen, ["1", "typing", "2", "standing"]);
});

test("the shopper's own line is not held back, and what came before it comes before it", () => {
  const { seen, pace } = paced();
  pace.add(lines(line(1, "bot"), line(2, "bot")));
  pace.add(lines(line(3, "shopper")));
  assert.deepEqual(seen, ["1", "typing", "2", "3"]);
});

test("where nobody watches everything comes at once", () => {
  const { seen, pace } = paced(true);
  pace.add(lines(line(1, "bot"), line(2, "agent"), line(3, "bot")));
  assert.deepEqual(seen, ["1", "2", "3"]);
});
