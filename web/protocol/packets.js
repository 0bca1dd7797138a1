// socket.io's packets as text, which is all that goes over our socket: pictures go by HTTP. vite.config.ts puts this in the
// place of socket.io-parser, whose greater part finds, takes apart and puts together binary data.
import { Emitter } from "@socket.io/component-emitter";

export const protocol = 5;
export const PacketType = { CONNECT: 0, DISCONNECT: 1, EVENT: 2, ACK: 3, CONNECT_ERROR: 4, BINARY_EVENT: 5, BINARY_ACK: 6 };

const PACKET = /^([0-4])(?:(\/[^,]*),)?(\d+)?(.*)$/s;

export class Encoder {
  encode({ type, nsp, id, data }) {
    return [type + (nsp && nsp !== "/" ? nsp + "," : "") + (id ?? "") + (data === undefined ? "" : JSON.stringify(data))];
  }
}

export class Decoder extends Emitter {
  add(text) {
    const [, type, nsp = "/", id, data] = PACKET.exec(text) ?? [];
    if (type === undefined) throw new Error("no packet of socket.io's: " + text);
    const packet = { type: +type, nsp, data: data ? JSON.parse(data) : undefined };
    if (id !== undefined) packet.id = +id;
    this.emitReserved("decoded", packet);
  }

  destroy() {}
}
