// Our short codec says and reads exactly what socket.io's own does, for everything that goes over our socket.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as theirs from "socket.io-parser";
import * as ours from "./packets.js";

const PACKETS = [
  { type: 0, nsp: "/", data: { token: "a.b.c" } },
  { type: 0, nsp: "/", data: { sid: "s" } },
  { type: 1, nsp: "/" },
  { type: 2, nsp: "/", data: ["up", { kind: "say", id: "message-1", text: "在吗，1 2 [3] {4}\n\"5\"" }], id: 0 },
  { type: 2, nsp: "/", data: ["down", { kind: "messages", messages: [{ id: 12, text: "😀\u2028" }] }] },
  { type: 2, nsp: "/shop", data: ["up", 1], id: 123 },
  { type: 3, nsp: "/", data: [{ ok: true }], id: 7 },
  { type: 3, nsp: "/", data: [], id: 10 ** 6 },
  { type: 4, nsp: "/", data: { message: "token" } },
];

function read(decoder: { on(name: string, heard: (packet: unknown) => void): unknown; add(text: string): void }, text: string): unknown {
  let packet: unknown;
  decoder.on("decoded", (each) => (packet = each));
  decoder.add(text);
  return JSON.parse(JSON.stringify(packet));
}

for (const packet of PACKETS) {
  test(`a packet of type ${packet.type} in ${packet.nsp}: ${JSON.stringify(packet.data) ?? "nothing"}`, () => {
    const text = new theirs.Encoder().encode(packet as never)[0] as string;
    assert.deepEqual(new ours.Encoder().encode(packet), [text]);
    assert.deepEqual(read(new ours.Decoder(), text), read(new theirs.Decoder() as never, text));
  });
}

test("the kinds of packets and the version are theirs", () => {
  assert.equal(ours.protocol, theirs.protocol);
  for (const [name, number] of Object.entries(ours.PacketType)) assert.equal((theirs.PacketType as never)[name], number);
});

for (const text of ["", "x", "9", "51-[\"up\"]", "2[", "2{\"a\"", "hello"]) {
  test(`what is no packet is refused: ${text || "nothing"}`, () => {
    assert.throws(() => new ours.Decoder().add(text));
  });
}
