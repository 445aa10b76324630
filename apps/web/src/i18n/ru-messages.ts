import type { MessageCatalogue } from "./catalogue.ts";

/** The planner's messages in Russian. */
export const ruMessages: MessageCatalogue = {
  "assumed-never-reported": "О закрытии сведений нет; считается открытым.",
  "assumed-none": "Подтверждено на {confirmed}.",
  "assumed-reopened": "Последнее закрытие названо коротким; сообщения об открытии нет; считается открытым.",
  "assumed-open": "Открыт по последнему сообщению, {confirmed}; новые закрытия разыграны по прошлым.",
  "assumed-shut":
    "Закрытие подтверждено {confirmed}; до {asOf} больше ничего не известно; открытие разыграно по длительности прошлых закрытий.",
  "assumed-announced":
    "Закрытие с {confirmed} объявлено {announced}; состоялось ли оно, до {asOf} неизвестно. Считается начавшимся; открытие разыграно по длительности прошлых закрытий.",
  "border-announced-shut":
    "{name}: закрытие с {confirmed} объявлено {announced}; состоялось ли оно, никто не сообщил. Закрыт к приезду в {chanceShut:percent} испытаний; показаны оба случая.",
  "border-last-confirmed-shut":
    "{name}: закрытие в последний раз подтверждено {confirmed}; с тех пор ничего не известно. Закрыт к приезду в {chanceShut:percent} испытаний; показаны оба случая.",
  "data-old": "Новейшему источнику {newest}: он на {ageDays} дн. старше дня планирования.",
  "not-arrived":
    "Из {options} путей у {count} груз не доставлен за {horizonDays} дн. (до {worst:percent} испытаний), если ждать у каждой границы; их сроки обрываются на этом пределе.",
  "papers-late":
    "Некоторые документы следовало запросить раньше дня планирования; сроки верны, если они уже на руках.",
  "air-weight": "{tonnes} т слишком много для самолёта.",
  "calendar-shut": "Не работает с {from}, когда прибыл бы груз, до {until}.",
  "calendar-wait": "Не работает с {from}, когда прибывает груз, до {until}: груз ждёт.",
  "moon-holiday":
    "{name}: началом считается {date}; по наблюдению луны возможен сдвиг на день. В праздник закрыта граница на пути.",
  "search-truncated": "Поиск прерван: возможны и другие пути.",
  dominated: "{days} дн. и USD {usd} против {byDays} дн. и USD {byUsd} у варианта «{by}».",
  "dominated-if-open":
    "При открытых границах {days} дн. и USD {usd} против {byDays} дн. и USD {byUsd} у варианта «{by}».",
  similar: "{days} дн. и USD {usd}: близко к показанному варианту «{by}», {byDays} дн. и USD {byUsd}.",
  "similar-if-open":
    "При открытых границах {days} дн. и USD {usd}: близко к показанному варианту «{by}», {byDays} дн. и USD {byUsd}.",
  "excluded-country": "Вы исключили страну {country}.",
  "excluded-crossing": "Вы исключили этот переход.",
  "excluded-mode": "Вы исключили этот вид транспорта.",
  "status-planned": "В планах, ещё не открыт.",
  "status-suspended": "Движение приостановлено, возобновление не подтверждено.",
  "air-dangerous": "Опасные грузы самолётом не отправляются.",
  "unit-mode": "Вагонная партия самолётом не летает.",
};
