import type { Lang } from "./locales.ts";

/** Names of papers by id; of a family (visa, guarantee, ...) with `{country}` filled in. Comes with the details, not with the page. */
interface PaperNames {
  readonly families: Readonly<Record<string, string>>;
  readonly papers: Readonly<Record<string, string>>;
}

const ru: PaperNames = {
  families: {
    visa: "Виза для водителя: {country}",
    "transit-guarantee": "Гарантия национального транзита: {country}",
    "transit-declaration": "Транзитная или импортная декларация: {country}",
    "motor-insurance": "Страхование автогражданской ответственности: {country}",
    "road-permit": "Разрешение для иностранных автомобилей: {country}",
  },
  papers: {
    "visa-cn-kazakh": "Виза Китая для казахстанских водителей",
    "visa-cn-uzbek": "Виза Китая для узбекских водителей",
    "visa-kz-chinese": "Виза Казахстана для китайских водителей",
    "visa-tm": "Транзитная виза Туркменистана для водителя",
    "visa-pk-central-asia": "Электронная виза Пакистана для водителя",
    "visa-pk-central-asia-before": "Виза Пакистана для водителей из Центральной Азии",
    "visa-pk-afghan": "Виза Пакистана для афганских водителей, на год, многократная",
    "tad-afghanistan":
      "Документ временного допуска (TAD) для пакистанских грузовиков и водителей в Афганистане",
    "tad-pakistan": "Документ временного допуска (TAD) для афганских грузовиков и водителей в Пакистане",
    "tir-carnet": "Книжка МДП",
    "tir-vehicle-approval": "Свидетельство о допущении транспортного средства (МДП)",
    "aptta-guarantee": "Гарантия транзита через Пакистан в Афганистан или из него (APTTA)",
    "qtta-permit": "Разрешение по Четырёхстороннему соглашению о транзитных перевозках (QTTA)",
    "qtta-vehicle-papers":
      "Регистрация, отличительный знак и водительское удостоверение, признаваемые по QTTA",
    "cn-pk-permit": "Двустороннее дорожное разрешение Китай – Пакистан",
    "uz-pk-permit": "Разрешение Узбекистан – Пакистан на двусторонние и транзитные перевозки",
    "pk-uz-permit": "Разрешение для узбекских автомобилей в Пакистане",
    "pk-tj-permit": "Разрешение для таджикских автомобилей в Пакистане",
    "pk-kz-permit": "Разрешение для казахстанских автомобилей в Пакистане",
    "cn-kz-permit": "Разрешение Китай – Казахстан",
    "cn-kg-uz-permit": "Разрешение Китай – Кыргызстан – Узбекистан через Иркештам",
    cargoruqsat: "Место в электронной очереди CarGoRuqsat",
    "cargoruqsat-karasu": "Место в электронной очереди CarGoRuqsat в Карасу",
    "torugart-queue": "Место в электронной очереди на Торугарте",
    "eaeu-navigation-seal": "Навигационная пломба ЕАЭС",
    "eaeu-navigation-seal-export": "Навигационная пломба ЕАЭС: экспорт и взаимная торговля",
    "cmr-note": "Накладная CMR",
    "smgs-note": "Накладная СМГС или ЦИМ/СМГС",
    "bill-of-lading": "Коносамент и манифест",
    "air-waybill": "Авианакладная",
    "pk-export-declaration": "Экспортная декларация",
    "kz-export-declaration": "Экспортная декларация ЕАЭС",
    "phytosanitary-certificate": "Фитосанитарный сертификат",
    "veterinary-certificate": "Ветеринарный сертификат",
    "certificate-of-origin": "Сертификат происхождения",
    "food-conformity": "Декларация соответствия или санитарная регистрация ЕАЭС",
    "adr-vehicle-driver": "Допуск автомобиля и свидетельство водителя по ДОПОГ",
    "dangerous-goods-permit": "Национальное разрешение на перевозку опасных грузов",
  },
};

