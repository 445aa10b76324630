import { useRef } from "react";
import {
  Button,
  ComboBox,
  FieldError,
  Text as Hint,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
} from "react-aria-components";
import type { PlaceHit } from "../api/contract.ts";
import { usePlaceHits } from "../api/queries.ts";
import { LOCALES } from "../i18n/locales.ts";
import { useText } from "../i18n/text-context.tsx";
import { AriaLocale } from "../ui/aria-locale.tsx";
import { Chevron, type PlaceInputProps, Suggestions } from "./place-parts.tsx";

/** The field of a place with suggestions from the server; free text and UN/LOCODEs pass as they are. */
export function PlaceCombo(props: PlaceInputProps) {
  const { id, label, shown, typed, onTyped, onPlace, error, suggestions, hint } = props;
  const { t, lang, placeName } = useText();
  const picked = useRef<string | null>(null);
  const hits = usePlaceHits(typed ?? "", LOCALES[lang].names);
  const items = hits.data ?? [];

  const onInputChange = (text: string) => {
    if (text === shown || text === picked.current) return;
    picked.current = null;
    onTyped(text);
  };
  const onPick = (key: string | number | null) => {
    const hit = items.find((item) => item.id === key);
    if (hit === undefined) return;
    // What is still on its way for the letters typed must not open the list again.
    picked.current = placeName(hit);
    onPlace(hit.id);
  };

  return (
    <AriaLocale>
      <ComboBox
        className="field place"
        id={id}
        items={items}
        inputValue={shown}
        onInputChange={onInputChange}
        onSelectionChange={onPick}
        allowsCustomValue
        allowsEmptyCollection
        isInvalid={error !== undefined}
        validationBehavior="aria"
      >
        <Label>{label}</Label>
        <div className="combo">
          <Input
            id={id}
            dir="auto"
            autoComplete="off"
            spellCheck="false"
            onFocus={(event) => event.target.select()}
          />
          <Button className="combo-button" aria-label={t("form.showPlaces")}>
            <Chevron />
          </Button>
        </div>
        {hint !== undefined && (
          <Hint slot="description" className="hint">
            {hint}
          </Hint>
        )}
        <FieldError className="field-error" dir="auto">
          {error}
        </FieldError>
        <Suggestions names={suggestions} onPick={onPlace} />
        <Popover className="combo-popover" offset={4}>
          <ListBox
            className="combo-list"
            renderEmptyState={() => (
              <p className="quiet combo-empty">{emptyText(typed, hits.isFetching, t)}</p>
            )}
          >
            {(item: PlaceHit) => <PlaceItem hit={item} />}
          </ListBox>
        </Popover>
      </ComboBox>
    </AriaLocale>
  );
}

function emptyText(typed: string | null, searching: boolean, t: ReturnType<typeof useText>["t"]): string {
  if (typed === null || typed.trim().length < 2) return t("form.placeType");
  return searching ? t("form.placeSearching") : t("form.placeNone");
}

function PlaceItem({ hit }: { hit: PlaceHit }) {
  const { placeName, format } = useText();
  const name = placeName(hit);
  return (
    <ListBoxItem id={hit.id} textValue={name} className="combo-item">
      <span>
        <bdi>{name}</bdi>
        {name !== hit.name && <bdi className="quiet combo-alias">{hit.name}</bdi>}
      </span>
      <span className="quiet">
        {format.country(hit.country)} {hit.unlocode != null && <bdi className="ident">{hit.unlocode}</bdi>}
      </span>
    </ListBoxItem>
  );
}
