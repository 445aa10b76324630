import { readQr } from "@rahdari/ledger/verify";
import type { VerifyKey } from "../i18n/en-verify.ts";
import { pause, pictureOf } from "./picture.ts";

/** Time for the page itself between two looks. */
const REST_MS = 120;
/** Dots on the longest side of what is looked at, by turns: the second look is for fine codes. */
const SIDES = [960, 1_600];

/** Why there is no picture, as a phrase. */
export class CameraError extends Error {
  readonly key: VerifyKey;

  constructor(key: VerifyKey) {
    super(key);
    this.key = key;
  }
}

/** Shows the camera in the video element and looks for a code until there is one or the signal ends it. */
export async function scan(video: HTMLVideoElement, signal: AbortSignal): Promise<string | undefined> {
  const stream = await open();
  const stop = () => {
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
  signal.addEventListener("abort", stop);
  try {
    video.srcObject = stream;
    await video.play();
    for (let look = 0; !signal.aborted; look++) {
      const text = read(video, SIDES[look % SIDES.length] as number);
      if (text !== undefined) return text;
      await pause(REST_MS);
    }
    return undefined;
  } catch (error) {
    // A picture that is taken away before it plays is no fault.
    if (signal.aborted) return undefined;
    throw error;
  } finally {
    stop();
  }
}

function read(video: HTMLVideoElement, side: number): string | undefined {
  const { videoWidth: width, videoHeight: height } = video;
  if (width === 0 || height === 0) return undefined;
  return readQr(pictureOf(video, width, height, Math.min(1, side / Math.max(width, height))));
}

async function open(): Promise<MediaStream> {
  // Absent where the page counts as unsafe, as some phones have it for files.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices) throw new CameraError("camera.unsafe");
  try {
    return await devices.getUserMedia({
      audio: false,
      video: { facingMode: "environment", width: { ideal: 1920 }, height: { ideal: 1080 } },
    });
  } catch (error) {
    throw new CameraError(keyOf(error));
  }
}

function keyOf(error: unknown): VerifyKey {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "camera.denied";
  return name === "NotFoundError" ? "camera.none" : "camera.busy";
}
