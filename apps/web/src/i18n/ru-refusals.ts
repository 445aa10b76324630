import type { RefusalCatalogue } from "./catalogue.ts";

/** Why a request is refused, in Russian. */
export const ruRefusals: RefusalCatalogue = {
  "refused-bad-value": "Это значение не подходит.",
  "refused-unknown-place": "Места «{text}» среди известных нет.",
  "refused-ambiguous-place": "Название «{text}» подходит к нескольким местам.",
  "refused-unknown-crossing": "Переход «{text}» не найден или назван неоднозначно.",
  "refused-too-heavy": "{tonnes} т не входит в одну единицу: её предел {capacity} т. Разделите партию.",
  "refused-unknown-goods": "В HS 2022 нет кода {hs}.",
  "refused-every-mode-excluded": "Исключены все виды транспорта; оставьте хотя бы один.",
  "refused-end-excluded": "{place} – это исключённая страна: {country}.",
  "refused-same-place": "Начало и конец пути совпадают: {place}.",
  "refused-deadline-before-ready": "Срок должен быть позже готовности груза.",
  "refused-at-before-ready": "В пути {on}, а готовность {ready} – позже. Измените одну из дат.",
  "refused-past-date":
    "Готовность ({day}) раньше дня планирования ({asOf}). Измените её или день, по сведениям на который считать.",
  "refused-too-far-ahead": "Это больше чем на {days} дн. позже дня планирования ({asOf}).",
  "refused-stopped": "Расчёт остановлен.",
};
