/** Kinds of goods that access rules and papers tell apart. */
export type GoodsClass = "reefer" | "dangerous" | "food" | "general";

/** What a shipment says of its goods. */
export type GoodsFacts = {
  /** HS 2022 code of 2, 4 or 6 digits. */
  readonly hs?: string | undefined;
  readonly reefer?: boolean | undefined;
  readonly dangerous?: boolean | undefined;
};

/** HS chapters of edible goods: meat to dairy, vegetables to oil seeds, fats, prepared food and drink. */
const FOOD_CHAPTERS: ReadonlySet<string> = new Set(
  "02 03 04 07 08 09 10 11 12 15 16 17 18 19 20 21 22".split(" "),
);

/** Classes of a shipment's goods, more than one where they apply; `general` when neither cold nor dangerous. */
export function goodsClasses(goods: GoodsFacts): readonly GoodsClass[] {
  const classes: GoodsClass[] = [];
  if (goods.reefer === true) classes.push("reefer");
  if (goods.dangerous === true) classes.push("dangerous");
  if (classes.length === 0) classes.push("general");
  if (FOOD_CHAPTERS.has(goods.hs?.slice(0, 2) ?? "")) classes.push("food");
  return classes;
}
