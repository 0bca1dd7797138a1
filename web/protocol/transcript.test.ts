import assert from "node:assert/strict";
import { test } from "node:test";
import { linesIn } from "./transcript.ts";

const AT = "2026-11-23T06:00:00Z";
const line = { id: 1, author: "bot", text: "一", at: AT };
const product = { kind: "product", product_no: "7", name: "裤", picture: "", price_fen: 12900, stock: 3 };
const order = { kind: "order", items: ["裤×1"], receiver: "沈", phone: "138", address: "杭州", carrier: "圆通", total: "129" };

test("a line is taken when it has what every line has", () => {
  assert.deepEqual(linesIn([line]), [line]);
  for (const odd of [null, 1, [], { ...line, id: "1" }, { ...line, author: "system" }, { ...line, text: null }, { ...line, at: "x" }]) {
    assert.deepEqual(linesIn([odd]), [], JSON.stringify(odd));
  }
});

test("a card that could not be drawn is left out, and its line stays", () => {
  for (const card of [product, order, { kind: "gift", name: "香囊", value: "15" }]) assert.deepEqual(linesIn([{ ...line, card }]), [{ ...line, card }]);
  for (const card of ["x", { kind: "coupon" }, { kind: "constructor" }, { ...product, price_fen: undefined }, { ...order, items: "裤" }, { kind: "gift" }]) {
    assert.deepEqual(linesIn([{ ...line, card }]), [line], JSON.stringify(card));
  }
});
