import type { RefusalCatalogue } from "./catalogue.ts";

/** Why a request is refused, in Urdu. */
export const urRefusals: RefusalCatalogue = {
  "refused-bad-value": "یہ اندراج قابلِ قبول نہیں۔",
  "refused-unknown-place": "اس نام کا کوئی مقام نہیں ملا: {text}۔",
  "refused-ambiguous-place": "یہ نام کئی مقامات کا ہے: {text}۔",
  "refused-unknown-crossing": "اس نام کی کوئی ایک گزرگاہ نہیں ملی: {text}۔",
  "refused-too-heavy": "{tonnes} ٹن ایک سواری میں نہیں آتے، اس کی حد {capacity} ٹن ہے؛ مال تقسیم کریں۔",
  "refused-unknown-goods": "ایچ ایس 2022 میں کوڈ {hs} نہیں ہے۔",
  "refused-every-mode-excluded": "تمام ذرائع چھوڑ دیے گئے ہیں؛ کم از کم ایک رہنے دیں۔",
  "refused-end-excluded": "{place} اس ملک میں ہے جسے آپ نے چھوڑا ہے: {country}۔",
  "refused-same-place": "آغاز اور منزل ایک ہی جگہ ہیں: {place}۔",
  "refused-deadline-before-ready": "آخری تاریخ مال تیار ہونے کے بعد کی ہونی چاہیے۔",
  "refused-at-before-ready": "مال {on} کو راستے میں بتایا گیا ہے، مگر تیار {ready} کو ہوگا۔ ایک تاریخ بدلیں۔",
  "refused-past-date":
    "مال کی تیاری ({day}) منصوبے کے دن ({asOf}) سے پہلے ہے؛ اسے بدلیں، یا وہ دن بدلیں جس تک کی معلومات لینی ہیں۔",
  "refused-too-far-ahead": "یہ منصوبے کے دن ({asOf}) سے {days} دن سے بھی زیادہ آگے ہے۔",
  "refused-stopped": "حساب روک دیا گیا۔",
};
