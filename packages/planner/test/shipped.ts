import { loadNetwork, shippedDataDir } from "@rahdari/network";

/** The product's own data, loaded once for all tests of a file. */
export const shipped = loadNetwork({ dirs: [shippedDataDir] });
