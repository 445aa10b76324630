import { config } from "zod";

// The page's policy forbids code made from text: zod is not even to try.
config({ jitless: true });