const ur: PaperNames = {
  families: {
    visa: "ڈرائیور کا ویزا: {country}",
    "transit-guarantee": "ملکی ٹرانزٹ کی ضمانت: {country}",
    "transit-declaration": "ٹرانزٹ یا درآمدی ڈیکلریشن: {country}",
    "motor-insurance": "گاڑی کا تیسرے فریق کا بیمہ: {country}",
    "road-permit": "غیر ملکی گاڑیوں کا اجازت نامہ: {country}",
  },
  papers: {
    "visa-cn-kazakh": "قزاخ ڈرائیوروں کے لیے چین کا ویزا",
    "visa-cn-uzbek": "ازبک ڈرائیوروں کے لیے چین کا ویزا",
    "visa-kz-chinese": "چینی ڈرائیوروں کے لیے قزاخستان کا ویزا",
    "visa-tm": "ڈرائیور کے لیے ترکمانستان کا ٹرانزٹ ویزا",
    "visa-pk-central-asia": "ڈرائیور کے لیے پاکستان کا ای ویزا",
    "visa-pk-central-asia-before": "وسطی ایشیا کے ڈرائیوروں کے لیے پاکستان کا ویزا",
    "visa-pk-afghan": "افغان ڈرائیوروں کے لیے پاکستان کا ویزا، ایک سال، بار بار داخلہ",
    "tad-afghanistan": "افغانستان میں پاکستانی ٹرکوں اور ڈرائیوروں کی عارضی داخلہ دستاویز (TAD)",
    "tad-pakistan": "پاکستان میں افغان ٹرکوں اور ڈرائیوروں کی عارضی داخلہ دستاویز (TAD)",
    "tir-carnet": "ٹی آئی آر کارنے",
    "tir-vehicle-approval": "ٹی آئی آر کے لیے گاڑی کی منظوری کا سرٹیفکیٹ",
    "aptta-guarantee": "پاکستان کے راستے افغانستان آنے جانے والے ٹرانزٹ کی ضمانت (APTTA)",
    "qtta-permit": "چار ملکی ٹرانزٹ معاہدے (QTTA) کا اجازت نامہ",
    "qtta-vehicle-papers": "رجسٹریشن، امتیازی نشان اور ڈرائیونگ لائسنس جو QTTA کے تحت تسلیم شدہ ہوں",
    "cn-pk-permit": "چین – پاکستان دو طرفہ روڈ پرمٹ",
    "uz-pk-permit": "ازبکستان – پاکستان دو طرفہ اور ٹرانزٹ اجازت نامہ",
    "pk-uz-permit": "پاکستان میں ازبک گاڑیوں کا اجازت نامہ",
    "pk-tj-permit": "پاکستان میں تاجک گاڑیوں کا اجازت نامہ",
    "pk-kz-permit": "پاکستان میں قزاخ گاڑیوں کا اجازت نامہ",
    "cn-kz-permit": "چین – قزاخستان اجازت نامہ",
    "cn-kg-uz-permit": "چین – کرغزستان – ازبکستان اجازت نامہ، ارکشتام کے راستے",
    cargoruqsat: "الیکٹرانک قطار CarGoRuqsat میں جگہ",
    "cargoruqsat-karasu": "قاراسو پر الیکٹرانک قطار CarGoRuqsat میں جگہ",
    "torugart-queue": "تورگرت کی الیکٹرانک قطار میں جگہ",
    "eaeu-navigation-seal": "یوریشین یونین کی نیویگیشن سیل",
    "eaeu-navigation-seal-export": "یوریشین یونین کی نیویگیشن سیل: برآمد اور باہمی تجارت",
    "cmr-note": "سی ایم آر کنسائنمنٹ نوٹ",
    "smgs-note": "ایس ایم جی ایس یا سی آئی ایم/ایس ایم جی ایس نوٹ",
    "bill-of-lading": "بل آف لیڈنگ اور مینی فیسٹ",
    "air-waybill": "ایئر وے بل",
    "pk-export-declaration": "برآمدی گڈز ڈیکلریشن",
    "kz-export-declaration": "یوریشین یونین سے برآمدی ڈیکلریشن",
    "phytosanitary-certificate": "نباتاتی صحت کا سرٹیفکیٹ",
    "veterinary-certificate": "ویٹرنری سرٹیفکیٹ",
    "certificate-of-origin": "سرٹیفکیٹ آف اوریجن",
    "food-conformity": "یوریشین یونین میں مطابقت کا اعلان یا سینیٹری رجسٹریشن",
    "adr-vehicle-driver": "اے ڈی آر: گاڑی کی منظوری اور ڈرائیور کی تربیت کا سرٹیفکیٹ",
    "dangerous-goods-permit": "خطرناک مال لے جانے کا ملکی اجازت نامہ",
  },
};

const NAMES: Readonly<Partial<Record<Lang, PaperNames>>> = { ur, ru };

/** "visa-cn", "transit-declaration-uz", "kg-road-permit": a family and its country. */
const FAMILY =
  /^(visa|transit-guarantee|transit-declaration|motor-insurance)-([a-z]{2})$|^([a-z]{2})-(road-permit)$/;

/** The paper's name in the language, as the data have it where the language lacks it. */
export function paperName(
  lang: Lang,
  paper: { readonly id: string; readonly name: string },
  country: (code: string) => string,
): string {
  const names = NAMES[lang];
  const own = names?.papers[paper.id];
  if (names === undefined || own !== undefined) return own ?? paper.name;
  const match = FAMILY.exec(paper.id);
  const family = names.families[match?.[1] ?? match?.[4] ?? ""];
  const code = match?.[2] ?? match?.[3] ?? "";
  return family === undefined ? paper.name : family.replace("{country}", country(code.toUpperCase()));
}
