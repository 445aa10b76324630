import { checkBeforeUse } from "./check-network.ts";
import { NetworkError } from "./error.ts";
import { loadNetwork } from "./load-network.ts";
import type { Network } from "./network.ts";

/**
 * The network to work with: loaded, and where own data lie over the shipped ones, which their tests check, looked
 * through for what would make an answer wrong without a word. Throws `NetworkError` code `bad-data`.
 */
export function usableNetwork(options: { readonly dirs: readonly string[] }): Network {
  const network = loadNetwork(options);
  const issues = options.dirs.length > 1 ? checkBeforeUse(network) : [];
  if (issues.length > 0) throw new NetworkError({ code: "bad-data", issues });
  return network;
}
