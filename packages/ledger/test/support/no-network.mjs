// Loaded before a program: whatever would reach a network throws.
import { registerHooks } from "node:module";

const NETWORK =
  /^(?:node:)?(?:net|dns|dns\/promises|http|https|http2|tls|dgram|inspector|cluster|child_process)$/;

registerHooks({
  resolve(specifier, context, next) {
    if (NETWORK.test(specifier)) throw new Error(`${specifier} reaches the network`);
    return next(specifier, context);
  },
});
for (const name of ["fetch", "WebSocket", "EventSource", "XMLHttpRequest"])
  Object.defineProperty(globalThis, name, {
    value: () => {
      throw new Error(`${name} reaches the network`);
    },
  });
