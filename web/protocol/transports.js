// How the client reaches its server: by websocket, or by polling where there is none. WebTransport, which our server does
// not speak, stays out of the widget: vite.config.ts puts this in the place of engine.io-client's own list.
import { XHR } from "../node_modules/engine.io-client/build/esm/transports/polling-xhr.js";
import { WS } from "../node_modules/engine.io-client/build/esm/transports/websocket.js";

export const transports = { websocket: WS, polling: XHR };
