import type { MessageCatalogue } from "./catalogue.ts";

/** The planner's messages in Urdu. */
export const urMessages: MessageCatalogue = {
  "assumed-never-reported": "بندش کا کوئی ریکارڈ نہیں؛ کھلی مانی گئی۔",
  "assumed-none": "{confirmed} کے لیے تصدیق شدہ۔",
  "assumed-reopened": "آخری بندش مختصر بتائی گئی تھی؛ کھلنے کی خبر نہیں چھپی؛ کھلی مانی گئی۔",
  "assumed-open": "آخری خبر {confirmed} کو کھلی ہونے کی ہے؛ نئی بندشیں پچھلے ریکارڈ سے نکالی گئیں۔",
  "assumed-shut":
    "{confirmed} کو بند ہونے کی تصدیق؛ {asOf} تک مزید کچھ معلوم نہیں؛ کھلنے کا وقت پچھلی بندشوں کی مدت سے نکالا گیا۔",
  "assumed-announced":
    "{announced} کو اعلان ہوا کہ {confirmed} سے بند رہے گا؛ {asOf} تک معلوم نہیں کہ واقعی بند ہوا یا نہیں۔ بند مانا گیا ہے؛ کھلنے کا وقت پچھلی بندشوں کی مدت سے نکالا گیا ہے۔",
  "border-announced-shut":
    "{name}: {announced} کو اعلان ہوا کہ {confirmed} سے بند رہے گا؛ کسی نے خبر نہیں دی کہ واقعی بند ہے یا نہیں۔ {chanceShut:percent} آزمائشوں میں پہنچنے پر بند ملتا ہے؛ دونوں صورتیں دکھائی گئی ہیں۔",
  "border-last-confirmed-shut":
    "{name}: آخری تصدیق {confirmed} کو بند ہونے کی ہے؛ اس کے بعد کچھ معلوم نہیں۔ {chanceShut:percent} آزمائشوں میں پہنچنے پر بند ملی؛ دونوں صورتیں دکھائی گئی ہیں۔",
  "todays-rule": "{text} آج کا قاعدہ، اُس دن کے لیے بھی مانا گیا۔",
  "todays-rules":
    "آج کے قواعد اور کاغذات جو {asOf} کے لیے بھی مانے گئے: {count}۔ اُس دن یا پہلے کا کوئی ماخذ نہیں بتاتا کہ وہ کب سے نافذ ہیں۔ ہر ایک پر نشان ہے۔",
  "data-old": "تازہ ترین ماخذ {newest} کا ہے، منصوبے کے دن سے {ageDays} دن پرانا۔",
  "not-arrived":
    "{options} میں سے {count} راستوں پر، اگر ہر سرحد پر انتظار کیا جائے، {worst:percent} تک آزمائشوں میں مال {horizonDays} دن میں نہیں پہنچا؛ ان کے اعداد اسی حد پر رک جاتے ہیں۔",
  "papers-late":
    "کچھ کاغذات کی درخواست منصوبے کے دن سے پہلے دینی چاہیے تھی؛ اوقات تبھی درست ہیں جب وہ ہاتھ میں ہوں۔",
  "air-weight": "{tonnes} ٹن ہوائی جہاز کے لیے زیادہ ہے۔",
  "calendar-shut": "{from} سے، جب مال وہاں پہنچتا، {until} تک کام بند ہے۔",
  "calendar-wait": "{from} سے، جب مال وہاں پہنچتا ہے، {until} تک کام بند ہے: مال انتظار کرتا ہے۔",
  "moon-holiday":
    "{name} کا آغاز {date} مانا گیا ہے؛ چاند کی رویت سے ایک دن آگے پیچھے ہو سکتا ہے۔ اس دن راستے کی ایک سرحد بند رہتی ہے۔",
  "search-truncated": "تلاش ادھوری رہی: اور راستے بھی ہو سکتے ہیں۔",
  dominated: "{days} دن اور {usd} ڈالر، جبکہ ”{by}“ {byDays} دن اور {byUsd} ڈالر میں ہے۔",
  "dominated-if-open":
    "سرحدیں کھلی ہوں تو {days} دن اور {usd} ڈالر، جبکہ ”{by}“ {byDays} دن اور {byUsd} ڈالر میں ہے۔",
  similar: "{days} دن اور {usd} ڈالر، دکھائے گئے ”{by}“ کے قریب، جو {byDays} دن اور {byUsd} ڈالر میں ہے۔",
  "similar-if-open":
    "سرحدیں کھلی ہوں تو {days} دن اور {usd} ڈالر، دکھائے گئے ”{by}“ کے قریب، جو {byDays} دن اور {byUsd} ڈالر میں ہے۔",
  "excluded-country": "آپ نے {country} کو چھوڑا ہے۔",
  "excluded-crossing": "آپ نے اس گزرگاہ کو چھوڑا ہے۔",
  "excluded-mode": "آپ نے اس ذریعے کو چھوڑا ہے۔",
  "status-planned": "منصوبے میں ہے، ابھی کھلا نہیں۔",
  "status-suspended": "سروس معطل ہے، دوبارہ چلنے کی تصدیق نہیں۔",
  "air-dangerous": "خطرناک مال ہوائی جہاز سے نہیں بھیجا جاتا۔",
  "unit-mode": "ویگن کا مال ہوائی جہاز سے نہیں جاتا۔",
};
